"""Who may do what with neighbourhoods, communities, centres, cards and agreements."""

import rules

from communities.enums import CommitmentParty, MemberRole
from communities.models import Membership
from portal.accounts.predicates import is_administrator, is_auditor, is_coordinator, is_lawyer, is_officer, is_staff


def remember_role(user, community: int, role: str | None) -> None:
    """Whoever asks for something of a community (its key) together with the person's role in it spares the question for the
    role."""
    user.known_roles = {**getattr(user, "known_roles", {}), community: role}


def _role_in(user, community: int) -> str | None:
    """The person's role in a community, one query per person and community and request."""
    if not user.is_authenticated:
        return None
    known = getattr(user, "known_roles", {})
    if community in known:
        return known[community]
    cache = user.__dict__.setdefault("_community_roles", None)
    if cache is None:
        rows = Membership.objects.current().filter(user=user).order_by().values_list("community_id", "role")
        cache = user.__dict__["_community_roles"] = dict(rows)
    return cache.get(community)


def edits_in(user, community: int) -> bool:
    """The same as ``edits_for_community``, for whoever has only its key."""
    return _role_in(user, community) in (MemberRole.LEADER, MemberRole.TREASURER, MemberRole.EDITOR)


@rules.predicate
def is_member(user, community) -> bool:
    return community is not None and _role_in(user, community.pk) is not None


@rules.predicate
def leads_community(user, community) -> bool:
    return community is not None and _role_in(user, community.pk) == MemberRole.LEADER


@rules.predicate
def edits_for_community(user, community) -> bool:
    """Leader, treasurer and editor write on the community's behalf."""
    return community is not None and edits_in(user, community.pk)


@rules.predicate
def is_inside_centre(user, centre) -> bool:
    """A member of the community the centre belongs to."""
    return centre is not None and is_member(user, centre.community)


@rules.predicate
def edits_centre(user, centre) -> bool:
    return centre is not None and edits_for_community(user, centre.community)


@rules.predicate
def edits_centre_of_booking(user, booking) -> bool:
    return booking is not None and edits_centre(user, booking.centre)


@rules.predicate
def organises_event(user, event) -> bool:
    """Those who write on the community's behalf, or the officers of the unit."""
    if event is None:
        return is_officer(user)
    if event.community_id:
        return edits_for_community(user, event.community)
    return is_officer(user) and event.unit.members.filter(pk=user.pk).exists()


@rules.predicate
def answers_question(user, question) -> bool:
    """An officer of the unit that was asked, or the coordinator."""
    if is_coordinator(user):
        return True
    return is_officer(user) and question is not None and question.unit.members.filter(pk=user.pk).exists()


@rules.predicate
def holds_commitment(user, commitment) -> bool:
    """Whoever writes for the community that promised, or an officer of the unit in charge."""
    if commitment is None:
        return False
    agreement = commitment.agreement
    if commitment.party == CommitmentParty.COMMUNITY:
        return edits_for_community(user, agreement.community)
    return is_officer(user) and agreement.unit.members.filter(pk=user.pk).exists()


KEEPS_REGISTRY = is_coordinator | is_administrator
READS = is_staff

rules.add_perm("communities", is_staff)
for _model in (
    "neighbourhood", "contactperson", "community", "membership", "resourcecentre", "goodpractice", "term",
    "eventseries", "supportinstrument", "supportbenefit", "council", "councilmember", "election", "meeting", "booking",
    "consultationslot",
):  # fmt: skip
    rules.add_perm(f"communities.view_{_model}", READS)
    rules.add_perm(f"communities.add_{_model}", KEEPS_REGISTRY)
    rules.add_perm(f"communities.change_{_model}", KEEPS_REGISTRY)
for _model in ("agendaitem", "candidate", "meetingpaper", "meetinginvitation"):
    rules.add_perm(f"communities.view_{_model}", READS)
for _part in ("candidate", "agendaitem"):
    for _verb in ("add", "change", "delete"):
        rules.add_perm(f"communities.{_verb}_{_part}", KEEPS_REGISTRY)
for _part in (
    "equipment", "openingperiod", "openingexception", "resiliencesheet",
):  # fmt: skip
    for _verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"communities.{_verb}_{_part}", KEEPS_REGISTRY)
for _model in ("question", "exchangenotice", "outreachcontact"):
    rules.add_perm(f"communities.view_{_model}", is_coordinator | is_officer)
for _verb in ("add", "change", "delete"):
    rules.add_perm(f"communities.{_verb}_outreachcontact", is_coordinator)
for _model in ("attractedfunding", "selfhelpaction"):
    rules.add_perm(f"communities.view_{_model}", READS)
rules.add_perm("communities.answer_question", answers_question)
KEEPS_EVENTS = KEEPS_REGISTRY | organises_event
rules.add_perm("communities.view_event", READS)
for _act in ("add_event", "change_event", "organise_event"):
    rules.add_perm(f"communities.{_act}", KEEPS_EVENTS)
rules.add_perm("communities.moderate_event", is_officer | is_administrator)
rules.add_perm("communities.moderate_goodpractice", is_coordinator)
rules.add_perm("communities.moderate_exchangenotice", is_coordinator)
rules.add_perm("communities.verify_community", is_coordinator)

KEEPS_AGREEMENTS = is_lawyer | is_coordinator
rules.add_perm("communities.view_agreement", is_lawyer | is_coordinator | is_auditor | is_administrator)
rules.add_perm("communities.add_agreement", KEEPS_AGREEMENTS)
rules.add_perm("communities.change_agreement", KEEPS_AGREEMENTS)
rules.add_perm("communities.sign_agreement", is_lawyer)
rules.add_perm("communities.keep_commitment", KEEPS_AGREEMENTS | holds_commitment)
for _part in ("clause", "commitment"):
    for _verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"communities.{_verb}_{_part}", KEEPS_AGREEMENTS)

for _model in ("agreementversion", "agreementcomment"):
    rules.add_perm(f"communities.view_{_model}", KEEPS_AGREEMENTS | is_auditor | is_administrator)
for _verb in ("view", "add", "change", "delete"):
    rules.add_perm(f"communities.{_verb}_libraryclause", KEEPS_AGREEMENTS)

rules.add_perm("communities.see_inside_community", is_member)
rules.add_perm("communities.edit_for_community", edits_for_community)
rules.add_perm("communities.lead_community", leads_community)
rules.add_perm("communities.edit_centre", edits_centre | KEEPS_REGISTRY)
rules.add_perm("communities.see_inside_centre", is_inside_centre | is_officer | is_administrator)
rules.add_perm("communities.decide_booking", edits_centre_of_booking | KEEPS_REGISTRY)
