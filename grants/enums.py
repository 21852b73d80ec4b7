from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallState(models.TextChoices):
    """Open and closed for applications are no states: they follow from the clock."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("announced")
    EVALUATION = "evaluation", _("being evaluated")
    DECIDED = "decided", _("decision made")
    FINISHED = "finished", _("finished")
    CANCELLED = "cancelled", _("cancelled")


class BonusKind(models.TextChoices):
    """What earns points on top of the criteria."""

    FORUM_IDEA = "forum_idea", _("the idea comes from a residents' forum")
    FIRST_TIME = "first_time", _("the applicant applies for the first time")
    JOINT_OPINION = "joint_opinion", _("the neighbourhood has handed in a joint opinion on the need within a year")


class InstalmentCondition(models.TextChoices):
    """What must be done before a part of the grant is paid."""

    CONTRACT = "contract", _("the contract is signed")
    INTERIM_REPORT = "interim_report", _("the interim report is accepted")
    FINAL_REPORT = "final_report", _("the final report is accepted")


class CallQuestionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", pgettext_lazy("call question", "waits for the e-mail to be confirmed")
    WAITING = "waiting", pgettext_lazy("call question", "waits for an answer")
    ANSWERED = "answered", pgettext_lazy("call question", "answered")


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    CLARIFYING = "clarifying", _("being clarified")
    ELIGIBLE = "eligible", _("eligible")
    INELIGIBLE = "ineligible", _("not eligible")
    EVALUATED = "evaluated", _("evaluated")
    FUNDED = "funded", _("supported")
    RESERVE = "reserve", _("in reserve")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CLOSED = "closed", _("closed")
    LAPSED = "lapsed", _("award lapsed")
    ENDED = "ended", pgettext_lazy("project", "ended early")


class LineKind(models.TextChoices):
    """One budget: costs, and where the money or its equal comes from beside the municipality."""

    COST = "cost", _("cost")
    IN_KIND = "in_kind", _("own contribution in kind")
    OWN_MONEY = "own_money", _("own money")
    OTHER_MONEY = "other_money", _("other funders")


class DecisionOutcome(models.TextChoices):
    FUNDED = "funded", _("supported")
    RESERVE = "reserve", _("in reserve")
    REJECTED = "rejected", _("rejected")


class SittingState(models.TextChoices):
    OPEN = "open", pgettext_lazy("sitting", "being held")
    ENDED = "ended", pgettext_lazy("sitting", "ended, letters to be read")
    SENT = "sent", pgettext_lazy("sitting", "letters sent")


class ApplicantKind(models.TextChoices):
    ASSOCIATION = "association", _("associations")
    FOUNDATION = "foundation", _("foundations")
    INFORMAL = "informal", _("informal groups of residents")
    RELIGIOUS = "religious", _("religious organisations for community aims")


class Promise(StrEnum):
    """The kinds of obligations this app makes."""

    DECISION = "grants.decision"
    CLARIFICATION = "grants.clarification"
    CONTRACT_BUDGET = "grants.contract_budget"
    CONTRACT_SIGNING = "grants.contract_signing"
    CONTRACT_COUNTERSIGNING = "grants.contract_countersigning"
    INSTALMENT = "grants.instalment"
    CHANGE_ANSWER = "grants.change_answer"
    REPORT = "grants.report"
    REPORT_ANSWER = "grants.report_answer"
    MONEY_RETURN = "grants.money_return"
    IDEA = "grants.idea_outcome"
    CALL_ANSWER = "grants.call_answer"
    COFINANCING_DECISION = "grants.cofinancing_decision"
    COFINANCING_RESULT = "grants.cofinancing_result"
    SUBSIDY_DECISION = "grants.subsidy_decision"
    SUBSIDY_REPORT = "grants.subsidy_report"
    SUBSIDY_RETURN = "grants.subsidy_return"


class SchemeState(models.TextChoices):
    """A year of subsidies. Whether claims are taken now is no state: it follows from the clock."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", pgettext_lazy("subsidy scheme", "published")
    DECIDED = "decided", pgettext_lazy("subsidy scheme", "decided")
    FINISHED = "finished", pgettext_lazy("subsidy scheme", "finished")


class QueueRule(models.TextChoices):
    """Who comes first when the fund is smaller than the claims."""

    LEVEL = "level", _("the higher level first, then by arrival")
    ARRIVAL = "arrival", _("by arrival")


class SpendingPurpose(models.TextChoices):
    """S4-122, S4-123: what a subsidy is for."""

    CORE = "core", _("daily work and capacity")
    UNFORESEEN = "unforeseen", _("unforeseen needs")


class ClaimState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("subsidy claim", "submitted")
    CONFIRMED = "confirmed", pgettext_lazy("subsidy claim", "confirmed")
    REFUSED = "refused", pgettext_lazy("subsidy claim", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("subsidy claim", "withdrawn")
    WAITING = "waiting", pgettext_lazy("subsidy claim", "in the queue")
    GRANTED = "granted", pgettext_lazy("subsidy claim", "granted")
    PAID = "paid", pgettext_lazy("subsidy claim", "paid")
    REPORTED = "reported", pgettext_lazy("subsidy claim", "reported")
    RETURNING = "returning", pgettext_lazy("subsidy claim", "unused money to be returned")
    CLOSED = "closed", pgettext_lazy("subsidy claim", "closed")


class CoFinancingState(models.TextChoices):
    """A request for a share in a project that another programme is asked to pay."""

    SUBMITTED = "submitted", pgettext_lazy("co-financing", "received")
    GRANTED = "granted", pgettext_lazy("co-financing", "promised")
    REFUSED = "refused", pgettext_lazy("co-financing", "not promised")
    WITHDRAWN = "withdrawn", pgettext_lazy("co-financing", "withdrawn")
    WON = "won", pgettext_lazy("co-financing", "the programme pays")
    LOST = "lost", pgettext_lazy("co-financing", "the programme does not pay")


class IdeaState(models.TextChoices):
    """An idea in the first round of a call. Whether ideas are taken now follows from the clock."""

    SUBMITTED = "submitted", pgettext_lazy("idea", "received")
    INVITED = "invited", pgettext_lazy("idea", "invited")
    CONDITIONAL = "conditional", pgettext_lazy("idea", "invited with a condition")
    DECLINED = "declined", pgettext_lazy("idea", "not invited")
    WITHDRAWN = "withdrawn", pgettext_lazy("idea", "withdrawn")


class OfferKind(models.TextChoices):
    """What neighbours can bring to an idea."""

    ROOM = "room", pgettext_lazy("offer", "a room")
    HOURS = "hours", pgettext_lazy("offer", "hours of work")
    MONEY = "money", pgettext_lazy("offer", "money")
    MERGER = "merger", pgettext_lazy("offer", "to do it together")


class ContractState(models.TextChoices):
    BUDGET = "budget", pgettext_lazy("grant contract", "budget to be adjusted")
    SIGNING = "signing", pgettext_lazy("grant contract", "to be signed")
    IN_FORCE = "in_force", pgettext_lazy("grant contract", "in force")
    SETTLING = "settling", pgettext_lazy("grant contract", "being settled")
    CLOSED = "closed", pgettext_lazy("grant contract", "fulfilled")
    LAPSED = "lapsed", pgettext_lazy("grant contract", "award lapsed")
    ENDED = "ended", pgettext_lazy("grant contract", "ended early")


class InstalmentState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("instalment", "planned")
    PREPARED = "prepared", pgettext_lazy("instalment", "prepared")
    PAID = "paid", pgettext_lazy("instalment", "paid")
    DROPPED = "dropped", pgettext_lazy("instalment", "not needed")


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("change request", "handed in")
    APPROVED = "approved", pgettext_lazy("change request", "approved")
    REFUSED = "refused", pgettext_lazy("change request", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("change request", "withdrawn")
    DROPPED = "dropped", pgettext_lazy("change request", "closed with the contract")


class ReportKind(models.TextChoices):
    INTERIM = "interim", _("interim report")
    FINAL = "final", _("final report")


class ReportState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("project report", "to be handed in")
    SUBMITTED = "submitted", pgettext_lazy("project report", "handed in")
    QUESTIONED = "questioned", pgettext_lazy("project report", "asked back")
    ACCEPTED = "accepted", pgettext_lazy("project report", "accepted")
    DROPPED = "dropped", pgettext_lazy("project report", "closed with the contract")


class ReportPart(models.TextChoices):
    """What an officer may ask about in a report."""

    DONE = "done", _("what was done")
    PEOPLE = "people", _("people reached")
    CHANGE = "change", _("what changed")
    LEARNED = "learned", _("what was learned")
    MONEY = "money", _("planned and actual costs")
    RECEIPTS = "receipts", pgettext_lazy("report", "receipts")


class PeopleGroup(models.TextChoices):
    """Whom a project reached. A person counts in one group."""

    CHILDREN = "children", _("children and young people")
    MEN = "men", _("men over 35")
    SENIORS = "seniors", _("seniors")
    MINORITIES = "minorities", _("national minorities")
    DISABILITY = "disability", _("people with disabilities")
    OTHERS = "others", _("other residents")


class ChangeLevel(models.TextChoices):
    """On which level something changed (S1-07)."""

    PERSON = "person", pgettext_lazy("level of change", "person")
    COMMUNITY = "community", pgettext_lazy("level of change", "community")
    ORGANISATIONS = "organisations", pgettext_lazy("level of change", "organisations")
    POLICY = "policy", pgettext_lazy("level of change", "policy")


class ResultKind(models.TextChoices):
    """What a project led to: for society (S1-09), by art (S1-10), in what people can do today (S1-11)."""

    TIES = "ties", pgettext_lazy("kind of result", "new ties between people and their groups")
    CAPITAL = "capital", pgettext_lazy("kind of result", "people trust and help one another more")
    VOICE = "voice", pgettext_lazy("kind of result", "people can take part and influence decisions")
    ART = "art", pgettext_lazy("kind of result", "contemporary art builds trust and belonging")
    PLACES = "places", pgettext_lazy("kind of result", "a forgotten place lives again")
    MEDIA = "media", pgettext_lazy("kind of result", "people weigh what they read, see and hear")
    TRUTH = "truth", pgettext_lazy("kind of result", "disinformation finds fewer believers")
    BELONGING = "belonging", pgettext_lazy("kind of result", "people feel they belong to their school and community")
    HUMANITY = "humanity", pgettext_lazy("kind of result", "people treat one another more humanely")


class ChangeStage(models.TextChoices):
    """How far the change has come (S1-08), each stage beyond the one before."""

    REACH = "reach", pgettext_lazy("stage of change", "reached")
    ENGAGE = "engage", pgettext_lazy("stage of change", "engaged")
    CHANGE = "change", pgettext_lazy("stage of change", "changed")
    SUSTAIN = "sustain", pgettext_lazy("stage of change", "consolidated and sustained")
