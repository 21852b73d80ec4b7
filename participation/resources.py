"""The columns of this app's exports."""

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from portal.ui.exports import ExportResource


class ConsultationResource(ExportResource):
    title = Field("title", column_name=_("Consultation"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    level = Field("get_level_display", column_name=_("Level"))
    opens_at = Field("opens_at", column_name=_("Opens"))
    closes_at = Field("closes_at", column_name=_("Closes"))
    unit = Field("unit__name", column_name=_("Unit"))
    joint = Field("joint_count", column_name=_("Joint opinions"))
    represented = Field("represented_count", column_name=_("Residents they speak for"))
    individual = Field("individual_count", column_name=_("Individual opinions"))
    answered = Field("answered_count", column_name=_("Answered"))


class ForumResource(ExportResource):
    title = Field("title", column_name=_("Forum"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    held_at = Field("held_at", column_name=_("Takes place"))
    place = Field("place", column_name=_("Place"))
    attendance = Field("attendance", column_name=_("People"))
    proposals = Field("proposal_count", column_name=_("Proposals"))


class ProposalResource(ExportResource):
    title = Field("title", column_name=_("Proposal"))
    text = Field("text", column_name=_("Text"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    author = Field("public_author", column_name=_("Whose"))
    represented = Field("residents_represented", column_name=_("Speaks for residents"))
    received_at = Field("received_at", column_name=_("Received"))
    state = Field("get_state_display", column_name=_("State"))


class AnswerResource(ExportResource):
    question = Field(column_name=_("Question"))
    outcome = Field("get_outcome_display", column_name=_("Outcome"))
    reason = Field("reason", column_name=_("Reason"))
    next_step = Field("next_step", column_name=_("What happens next"))
    unit = Field("unit__name", column_name=_("Unit"))
    published_at = Field("published_at", column_name=_("Published"))

    def dehydrate_question(self, answer) -> str:
        return answer.question.text
