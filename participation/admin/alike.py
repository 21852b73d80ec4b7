"""One answer for many alike: the chosen and the suggested questions side by side, and one form under them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.actions.answers import answer_many
from participation.forms.answer import AlikeForm
from participation.queries.alike import alike_waiting, shelf_of
from portal.errors import DomainError
from portal.obligations.queries import obligations_of_many

SUGGESTED = 20


class AlikePage:
    """Gives a desk of questions the page on which several are answered together."""

    def get_urls(self):
        alike = path("lidzigi/", self.admin_site.admin_view(self.alike_view), name=f"participation_{self.opts.model_name}_alike")
        return [alike, *super().get_urls()]

    def alike_view(self, request):
        """``?questions=`` names the chosen ones; what waits on the same shelf and reads alike is suggested below."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        posted = request.method == "POST"
        keys = [key for key in (request.POST if posted else request.GET).getlist("questions") if key.isdecimal()]
        chosen = list(self.get_queryset(request).filter(pk__in=keys).order_by("pk"))
        if not chosen and not posted:
            raise Http404
        if not all(request.user.has_perm("participation.answer", question) for question in chosen):
            raise PermissionDenied
        form = AlikeForm(request.POST if posted else None, shelf=self.get_queryset(request).filter(pk__in=keys))
        if posted and form.is_valid() and self._answered(request, form):
            return HttpResponseRedirect(reverse("admin:participation_answer_queue"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Answer many alike"),
            "opts": self.opts,
            "form": form,
            "candidates": self._candidates(request, chosen),
            "origin": request.POST.get("origin") or (chosen[0].pk if chosen else ""),
            "back": reverse("admin:participation_answer_queue"),
        }
        return TemplateResponse(request, "admin/participation/alike.html", context, status=422 if posted else 200)

    def _candidates(self, request, chosen) -> list:
        """What was chosen, ticked, then what may belong to it; each with its clock."""
        known = {question.pk for question in chosen}
        origin = request.POST.get("origin") or request.GET.get("questions", "")
        base = self.get_queryset(request).filter(pk=origin).first() if origin.isdecimal() else next(iter(chosen), None)
        suggested = alike_waiting(base, SUGGESTED) if base else []
        if base and base.pk not in known and shelf_of(base).filter(pk=base.pk).exists():
            suggested.insert(0, base)
        candidates = [*chosen, *(question for question in suggested if question.pk not in known)]
        promises = obligations_of_many(self.model, [question.pk for question in candidates], self.promise)
        for question in candidates:
            question.clock, question.is_chosen = promises.get(question.pk), question.pk in known
        return candidates

    def _answered(self, request, form) -> bool:
        try:
            batch = answer_many(by=request.user, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
            return False
        told = ngettext(
            "One answer for %(n)s question is saved. Unless a colleague must look at it first, the authors have it by e-mail.",
            "One answer for %(n)s questions is saved. Unless a colleague must look at it first, the authors have it by e-mail.",
            batch.size,
        )
        messages.success(request, told % {"n": batch.size})
        return True
