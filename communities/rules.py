"""Who may do what with neighbourhoods, communities, centres, cards and agreements."""

import rules

from communities.enums import MemberRole
from communities.models import Membership
from portal.accounts.predicates import is_administrator, is_auditor, is_coordinator, is_lawyer, is_officer, is_staff


def _role_in(user, community) -> str | None:
    """The person's role in a community, one query per person and community and request."""
    if not user.is_authenticated:
        return None
    cache = user.__dict__.setdefault("_community_roles", None)
    if cache is None:
        rows = Membership.objects.current().filter(user=user).values_list("community_id", "role")
        cache = user.__dict__["_community_roles"] = dict(rows)
    return cache.get(community.pk)


@rules.predicate
def is_member(user, community) -> bool:
    return community is not None and _role_in(user, community) is not None


@rules.predicate
def leads_community(user, community) -> bool:
    return community is not None and _role_in(user, community) == MemberRole.LEADER


@rules.predicate
def edits_for_community(user, community) -> bool:
    """Leader, treasurer and editor write on the community's behalf."""
    return community is not None and _role_in(user, community) in (
        MemberRole.LEADER,
        MemberRole.TREASURER,
        MemberRole.EDITOR,
    )


@rules.predicate
def answers_question(user, question) -> bool:
    """An officer of the unit that was asked, or the coordinator."""
    if is_coordinator(user):
        return True
    return is_officer(user) and question is not None and question.unit.members.filter(pk=user.pk).exists()


KEEPS_REGISTRY = is_coordinator | is_administrator
READS = is_staff

rules.add_perm("communities", is_staff)
for _model in (
    "neighbourhood", "contactperson", "community", "membership", "resourcecentre", "goodpractice", "term", "event",
    "eventseries", "supportinstrument", "supportbenefit", "council", "councilmember", "election", "meeting", "booking",
    "consultationslot",
):  # fmt: skip
    rules.add_perm(f"communities.view_{_model}", READS)
    rules.add_perm(f"communities.add_{_model}", KEEPS_REGISTRY)
    rules.add_perm(f"communities.change_{_model}", KEEPS_REGISTRY)
for _part in (
    "neighbourhoodpriority", "equipment", "openingperiod", "openingexception", "resiliencesheet", "candidate", "agendaitem",
):  # fmt: skip
    for _verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"communities.{_verb}_{_part}", KEEPS_REGISTRY)
for _model in ("question", "exchangenotice", "contactrequest", "outreachcontact"):
    rules.add_perm(f"communities.view_{_model}", is_coordinator | is_officer)
for _verb in ("add", "change", "delete"):
    rules.add_perm(f"communities.{_verb}_outreachcontact", is_coordinator)
rules.add_perm("communities.answer_question", answers_question)
rules.add_perm("communities.moderate_goodpractice", is_coordinator)
rules.add_perm("communities.verify_community", is_coordinator)

KEEPS_AGREEMENTS = is_lawyer | is_coordinator
rules.add_perm("communities.view_agreement", is_lawyer | is_coordinator | is_auditor | is_administrator)
rules.add_perm("communities.add_agreement", KEEPS_AGREEMENTS)
rules.add_perm("communities.change_agreement", KEEPS_AGREEMENTS)
rules.add_perm("communities.sign_agreement", is_lawyer)
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
