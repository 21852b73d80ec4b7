"""The conditions a scheme may ask for, each with its counter."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Floor
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.enums import CountProof, LegalForm
from communities.models import Community, Event
from communities.queries.event import COUNTING_RULE
from grants.conditions.registry import (
    SHOWN,
    Behind,
    CommunityYear,
    ConditionKind,
    Evidence,
    Records,
    Tally,
    Terms,
    register_condition,
)
from grants.enums import ClaimState
from grants.models import SubsidyClaim, SubsidyPartner
from grants.models.subsidy_claim import AWARDED
from grants.queries.subsidy import claims_of
from participation.enums import VoiceKind
from participation.models import Opinion, Submission
from portal.audit.erasure import history_model
from portal.db import only_columns
from portal.obligations.rules_of_law import legal_rule
from portal.ui.links import plain_path, plain_reverse
from portal.ui.templatetags.portal_ui import day, money

PROOFS = (CountProof.MEMBER_LIST, CountProof.CONSENTS, CountProof.EVENT)
"""Ways in which a number of residents is shown; the leader's word alone is none (S4-125)."""

ACCEPTED = (ClaimState.RETURNING, ClaimState.CLOSED)


@register_condition
class Residents(ConditionKind):
    """S4-125: how many the community unites, as the register has it, with proof. Only the number is public."""

    key = "residents"
    label = gettext_lazy("Residents united")

    def tallies(self, records: Records, terms: Terms, numbers: Mapping[int, int]) -> dict[int, Tally]:
        return {
            key: Tally(community.residents_united or 0, proven=community.residents_proof in PROOFS)
            for key, community in records.rows.items()
        }

    def missing(self, short: int) -> str:
        return ngettext("%(n)s resident", "%(n)s residents", short) % {"n": short}

    def unproven(self) -> str:
        return _("proof of the number of residents")

    def evidence(self, lived: CommunityYear, terms: Terms):
        community = lived.community
        if community.residents_united:
            label = ngettext("%(n)s resident", "%(n)s residents", community.residents_united)
            proof = f"{community.get_residents_proof_display()}, {day(community.residents_united_on)}"
            yield Evidence(label % {"n": community.residents_united}, proof, self.page(community))

    def page(self, community: Community) -> str:
        return plain_reverse("communities:residents", community.slug)


@register_condition
class Events(ConditionKind):
    """S4-126: events of opinion and cooperation with enough residents; traditions are counted apart."""

    key = "events"
    label = gettext_lazy("Events of opinion and cooperation")

    def counted(self, records: Records, terms: Terms) -> list[QuerySet]:
        held = _held(records, _least(records.year, terms)).filter(series=None)
        return [held.order_by().values_list("community").annotate(number=Count("pk"))]

    def missing(self, short: int) -> str:
        return ngettext("%(n)s event", "%(n)s events", short) % {"n": short}

    def evidence(self, lived: CommunityYear, terms: Terms):
        least = _least(lived.year, terms)
        return (_of_event(one) for one in lived.events if one.series_id is None and one.attendance >= least)

    def page(self, community: Community) -> str:
        return plain_reverse("communities:desk_events", community.slug)


@register_condition
class Traditions(ConditionKind):
    """S4-128: shared traditions of the neighbourhood that enough people came to."""

    key = "traditions"
    label = gettext_lazy("Shared traditions")

    def counted(self, records: Records, terms: Terms) -> list[QuerySet]:
        held = _held(records, terms.attendance or 0).filter(series__isnull=False)
        return [held.order_by().values_list("community").annotate(number=Count("series", distinct=True))]

    def missing(self, short: int) -> str:
        return _("a tradition") if short == 1 else ngettext("%(n)s tradition", "%(n)s traditions", short) % {"n": short}

    def evidence(self, lived: CommunityYear, terms: Terms):
        least = terms.attendance or 0
        return (_of_event(one) for one in lived.events if one.series_id is not None and one.attendance >= least)

    def page(self, community: Community) -> str:
        return plain_reverse("communities:desk_events", community.slug)


def _least(year: int, terms: Terms) -> int:
    """So many residents make an event count that is no tradition."""
    return terms.attendance or legal_rule(COUNTING_RULE, date(year, 12, 31)).whole


def _held(records: Records, least: int) -> QuerySet[Event]:
    return Event.objects.counting(least).filter(community__in=records.keys, starts_at__year=records.year)


def _of_event(event: Event) -> Evidence:
    people = ngettext("%(n)s resident", "%(n)s residents", event.attendance) % {"n": event.attendance}
    return Evidence(event.title, f"{day(event.starts_at)} {people}", plain_path(event))


@register_condition
class JointOpinions(ConditionKind):
    """S4-127: what the community handed in with one voice for many. What is said at a forum is the forum's own."""

    key = "opinions"
    label = gettext_lazy("Joint opinions handed in")

    def counted(self, records: Records, terms: Terms) -> list[QuerySet]:
        said = (_joint_opinions(records.year, terms), _joint_submissions(records.year, terms))
        return [
            rows.filter(community__in=records.keys).order_by().values_list("community").annotate(number=Count("pk"))
            for rows in said
        ]

    def missing(self, short: int) -> str:
        return ngettext("%(n)s joint opinion", "%(n)s joint opinions", short) % {"n": short}

    def evidence(self, lived: CommunityYear, terms: Terms):
        """The first that are shown."""
        opinions = _joint_opinions(lived.year, terms).filter(community=lived.community)
        opinions = only_columns(opinions, "submitted_at", "consultation__title", "consultation__slug")[:SHOWN]
        found = [Evidence(one.consultation.title, day(one.submitted_at), plain_path(one)) for one in opinions]
        if len(found) < SHOWN:
            submissions = _joint_submissions(lived.year, terms).filter(community=lived.community)
            submissions = submissions.only("title", "received_at")[: SHOWN - len(found)]
            found += [Evidence(one.title, day(one.received_at), plain_path(one)) for one in submissions]
        return found

    def behind(self, lived: CommunityYear, terms: Terms, tally: Tally) -> Behind:
        return Behind(tally.number, list(self.evidence(lived, terms)))

    def page(self, community: Community) -> str:
        return plain_reverse("participation:consultation_list")


def _joint_opinions(year: int, terms: Terms) -> QuerySet[Opinion]:
    joint = Opinion.objects.public().filter(voice=VoiceKind.JOINT, residents_represented__gte=terms.attendance or 0)
    return joint.filter(submitted_at__year=year)


def _joint_submissions(year: int, terms: Terms) -> QuerySet[Submission]:
    joint = Submission.objects.handed_in().filter(voice=VoiceKind.JOINT, residents_represented__gte=terms.attendance or 0)
    return joint.filter(received_at__year=year, forum=None)


@register_condition
class LegalStanding(ConditionKind):
    """Any legal form; an informal group has a registered organisation as its partner."""

    key = "standing"
    label = gettext_lazy("Registered, or with a partner organisation")
    is_yes_or_no = True

    def counted(self, records: Records, terms: Terms) -> list[QuerySet]:
        return [SubsidyPartner.objects.filter(community__in=records.keys).values_list("community").annotate(number=Value(1))]

    def tallies(self, records: Records, terms: Terms, numbers: Mapping[int, int]) -> dict[int, Tally]:
        return {
            key: Tally(int(community.legal_form != LegalForm.INFORMAL or key in numbers))
            for key, community in records.rows.items()
        }

    def missing(self, short: int) -> str:
        return _("a partner organisation")

    def evidence(self, lived: CommunityYear, terms: Terms):
        community = lived.community
        if community.legal_form != LegalForm.INFORMAL:
            yield Evidence(community.get_legal_form_display().capitalize(), community.registration_number)
        elif partner := getattr(community, "subsidy_partner", None):
            yield Evidence(partner.organisation.name, day(partner.named_at), plain_path(partner.organisation))

    def page(self, community: Community) -> str:
        return plain_reverse("grants:partner", community.slug) if community.legal_form == LegalForm.INFORMAL else ""


@register_condition
class YearsRegistered(ConditionKind):
    """Whole years a registered organisation exists at the end of the year: from its founding or, where that is not
    known, from its verification in the portal."""

    key = "registered"
    label = gettext_lazy("Registered for years")

    def tallies(self, records: Records, terms: Terms, numbers: Mapping[int, int]) -> dict[int, Tally]:
        return {key: Tally(self._years(community, records.year)) for key, community in records.rows.items()}

    @staticmethod
    def _years(community: Community, year: int) -> int:
        since = community.founded_on or (community.verified_at and localdate(community.verified_at))
        return max(0, year - since.year) if since and community.legal_form != LegalForm.INFORMAL else 0

    def missing(self, short: int) -> str:
        return ngettext("%(n)s year as a registered organisation", "%(n)s years as a registered organisation", short) % {
            "n": short
        }


@register_condition
class Growth(ConditionKind):
    """Riga's way (S4-121): so many residents more than in the year before, until the ceiling is reached."""

    key = "growth"
    label = gettext_lazy("Growth over the year before")

    def counted(self, records: Records, terms: Terms) -> list[QuerySet]:
        history = history_model(Community)
        before = history.objects.filter(pgh_obj__in=records.keys, residents_united_on__year__lt=records.year)
        latest = before.order_by("pgh_obj", "-residents_united_on", "-pgh_id").distinct("pgh_obj")
        return [latest.values_list("pgh_obj").annotate(number=Coalesce("residents_united", 0))]

    def tallies(self, records: Records, terms: Terms, numbers: Mapping[int, int]) -> dict[int, Tally]:
        return {key: self._growth(community, numbers.get(key, 0), terms) for key, community in records.rows.items()}

    @staticmethod
    def _growth(community: Community, before: int, terms: Terms) -> Tally:
        now = community.residents_united or 0
        return Tally(max(0, now - before), is_enough=terms.ceiling is not None and now >= terms.ceiling)

    def missing(self, short: int) -> str:
        return ngettext("%(n)s resident more than last year", "%(n)s residents more than last year", short) % {"n": short}

    def page(self, community: Community) -> str:
        return plain_reverse("communities:residents", community.slug)

    def asked(self, condition) -> str:
        if condition.ceiling is None:
            return f"+{condition.minimum}"
        return _("+%(n)s until there are %(ceiling)s") % {"n": condition.minimum, "ceiling": condition.ceiling}


def _last_awards(records: Records) -> QuerySet[SubsidyClaim]:
    """The latest subsidy of each community from an earlier year."""
    earlier = SubsidyClaim.objects.filter(community__in=records.keys, state__in=AWARDED, scheme__year__lt=records.year)
    return earlier.order_by("community_id", "-scheme__year").distinct("community_id")


class _AboutLastAward(ConditionKind):
    """Who has had no subsidy yet owes nothing: new groups can reach every level (S4-124)."""

    def tallies(self, records: Records, terms: Terms, numbers: Mapping[int, int]) -> dict[int, Tally]:
        return dict.fromkeys(records.rows, Tally(is_enough=True)) | super().tallies(records, terms, numbers)

    def evidence(self, lived: CommunityYear, terms: Terms):
        earlier = (one for one in claims_of(lived.community) if one.state in AWARDED and one.scheme.year < lived.year)
        if claim := next(earlier, None):
            report = getattr(claim, "report", None)
            used = _("used %(used)s of %(sum)s") % {"used": money(report.used), "sum": money(claim.amount)} if report else ""
            yield Evidence(claim.scheme.title, used or claim.status.public, plain_path(claim))

    def page(self, community: Community) -> str:
        return plain_reverse("grants:passport", community.slug)


@register_condition
class LastReport(_AboutLastAward):
    """The report on the latest subsidy is accepted."""

    key = "report"
    label = gettext_lazy("Last report accepted")
    is_yes_or_no = True

    def counted(self, records: Records, terms: Terms) -> list[QuerySet]:
        accepted = Case(When(state__in=ACCEPTED, then=1), default=0)
        return [_last_awards(records).values_list("community").annotate(number=accepted)]

    def missing(self, short: int) -> str:
        return _("an accepted report on the last subsidy")


@register_condition
class ShareUsed(_AboutLastAward):
    """How much of the latest subsidy was used, in whole percent, rounded down."""

    key = "share_used"
    label = gettext_lazy("Share of the last subsidy used")

    def counted(self, records: Records, terms: Terms) -> list[QuerySet]:
        percent = Cast(Floor(100 * Coalesce(F("report__used"), Decimal(0)) / F("amount")), IntegerField())
        return [_last_awards(records).values_list("community").annotate(number=percent)]

    def missing(self, short: int) -> str:
        return _("a larger used share of the last subsidy")

    def asked(self, condition) -> str:
        return _("at least %(n)s %%") % {"n": condition.minimum}


@register_condition
class InclusiveDeclaration(ConditionKind):
    """The community has declared that it is open, fair and shares what it learns."""

    key = "declaration"
    label = gettext_lazy("Declaration of openness")
    is_yes_or_no = True

    def tallies(self, records: Records, terms: Terms, numbers: Mapping[int, int]) -> dict[int, Tally]:
        return {key: Tally(int(community.declared_at is not None)) for key, community in records.rows.items()}

    def missing(self, short: int) -> str:
        return _("the declaration of openness")

    def evidence(self, lived: CommunityYear, terms: Terms):
        if declared := lived.community.declared_at:
            yield Evidence(_("Declared"), day(declared))
