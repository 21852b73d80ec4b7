from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.actions.dispute import decide_dispute
from participation.enums import Promise
from participation.forms.answer import DecisionForm
from participation.models import Dispute
from portal.audit.wording import timeline
from portal.obligations.clock import read_clock
from portal.obligations.queries import obligation_of, obligations_of_many
from portal.ui.admin import ReadOnlyAdmin, Step


class DecidedFilter(admin.SimpleListFilter):
    """Still waiting for a second look, or looked at."""

    title = _("second look")
    parameter_name = "izlemts"

    def lookups(self, request, model_admin):
        return [("nav", _("waits for a second look")), ("ir", _("looked at again"))]

    def queryset(self, request, queryset):
        if self.value() in ("nav", "ir"):
            return queryset.filter(decided_at__isnull=self.value() == "nav")
        return queryset


@admin.register(Dispute)
class DisputeAdmin(ReadOnlyAdmin):
    """Answers that their authors do not accept, each with its own clock."""

    list_display = ("excerpt", "unit", "raised_at", "outcome", "reading")
    list_filter = (DecidedFilter, "outcome", "answer__unit")
    fields = ("raised_at", "outcome", "decision", "decided_at")
    step_template = "admin/participation/dispute_step.html"
    steps = (
        Step(
            name="izlemt",
            label=_("Decide on the dispute"),
            permission="participation.decide_dispute",
            perform=lambda dispute, **answers: decide_dispute(dispute=dispute, **answers),
            done=_("The outcome stands beside the answer, and the author is told."),
            form=DecisionForm,
            available=lambda dispute: dispute.decided_at is None,
            explanation=_("Somebody other than the writer of the answer looks at it again."),
            prominent=True,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(
            "answer__unit", "answer__opinion__consultation", "answer__submission"
        )  # fmt: skip

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        keys = [one.pk for one in changelist.result_list]
        promises = obligations_of_many(Dispute, keys, Promise.DISPUTE_ANSWER)
        for dispute in changelist.result_list:
            dispute.clock = promises.get(dispute.pk)
        return changelist

    @admin.display(description=_("what is wrong with the answer"))
    def excerpt(self, dispute) -> str:
        return Truncator(dispute.reason).words(14)

    @admin.display(description=_("unit"), ordering="answer__unit")
    def unit(self, dispute) -> str:
        return str(dispute.answer.unit)

    @admin.display(description=_("clock"))
    def reading(self, dispute) -> str:
        return read_clock(dispute.clock, timezone.now()).text if dispute.clock else ""

    def side_context(self, request, dispute):
        question = dispute.answer.question
        return {
            "side_template": "admin/participation/dispute_side.html",
            "question": question,
            "question_url": reverse(f"admin:participation_{question._meta.model_name}_change", args=[question.pk]),
            "obligation": obligation_of(dispute, Promise.DISPUTE_ANSWER),
            "entries": timeline(dispute, public=False),
        }
