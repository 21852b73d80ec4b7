from django.contrib import admin
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from grants.actions.idea import decline_idea, invite_idea, note_development_grant
from grants.enums import IdeaState
from grants.forms.idea import DeclineIdeaForm, DevelopmentPaidForm, InviteIfForm
from grants.models import Idea
from grants.resources import IdeaResource
from portal.audit.wording import timeline
from portal.obligations.models import Obligation
from portal.ui.admin import ReadOnlyAdmin, Step, amount


def _waits(idea: Idea) -> bool:
    """Ideas are answered once the first round has closed, all by the same measure."""
    return idea.state == IdeaState.SUBMITTED and idea.call.ideas_until <= timezone.now()


@admin.register(Idea)
class IdeaAdmin(ReadOnlyAdmin):
    list_display = ("title", "community", "call", "state", amount("estimate", _("grant needed")), "support_count", "submitted_at")
    list_filter = ("state", "call")
    search_fields = ("title", "community__name")
    export_resource = IdeaResource
    fields = (
        "call", "community", "neighbourhood", "summary", "need", "estimate", "is_public", "support_count", "submitted_at",
        "answer", "decided_at", "development_paid", "development_paid_on", "development_paid_by",
    )  # fmt: skip
    steps = (
        Step(
            name="uzaicinat",
            label=_("Invite to the second round"),
            permission="grants.answer_idea",
            perform=lambda idea, **answers: invite_idea(idea=idea, **answers),
            done=_("The community is invited and told."),
            available=_waits,
            prominent=True,
        ),
        Step(
            name="uzaicinat-ja",
            label=_("Invite with a condition"),
            permission="grants.answer_idea",
            perform=lambda idea, **answers: invite_idea(idea=idea, **answers),
            done=_("The community is invited and told what the application must show."),
            form=InviteIfForm,
            available=_waits,
        ),
        Step(
            name="neuzaicinat",
            label=_("Do not invite"),
            permission="grants.answer_idea",
            perform=lambda idea, **answers: decline_idea(idea=idea, **answers),
            done=_("The community is told why."),
            form=DeclineIdeaForm,
            available=_waits,
        ),
        Step(
            name="samaksats",
            label=_("Paid for the full application"),
            permission="grants.approve_instalment",
            perform=lambda idea, **answers: note_development_grant(idea=idea, **answers),
            done=_("The payment is recorded."),
            form=DevelopmentPaidForm,
            available=lambda idea: idea.awaits_development_grant,
            initial=lambda idea: {"amount": number_format(idea.call.development_grant, 2), "paid_on": timezone.localdate()},
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("call", "community", "neighbourhood")

    def side_context(self, request, idea):
        return {
            "side_template": "admin/grants/idea_side.html",
            "comments": idea.supports.exclude(comment="")[:20],
            "offers": idea.offers.select_related("community"),
            "obligation": Obligation.objects.about(idea).order_by("-received_at").first(),
            "entries": timeline(idea, public=False),
        }
