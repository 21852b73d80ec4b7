from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.actions.moderation import decide_appeal, hide_opinion, show_opinion
from participation.actions.opinion import read_evidence
from participation.admin.answering import AnswerableAdmin, answer_steps
from participation.enums import OpinionState, Promise
from participation.forms.opinion import DecideAppealForm, HideForm
from participation.models import Opinion
from participation.queries.opinion import earlier_wordings
from participation.resources import OpinionResource
from portal.files.responses import private_response
from portal.obligations.receipts import open_in_browser, receipt_of
from portal.ui.admin import Step

MODERATES = "participation.moderate_opinion"


def _has_appeal(opinion: Opinion) -> bool:
    return opinion.moderations.current().appealed().exists()


@admin.register(Opinion)
class OpinionAdmin(AnswerableAdmin):
    promise = Promise.OPINION_ANSWER
    side_template = "admin/participation/opinion_side.html"
    list_display = ("number", "consultation", "excerpt", "voice", "state", "reading")
    list_reads = ("text",)
    list_filter = ("state", "voice", "channel", "consultation")
    search_fields = ("text",)
    ordering = ("-voice", "-submitted_at", "-pk")
    export_resource = OpinionResource
    fields = (
        "consultation", "paragraph", "voice", "community", "residents_represented", "how_agreed", "agreed_on",
        "also_represents", "experience", "proposal", "author_name", "author_email", "publish_name", "language", "channel",
        "entered_by", "submitted_at", "confirmed_at", "edited_at", "hidden_reason",
    )  # fmt: skip
    steps = (
        *answer_steps(("received", "hidden")),
        Step(
            name="paslept",
            label=_("Hide"),
            permission=MODERATES,
            perform=lambda opinion, **answers: hide_opinion(opinion=opinion, **answers),
            done=_("The opinion is hidden. Its author is told why and may object; it still gets its answer."),
            form=HideForm,
            available=lambda opinion: (
                opinion.state in (OpinionState.RECEIVED, OpinionState.ANSWERED) and not opinion.hidden_reason
            ),
            explanation=_("For strangers' personal data, hate, threats or advertising; never for an opinion that displeases."),
        ),
        Step(
            name="paradit",
            label=_("Show again"),
            permission=MODERATES,
            perform=lambda opinion, **who: show_opinion(opinion=opinion, **who),
            done=_("Everybody can read the opinion again."),
            available=lambda opinion: bool(opinion.hidden_reason),
        ),
        Step(
            name="iebildums",
            label=_("Decide on the objection"),
            permission="participation.decide_appeal",
            perform=lambda opinion, **answers: decide_appeal(opinion=opinion, **answers),
            done=_("The author is told what was decided and why."),
            form=DecideAppealForm,
            available=_has_appeal,
            prominent=True,
        ),
    )

    @admin.display(description=_("opinion"))
    def excerpt(self, opinion) -> str:
        return Truncator(opinion.text).words(16)

    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        own = [
            path(f"<int:pk>/{address}/", self.admin_site.admin_view(view), name="{}_{}_{}".format(*info, name))
            for address, view, name in (
                ("kvits", self.receipt_view, "receipt"),
                ("pamatojums", self.evidence_view, "evidence"),
            )
        ]
        return own + super().get_urls()

    def side_context(self, request, opinion):
        may_print = opinion.entered_by_id and request.user.has_perm("participation.add_opinion", opinion)
        return super().side_context(request, opinion) | {
            "wordings": earlier_wordings(opinion),
            "moderations": opinion.moderations.select_related("hidden_by", "reviewer", "decided_by"),
            "receipt_address": reverse("admin:participation_opinion_receipt", args=[opinion.pk]) if may_print else "",
        }

    def _opinion(self, request, pk, permission: str) -> Opinion:
        opinion = self.get_object(request, str(pk))
        if opinion is None:
            raise Http404
        if not request.user.has_perm(permission, opinion):
            raise PermissionDenied
        return opinion

    def receipt_view(self, request, pk):
        """The receipt of what an officer typed in, to be printed and given to the author."""
        opinion = self._opinion(request, pk, "participation.add_opinion")
        if opinion.entered_by_id is None:
            raise PermissionDenied
        receipt = receipt_of(opinion)
        open_in_browser(request, receipt)
        return redirect("obligations:receipt_detail", receipt.number)

    def evidence_view(self, request, pk):
        """Minutes or lists of names: for officers, and their opening is noted."""
        opinion = self._opinion(request, pk, "participation.view_opinion")
        if opinion.evidence is None:
            raise Http404
        read_evidence(opinion=opinion, by=request.user, now=request.arrived_at)
        return private_response(opinion.evidence)
