from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.actions.sitting import end_sitting, reopen_sitting, save_sitting, send_letters
from grants.documents.letter import draft_letters
from grants.enums import SittingState
from grants.forms.sitting import SittingForm
from grants.models import Attendance, Sitting
from grants.queries.sitting import count_money, open_ranking, quorum
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.ui.admin import ReadOnlyAdmin, Step
from portal.ui.attempts import attempt
from portal.ui.templatetags.portal_ui import money

RUNS = "grants.run_sitting"
LETTERS_SHOWN = 20


@admin.register(Sitting)
class SittingAdmin(ReadOnlyAdmin):
    """While a sitting is open its page is the sitting screen; then its minutes and letters."""

    list_display = ("call", "held_at", "number", "state")
    list_filter = ("state",)
    search_fields = ("call__title",)
    view_on_site = False
    workflow_fields = ("state", "number", "ended_at", "sent_at", "sent_by")
    fields = ("call", "held_at", "place", "course", "opened_by", *workflow_fields)
    steps = (
        Step(
            name="nosutit",
            label=_("Send the letters"),
            permission=RUNS,
            perform=lambda sitting, **answers: send_letters(sitting=sitting, **answers),
            done=_("The decisions are made; the letters are on their way to all applicants."),
            available=lambda sitting: sitting.state == SittingState.ENDED,
            explanation=_("Read the letters. With one click all of them go out and every decision is made, or none."),
            prominent=True,
            template="admin/grants/sitting_letters.html",
        ),
        Step(
            name="atvert",
            label=_("Back to the proposals"),
            permission=RUNS,
            perform=lambda sitting, **answers: reopen_sitting(sitting=sitting, **answers),
            done=_("The sitting is open again; its number stays."),
            available=lambda sitting: sitting.state == SittingState.ENDED,
            explanation=_("The letters are not sent. Ending the sitting again makes the next version of the minutes."),
        ),
    )

    def get_urls(self):
        screen = self.admin_site.admin_view(self.screen_view)
        return [path("<int:pk>/norise/", screen, name="grants_sitting_screen"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        sitting = self.get_object(request, object_id)
        if sitting and sitting.state == SittingState.OPEN and request.user.has_perm(RUNS, sitting):
            return HttpResponseRedirect(reverse("admin:grants_sitting_screen", args=[sitting.pk]))
        return super().change_view(request, object_id, form_url, extra_context)

    def side_context(self, request, sitting):
        return {
            "side_template": "admin/grants/sitting_side.html",
            "items": sitting.items.select_related("application__community").order_by("place", "pk"),
            "attendance": sitting.attendance.select_related("member__user"),
            "quorum": quorum(sitting),
            "minutes": Document.objects.latest_of("grants.sitting_minutes", sitting),
            "entries": timeline(sitting, public=False),
        }

    def step_context(self, request, sitting, step, form):
        if step.name != "nosutit":
            return super().step_context(request, sitting, step, form)
        items = sitting.items.select_related("application__community", "application__call", "sitting").order_by("place")
        page = Paginator(items, LETTERS_SHOWN).get_page(request.GET.get("lapa"))
        return {
            "page": page,
            "letters": draft_letters(page.object_list),
            "minutes": Document.objects.latest_of("grants.sitting_minutes", sitting),
        }

    def screen_view(self, request, pk):
        """Who is there, and one proposal for each application. Counted anew, kept, or ended: one form."""
        members = Prefetch("attendance", Attendance.objects.select_related("member__user"))
        sitting = Sitting.objects.select_related("call").prefetch_related("call__lots", members).filter(pk=pk).first()
        if sitting is None:
            raise Http404
        if not request.user.has_perm(RUNS, sitting):
            raise PermissionDenied
        page = reverse("admin:grants_sitting_change", args=[pk])
        if sitting.state != SittingState.OPEN:
            return HttpResponseRedirect(page)
        rows = open_ranking(sitting.call)
        form = SittingForm(request.POST or None, sitting=sitting, rows=rows)
        what = request.POST.get("darit", "")
        if what in ("saglabat", "beigt") and form.is_valid() and self._kept(request, sitting, form, what):
            return HttpResponseRedirect(page)
        lines, sums = count_money(sitting.call, rows, form.proposed)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Sitting"),
            "opts": self.opts,
            "original": sitting,
            "sitting": sitting,
            "form": form,
            "lines": [(line, lines[line.row.application.pk]) for line in form.lines],
            "cut": self._cut(form),
            "sums": sums,
            "quorum": quorum(sitting),
            "back": reverse("admin:grants_call_change", args=[sitting.call_id]),
        }
        if request.headers.get("Accept") == "application/json":
            return JsonResponse(self._live(request, context))
        status = 422 if what in ("saglabat", "beigt") else 200
        return TemplateResponse(request, "admin/grants/sitting.html", context, status=status)

    @staticmethod
    def _kept(request, sitting: Sitting, form: SittingForm, what: str) -> bool:
        about = {"sitting": sitting, "by": request.user, "now": request.arrived_at}
        if not attempt(form, save_sitting, **about, **form.facts()):
            return False
        if what == "beigt":
            if not attempt(form, end_sitting, **about):
                return False
            messages.success(request, gettext("The sitting has ended; the minutes are being made. Read the letters now."))
        else:
            messages.success(request, gettext("Saved."))
        return True

    @staticmethod
    def _cut(form: SittingForm) -> int | None:
        """The application under which the money ends: the last that is to be funded."""
        proposed = form.proposed
        funded = [row.application.pk for row in form.ranked if proposed[row.application.pk][0] == "funded"]
        return funded[-1] if funded else None

    @staticmethod
    def _live(request, context) -> dict:
        return {
            "left": {line.row.application.pk: money(after.left) for line, after in context["lines"]},
            "over": [line.row.application.pk for line, after in context["lines"] if after.is_over],
            "cut": context["cut"],
            "sums": render_to_string("admin/grants/sitting_sums.html", {"sums": context["sums"]}, request),
        }
