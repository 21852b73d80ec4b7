"""The base of every official page in the admin.

What a workflow guards is read-only there: it changes by named steps, each a button that calls one action, asks what
the action needs to know, and shows the refusal's sentence where it belongs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin

from portal.errors import DomainError


@dataclass(frozen=True)
class Step:
    """One named button on a thing's page.

    ``perform(thing, by, now, **answers)`` calls the action; ``form`` asks for its answers (none: a plain
    confirmation; one with ``wants_thing`` is given the thing); ``available(thing)`` says whether the state allows it; ``permission`` is asked of the rules.
    """

    name: str
    label: Any
    permission: str
    perform: Callable[..., Any]
    done: Any
    form: type[forms.Form] | None = None
    available: Callable[[Any], bool] = lambda thing: True
    explanation: Any = ""
    prominent: bool = False
    initial: Callable[[Any], dict[str, Any]] = lambda thing: {}


class OfficialAdmin(ModelAdmin):
    """Deny by default, no deleting, workflow by named steps."""

    steps: ClassVar[tuple[Step, ...]] = ()
    workflow_fields: ClassVar[tuple[str, ...]] = ()
    change_form_outer_before_template = "admin/steps.html"
    step_template = "admin/step.html"
    list_per_page = 25
    show_full_result_count = False
    compressed_fields = False
    warn_unsaved_form = True

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *self.workflow_fields)

    def is_locked(self, thing) -> bool:
        """Whether the thing is official by now and no field of it may be typed over; only its steps remain."""
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj is not None and self.is_locked(obj))

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        own = [
            path(
                "<path:object_id>/solis/<slug:step_name>/",
                self.admin_site.admin_view(self.step_view),
                name="{}_{}_step".format(*info),
            )
        ]
        return own + super().get_urls()

    def available_steps(self, request, thing) -> list[Step]:
        return [step for step in self.steps if step.available(thing) and request.user.has_perm(step.permission, thing)]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        thing = self.get_object(request, object_id) if object_id else None
        context = {"thing": thing, "steps": self._buttons(request, thing) if thing else []}
        if thing is not None:
            context |= self.side_context(request, thing)
        return super().changeform_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def side_context(self, request, thing) -> dict[str, Any]:
        """More for the templates around the form: a subclass adds its own facts."""
        return {}

    def _buttons(self, request, thing) -> list[dict[str, Any]]:
        return [
            {"label": step.label, "url": self.step_url(thing, step.name), "prominent": step.prominent}
            for step in self.available_steps(request, thing)
        ]

    def step_url(self, thing, step_name: str) -> str:
        info = self.opts.app_label, self.opts.model_name
        return reverse("admin:{}_{}_step".format(*info), args=[thing.pk, step_name])

    def step_view(self, request, object_id, step_name):
        """Ask and do: GET shows what will happen and what must be known, POST calls the action."""
        thing = self.get_object(request, object_id)
        step = next((one for one in self.steps if one.name == step_name), None)
        if thing is None or step is None:
            raise Http404
        if not request.user.has_perm(step.permission, thing):
            raise PermissionDenied
        form = self._step_form(step, thing, request)
        if request.method == "POST" and form.is_valid() and self._performed(step, thing, form, request):
            return HttpResponseRedirect(self.after_step(request, thing, step))
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "thing": thing,
            "step": step,
            "form": form,
            "is_available": step.available(thing),
            "back": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[thing.pk]),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.step_template, context, status=200 if request.method == "GET" else 422)

    def after_step(self, request, thing, step: Step) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[thing.pk])

    @staticmethod
    def _step_form(step: Step, thing, request) -> forms.Form:
        form_class = step.form or forms.Form
        data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        about = {"thing": thing} if getattr(form_class, "wants_thing", False) else {}
        return form_class(data, files, initial=step.initial(thing), **about)

    @staticmethod
    def _performed(step: Step, thing, form: forms.Form, request) -> bool:
        try:
            step.perform(thing, by=request.user, now=getattr(request, "arrived_at", timezone.now()), **form.cleaned_data)
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
            return False
        messages.success(request, step.done)
        return True


class ReadOnlyAdmin(OfficialAdmin):
    """For what officers look up and never write by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def short_list(items, limit: int = 3) -> str:
    """A few names for a list's column, and how many more there are."""
    names = [str(item) for item in items]
    if len(names) <= limit:
        return ", ".join(names)
    return _("%(names)s and %(n)s more") % {"names": ", ".join(names[:limit]), "n": len(names) - limit}
