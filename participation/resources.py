"""The columns of this app's exports."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from tablib import Dataset

from participation.enums import Promise
from participation.models import BudgetCampaign, Consultation, Submission
from participation.queries.campaign import CampaignFigures
from participation.queries.consultation import outcome_counts
from participation.queries.contribution import Contribution, all_contributions
from portal.obligations.queries import obligations_of_many
from portal.ui.exports import ClosingField, ExportResource


class ConsultationResource(ExportResource):
    title = Field("title", column_name=_("Consultation"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    stage = Field("get_stage_display", column_name=pgettext_lazy("consultation", "Stage"))
    level = Field("get_level_display", column_name=_("Level"))
    opens_at = Field("opens_at", column_name=_("Opens"))
    closes_at = ClosingField("closes_at", column_name=_("Closes"))
    unit = Field("unit__name", column_name=_("Unit"))
    joint = Field("joint_count", column_name=_("Joint opinions"))
    represented = Field("represented_count", column_name=_("Residents they speak for"))
    individual = Field("individual_count", column_name=_("Individual opinions"))
    answered = Field("answered_count", column_name=_("Answered"))


class ContributionResource(ExportResource):
    """One row for each opinion: what was said, the text before and after, the answer."""

    voice = Field("opinion__get_voice_display", column_name=_("Voice"))
    author = Field("opinion__public_author", column_name=_("Whose"))
    represented = Field("opinion__residents_represented", column_name=_("Speaks for residents"))
    opinion = Field("said", column_name=_("Opinion"))
    document = Field("change__before__version__document__title", column_name=_("Document"))
    paragraph = Field("change__before__number", column_name=_("Paragraph"))
    before = Field("text_before", column_name=_("Text before"))
    after = Field("text_after", column_name=_("Text now"))
    outcome = Field("card__answer__get_outcome_display", column_name=_("Outcome"))
    reason = Field("card__answer__reason", column_name=_("Reason"))
    next_step = Field("card__answer__next_step", column_name=_("What happens next"))
    answered_at = Field("card__answer__published_at", column_name=_("Answered"))


def summary_workbook(consultation: Consultation) -> list[Dataset]:
    """The summary for the council's file: counts, joint opinions, individual opinions (S4-94)."""
    joint, individual = all_contributions(consultation)
    counts = Dataset(title=gettext("Summary of opinions"), headers=[consultation.title, ""])
    counts.append([gettext("Joint opinions"), consultation.joint_count])
    counts.append([gettext("Residents they speak for"), consultation.represented_count])
    counts.append([gettext("Individual opinions"), consultation.individual_count])
    counts.append([gettext("Answered"), consultation.answered_count])
    for one in outcome_counts(consultation):
        counts.append([str(one.outcome), one.number])
    return [
        counts,
        _sheet(gettext("Joint opinions"), joint),
        _sheet(gettext("Individual opinions"), individual),
    ]


def _sheet(title: str, rows: list[Contribution]) -> Dataset:
    sheet = ContributionResource().export(rows)
    sheet.title = title[:31]
    return sheet


class ForumResource(ExportResource):
    title = Field("title", column_name=_("Forum"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    held_at = Field("held_at", column_name=_("Takes place"))
    place = Field("place", column_name=_("Place"))
    attendance = Field("attendance", column_name=_("People"))
    proposals = Field("proposal_count", column_name=_("Proposals"))


class ForumRegistrationResource(ExportResource):
    name = Field("name", column_name=_("Name"))
    email = Field("email", column_name=_("E-mail"))
    seats = Field("seats", column_name=_("How many people"))
    needs = Field("needs", column_name=_("What they need"))
    state = Field("get_state_display", column_name=_("State"))


class TaskResource(ExportResource):
    title = Field("title", column_name=_("Task"))
    source = Field("source", column_name=_("Agreed at"))
    holder = Field("holder", column_name=_("Who does it"))
    post = Field("post", column_name=_("By post"))
    due_on = Field("due_on", column_name=_("To be done by"))
    state = Field("get_state_display", column_name=_("State"))
    result = Field("result", column_name=_("What was done"))


class AnnouncementResource(ExportResource):
    title = Field("title", column_name=_("Announcement"))
    text = Field("text", column_name=_("Text"))
    places = Field(column_name=_("Neighbourhoods"))
    unit = Field("unit__name", column_name=_("Unit"))
    sent_at = Field("sent_at", column_name=_("Sent"))
    letters = Field("letters", column_name=_("Letters"))
    reach = Field("reach", column_name=_("Residents the communities unite"))

    def dehydrate_places(self, announcement) -> str:
        return ", ".join(announcement.place_names)


class ProposalResource(ExportResource):
    title = Field("title", column_name=_("Proposal"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    text = Field("text", column_name=_("Text"))
    need = Field("need", column_name=_("The need"))
    theme = Field("get_theme_display", column_name=_("Theme"))
    target = Field("get_target_display", column_name=_("Proposal for"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    place = Field("place", column_name=pgettext_lazy("proposal", "Place"))
    author = Field("public_author", column_name=_("Whose"))
    represented = Field("residents_represented", column_name=_("Speaks for residents"))
    supporters = Field("support_count", column_name=_("Supporters"))
    received_at = Field("received_at", column_name=_("Received"))
    state = Field("get_state_display", column_name=_("State"))


class OwnSubmissionResource(ExportResource):
    title = Field("title", column_name=_("Title"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    text = Field("text", column_name=_("Text"))
    received_at = Field("received_at", column_name=_("Received"))
    state = Field("get_state_display", column_name=_("State"))


class RegisterResource(ExportResource):
    """The register for officers: our number and the document system's beside each other, and the clock."""

    number = Field(column_name=_("Number"))
    dvs_number = Field("dvs_number", column_name=_("Number in the document system"))
    dvs_date = Field("dvs_date", column_name=_("Date in the document system"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    title = Field("title", column_name=_("Title"))
    text = Field("text", column_name=_("Text"))
    author = Field("author_name", column_name=_("Author"))
    community = Field("community__name", column_name=_("Community"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    unit = Field("unit__name", column_name=_("Unit"))
    channel = Field("get_channel_display", column_name=_("Came by"))
    received_at = Field("received_at", column_name=_("Received"))
    due_on = Field(column_name=_("Answer by"))
    state = Field("get_state_display", column_name=_("State"))

    def before_export(self, queryset, **kwargs):
        keys = list(queryset.values_list("pk", flat=True))
        self.clocks = obligations_of_many(Submission, keys, Promise.SUBMISSION_ANSWER)

    def dehydrate_number(self, submission) -> str:
        clock = self.clocks.get(submission.pk)
        return clock.number if clock else ""

    def dehydrate_due_on(self, submission):
        clock = self.clocks.get(submission.pk)
        return clock.due_on if clock else None


class CampaignResource(ExportResource):
    title = Field("title", column_name=_("Campaign"))
    year = Field("year", column_name=_("Budget of the year"))
    opens_at = Field("opens_at", column_name=_("Opens"))
    closes_at = ClosingField("closes_at", column_name=_("Closes"))
    unit = Field("unit__name", column_name=_("Unit"))
    proposals = Field("proposal_count", column_name=_("Proposals"))
    waiting = Field("waiting_count", column_name=_("Waiting"))
    state = Field("get_state_display", column_name=_("State"))


class CampaignProposalResource(ProposalResource):
    """The proposals of a campaign with their answers."""

    outcome = Field("answer__get_outcome_display", column_name=_("Outcome"))
    reason = Field("answer__reason", column_name=_("Reason"))
    next_step = Field("answer__next_step", column_name=_("What happens next"))


def campaign_workbook(campaign: BudgetCampaign, figures: CampaignFigures) -> list[Dataset]:
    """The report in figures: places by themes, themes by outcomes, and every proposal with its answer."""
    places = Dataset(title=gettext("By place and theme")[:31], headers=[gettext("Place"), *figures.themes, gettext("Together")])
    for row in figures.places:
        places.append([row.place or gettext("elsewhere"), *row.counts, row.total])
    places.append([gettext("Together"), *figures.by_theme, figures.total])
    outcomes = Dataset(title=gettext("Outcomes")[:31], headers=[gettext("Theme"), *figures.outcome_names, gettext("Together")])
    for row in figures.outcomes:
        outcomes.append([row.theme, *row.counts, row.total])
    outcomes.append([gettext("Together"), *figures.by_outcome, sum(figures.by_outcome)])
    voices = Dataset(title=gettext("Voices")[:31], headers=[gettext("Voices"), gettext("Number")])
    voices.append([gettext("Individual proposals"), figures.individual])
    voices.append([gettext("Joint proposals"), figures.joint])
    voices.append([gettext("Residents they speak for"), figures.represented])
    proposals = CampaignProposalResource().export(campaign.submissions.handed_in().for_list().order_by("received_at", "pk"))
    proposals.title = gettext("Proposals")[:31]
    return [places, outcomes, voices, proposals]


class OwnOpinionResource(ExportResource):
    consultation = Field("consultation__title", column_name=_("Consultation"))
    voice = Field("get_voice_display", column_name=_("Voice"))
    represented = Field("residents_represented", column_name=_("Speaks for residents"))
    text = Field("text", column_name=_("Opinion"))
    experience = Field("experience", column_name=_("Experience"))
    proposal = Field("proposal", column_name=_("Proposal"))
    submitted_at = Field("submitted_at", column_name=_("Received"))
    state = Field("get_state_display", column_name=_("State"))


class OpinionResource(OwnOpinionResource):
    """For officers: joint opinions first, whose each is, how it came, and why a hidden one is hidden."""

    author = Field("public_author", column_name=_("Whose"))
    how_agreed = Field("how_agreed", column_name=_("How it was agreed"))
    channel = Field("get_channel_display", column_name=_("Came by"))
    hidden_reason = Field("hidden_reason", column_name=_("Why hidden"))


class AnswerResource(ExportResource):
    """The log of decisions with their dates (S4-32): what was said, when; what was answered, by whom and when."""

    question = Field(column_name=_("Question"))
    about = Field(column_name=_("Consultation or proposal"))
    received = Field(column_name=_("Received"))
    outcome = Field("get_outcome_display", column_name=_("Outcome"))
    reason = Field("reason", column_name=_("Reason"))
    next_step = Field("next_step", column_name=_("What happens next"))
    no_next_step = Field("no_next_step", column_name=_("Why nothing follows"))
    passed_to = Field("passed_to", column_name=_("Passed on to"))
    change_url = Field("change_url", column_name=_("What changed"))
    unit = Field("unit__name", column_name=_("Unit"))
    published_at = Field("published_at", column_name=_("Published"))
    corrected_at = Field("corrected_at", column_name=_("Corrected"))
    alike = Field("batch__size", column_name=_("Given to many alike"))
    disputed = Field(column_name=_("Outcome of the dispute"))

    def dehydrate_question(self, answer) -> str:
        return answer.question.text

    def dehydrate_about(self, answer) -> str:
        return answer.opinion.consultation.title if answer.opinion_id else answer.submission.title

    def dehydrate_received(self, answer):
        return answer.opinion.confirmed_at if answer.opinion_id else answer.submission.received_at

    def dehydrate_disputed(self, answer) -> str:
        dispute = getattr(answer, "dispute", None)
        return dispute.get_outcome_display() if dispute and dispute.decided_at else ""


class SurveyResource(ExportResource):
    title = Field("title", column_name=_("Survey"))
    audience = Field("get_audience_display", column_name=_("Who may answer"))
    opens_at = Field("opens_at", column_name=_("Opens"))
    closes_at = ClosingField("closes_at", column_name=_("Closes"))
    unit = Field("unit__name", column_name=_("Unit"))
    responses = Field("response_count", column_name=_("Responses"))
    results_at = Field("results_at", column_name=_("Results published"))


class DraftDecisionResource(ExportResource):
    title = Field("title", column_name=_("Draft decision"))
    stage = Field("get_stage_display", column_name=_("Stage"))
    unit = Field("unit__name", column_name=_("Unit"))
    committee = Field("committee", column_name=_("Committee"))
    meeting_at = Field("meeting_at", column_name=_("Meeting of the committee"))
    decided_on = Field("decided_on", column_name=_("Decided on"))
    outcome = Field("get_outcome_display", column_name=_("Outcome"))
