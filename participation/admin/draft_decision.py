from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.draft_decision import (
    attach_draft_file,
    invite_to_committee,
    publish_draft,
    record_decision,
    request_opinions,
    send_result,
    submit_to_committee,
)
from participation.enums import DraftStage, Promise
from participation.forms.draft_decision import (
    DecisionForm,
    DecisionResultForm,
    DraftFileForm,
    RequestOpinionsForm,
    SubmitForm,
)
from participation.models import CommitteeInvitation, DraftDecision, OpinionRequest
from participation.resources import DraftDecisionResource
from portal.audit.wording import timeline
from portal.obligations.queries import obligation_of
from portal.ui.admin import OfficialAdmin, OfficialRows, Step
from portal.ui.search import index


class ReadOnlyRows(OfficialRows):
    """What the steps have made."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RequestInline(ReadOnlyRows):
    model = OpinionRequest
    fields = readonly_fields = ("community", "asked_at", "answered", "reason")

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("answer"))
    def answered(self, one) -> str:
        if one.is_given:
            return _("opinion given")
        return _("declined") if one.declined_at else _("no answer yet")


class InvitationInline(ReadOnlyRows):
    model = CommitteeInvitation
    fields = readonly_fields = ("community", "invited_at", "is_coming", "answered_at")

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()


def _step(name: str, label, perform, *, done, form=None, available, **more) -> Step:
    return Step(
        name=name,
        label=label,
        permission="participation.run_draft_decision",
        perform=lambda draft, **answers: perform(draft=draft, **answers),
        done=done,
        form=form,
        available=available,
        **more,
    )


def _in(stage: str):
    return lambda draft: draft.stage == stage and draft.published_at is not None


@admin.register(DraftDecision)
class DraftDecisionAdmin(OfficialAdmin):
    export_resource = DraftDecisionResource
    list_display = ("title", "stage", "unit", "meeting_at", "decided_on")
    list_filter = ("stage", "unit", "subject")
    search_fields = ("title",)
    autocomplete_fields = ("neighbourhoods",)
    workflow_fields = (
        "stage", "file", "published_at", "consultation", "committee", "meeting_at", "meeting_place", "remote_link",
        "agenda_item", "submitted_at", "outcome", "decided_on", "decision_number", "result", "result_at",
    )  # fmt: skip
    inlines = (RequestInline, InvitationInline)
    fieldsets = (
        (None, {"fields": ("title", "slug", "subject", "neighbourhoods")}),
        (_("For residents"), {"fields": ("summary", "text")}),
        (_("Who"), {"fields": ("unit", "contact_post", "contact_phone", "contact_email")}),
    )
    steps = (
        _step(
            "fails", _("Attach the draft as a file"), attach_draft_file,
            done=_("The file is attached."),
            form=DraftFileForm,
            available=lambda draft: draft.stage == DraftStage.DRAFTING,
        ),
        _step(
            "publicet", _("Publish the draft"), publish_draft,
            done=_("The draft is public."),
            available=lambda draft: draft.published_at is None,
            prominent=True,
        ),
        _step(
            "lugt-viedokli", _("Ask communities for their opinion"), request_opinions,
            done=_("Each community concerned is asked by e-mail."),
            form=RequestOpinionsForm,
            available=lambda draft: _in(DraftStage.DRAFTING)(draft) and draft.consultation_id is None,
            explanation=_("Possible until the draft goes to the committee."),
            prominent=True,
        ),
        _step(
            "iesniegt", _("Submit to the committee"), submit_to_committee,
            done=_("The draft is with the committee."),
            form=SubmitForm,
            available=_in(DraftStage.DRAFTING),
        ),
        _step(
            "uzaicinat", _("Invite communities to the committee"), invite_to_committee,
            done=_("The communities concerned are invited by e-mail."),
            available=_in(DraftStage.SUBMITTED),
            prominent=True,
        ),
        _step(
            "lemums", _("Record the decision"), record_decision,
            done=_("The decision is recorded. The clock of the result is running."),
            form=DecisionForm,
            available=_in(DraftStage.SUBMITTED),
        ),
        _step(
            "rezultats", _("Send the result"), send_result,
            done=_("All communities concerned have the result, also those that stayed silent."),
            form=DecisionResultForm,
            available=lambda draft: draft.stage == DraftStage.DECIDED and draft.result_at is None,
            prominent=True,
        ),
    )  # fmt: skip

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def is_locked(self, draft) -> bool:
        return draft.stage != DraftStage.DRAFTING

    def side_context(self, request, draft):
        return {
            "side_template": "admin/participation/draft_decision_side.html",
            "obligation": obligation_of(draft, Promise.DECISION_RESULT),
            "entries": timeline(draft, public=False),
            "now": timezone.now(),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)
