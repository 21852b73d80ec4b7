from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from participation.actions.answers import publish_drafts
from participation.models import Answer
from participation.queries.desk import IN_ORDER, begun_among, number_waiting, queue, rows_of
from participation.resources import AnswerResource
from portal.obligations.queries import units_of
from portal.ui.admin import ReadOnlyAdmin
from portal.ui.paging import as_count, count_rows, read_page

QUEUE_ROWS = 25


class PublicationFilter(admin.SimpleListFilter):
    """Out already, or waiting for a colleague's eyes."""

    title = _("publication")
    parameter_name = "publicets"

    def lookups(self, request, model_admin):
        return [("ne", _("draft, waits for a colleague")), ("ir", _("published answer"))]

    def queryset(self, request, queryset):
        if self.value() == "ne":
            return queryset.drafts()
        return queryset.published() if self.value() == "ir" else queryset


@admin.register(Answer)
class AnswerAdmin(ReadOnlyAdmin):
    """All answers, the queue of what still waits for one, and the publishing of many drafts at once."""

    export_resource = AnswerResource
    list_display = ("excerpt", "outcome", "unit", "written_by_name", "published_at")
    list_filter = (PublicationFilter, "outcome", "unit", "opinion__consultation")
    search_fields = ("reason",)
    actions = ("publish_chosen",)
    fields = (
        "outcome", "passed_to", "reason", "next_step", "no_next_step", "legal_reference", "change_url", "unit",
        "written_by_name", "published_at", "corrected_at", "helped",
    )  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(
            "unit", "written_by", "opinion__consultation__unit", "submission__unit"
        )  # fmt: skip

    def get_urls(self):
        own = path("rinda/", self.admin_site.admin_view(self.queue_view), name="participation_answer_queue")
        return [own, *super().get_urls()]

    def list_links(self, request):
        return [(reverse("admin:participation_answer_queue"), _("Queue by due date"))]

    @admin.display(description=_("answer"))
    def excerpt(self, answer) -> str:
        return Truncator(answer.reason).words(14)

    @admin.display(description=_("written by"), ordering="written_by")
    def written_by_name(self, answer) -> str:
        return str(answer.written_by)

    def side_context(self, request, answer):
        question = answer.question
        return {
            "side_template": "admin/participation/answer_side.html",
            "question": question,
            "question_url": reverse(f"admin:participation_{question._meta.model_name}_change", args=[question.pk]),
        }

    def has_answer_permission(self, request) -> bool:
        return request.user.has_perm("participation.answer")

    @admin.action(description=_("Publish the chosen drafts"), permissions=["answer"])
    def publish_chosen(self, request, rows):
        """Each draft is checked by itself; which were refused, and why, is told."""
        drafts = [draft for draft in rows.drafts() if request.user.has_perm("participation.answer", draft.question)]
        found = publish_drafts(drafts=drafts, by=request.user, now=request.arrived_at)
        told = ngettext("%(n)s answer is published.", "%(n)s answers are published.", found.count) % {"n": found.count}
        messages.success(request, told)
        for number, refusal in found.refused:
            messages.warning(request, f"{number}: {refusal}")

    def queue_view(self, request):
        """What waits for an answer, the most urgent first: of the own units, or with ``?visas=1`` of everybody."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        everybodys, drafted = "visas" in request.GET, "melnraksti" in request.GET
        waiting, units = queue(request.user, everybodys=everybodys, drafted=drafted), units_of(request.user)
        page = read_page(
            waiting.values(*IN_ORDER), ("due_at", "pk"), QUEUE_ROWS,
            after=request.GET.get("pec", ""), before=request.GET.get("pirms", ""),
        )  # fmt: skip
        begun = begun_among(page.rows, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Waiting for an answer"),
            "opts": self.opts,
            "rows": SimpleLazyObject(lambda: rows_of(page.keys, begun)),
            "begun": begun,
            "page": page,
            "count": count_rows(waiting)
            if drafted
            else as_count(number_waiting(request.user, units, request.arrived_at, everybodys=everybodys)),
            "everybodys": everybodys,
            "drafted": drafted,
            "has_own_unit": bool(units),
            "drafts_url": reverse("admin:participation_answer_changelist") + "?publicets=ne",
        }
        return TemplateResponse(request, "admin/participation/queue.html", context)
