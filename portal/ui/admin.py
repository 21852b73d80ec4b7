"""The base of every official page in the admin.

What a workflow guards is read-only there: it changes by named steps, each a button that calls one action, asks what
the action needs to know, and shows the refusal's sentence where it belongs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import Http404, HttpResponseRedirect
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

from portal.db import as_row, from_row
from portal.errors import DomainError
from portal.ui.admin_columns import reader
from portal.ui.admin_facts import FactGroup, facts_of, leads_somewhere, linked, says_something
from portal.ui.admin_filters import NamedRowsFilter
from portal.ui.admin_lists import LongListPaginator, OfficialList
from portal.ui.admin_widgets import LookedForOne, LookedForSeveral
from portal.ui.exports import EXPORT_FORMATS, ExportResource, export_response
from portal.ui.page_cache import for_everybody
from portal.ui.templatetags.portal_ui import money

MOST_EXPORTED = 50_000

admin.FieldListFilter.register(
    lambda field: isinstance(field, models.ForeignKey | models.ManyToManyField), NamedRowsFilter, take_priority=True
)


@dataclass(frozen=True)
class Step:
    """One named button on a thing's page.

    ``perform(thing, by, now, **answers)`` calls the action; ``form`` asks for its answers (none: a plain
    confirmation; one with ``wants_thing`` is given the thing); ``available(thing)`` says whether the state allows it;
    ``permission`` is asked of the rules; ``template`` stands in for the desk's page of a step. ``done`` says what has
    happened, or makes the words of the thing where that depends on it.
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
    template: str = ""


class PlainFieldsMixin:
    """Form fields without the pop-up windows of the stock admin, and lists as lists."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, ArrayField):
            return self._field_for_list(db_field, request, **kwargs)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if field and field.label:
            field.widget.attrs.setdefault("aria-label", field.label)  # rows and pairs of inputs have no label of their own
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LookedForOne(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LookedForSeveral(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _field_for_list(self, db_field: ArrayField, request, **kwargs) -> forms.Field:
        """A list of codes is ticked, a list of words is one line with commas."""
        if choices := db_field.base_field.choices:
            return forms.MultipleChoiceField(
                choices=choices,
                label=capfirst(db_field.verbose_name),
                required=not db_field.blank,
                help_text=db_field.help_text,
                widget=UnfoldAdminCheckboxSelectMultipleWidget,
            )
        words = {"widget": UnfoldAdminTextInputWidget, "help_text": db_field.help_text or _("Separate with commas.")}
        return super().formfield_for_dbfield(db_field, request, **{**words, **kwargs})


class OfficialRows(PlainFieldsMixin, TabularInline):
    """Parts of a thing that are compared: one line each."""

    extra = 0
    hide_title = True

    only_read = False
    """Whether this officer can change none of the rows of this thing: they are shown as a table, without a form for each."""

    columns: ClassVar[tuple[str, ...]] = ()
    """What the table says of its rows, and of what they lead to (``user__name``). The tables of a thing that name their
    columns are read in one question; others ask for themselves."""

    def get_fields(self, request, obj=None):
        """What the form would have, without making one where nothing is changed."""
        if self.fields or not self.only_read:
            return super().get_fields(request, obj)
        read = self.get_readonly_fields(request, obj)
        left_out = {*read, *(self.exclude or ()), self._owner().name}
        return [
            *(
                field.name
                for field in self.opts.fields
                if field.editable and not field.primary_key and field.name not in left_out
            ),
            *read,
        ]

    def _owner(self) -> models.ForeignKey:
        return _get_foreign_key(self.parent_model, self.model, fk_name=self.fk_name)

    def to_read(self, request, thing, rows: Iterable[models.Model]) -> dict[str, Any]:
        """``rows`` as ``admin/parts.html`` shows them."""
        names, fields = self.get_fields(request, thing), {field.name: field for field in self.opts.fields}
        columns = [
            (name, reader(self.model, name, self), leads_somewhere(self.admin_site, fields.get(name), request.user), label)
            for name in names
            for label in [str(capfirst(label_for_field(name, self.model, self)))]
        ]
        return {
            "title": self.verbose_name_plural,
            "labels": [label for *_rest, label in columns],
            "rows": [
                [
                    (label, _leading(getattr(row, name)) if leads else linebreaksbr(text(row)))
                    for name, text, leads, label in columns
                ]
                for row in rows
            ],
        }

    def rows_of(self, request, thing) -> models.QuerySet:
        """What is read; a desk that brings the rows along says where they are."""
        return self.get_queryset(request).filter(**{self._owner().name: thing})


class OfficialBlocks(PlainFieldsMixin, StackedInline):
    """Parts of a thing that are read: one block each."""

    extra = 0


class OfficialAdmin(PlainFieldsMixin, ModelAdmin):
    """Deny by default, no deleting, workflow by named steps.

    What the steps have set (``workflow_fields``) stands in a group of its own; a new thing has no such facts yet.
    """

    steps: ClassVar[tuple[Step, ...]] = ()
    workflow_fields: ClassVar[tuple[str, ...]] = ()
    export_resource: ClassVar[type[ExportResource] | None] = None
    """The columns as which the list can be downloaded; its rows come ``for_list()``."""

    is_read_alike = False
    """Whether what nobody types into on a thing's page follows from the thing and the reader's roles alone: what units,
    communities or own work open stands elsewhere (``side_context``). Then it is drawn once for all with the same roles."""

    list_reads: ClassVar[tuple[str, ...] | None] = None
    """What the list's columns read besides the fields they are: ``("text", "application__community__name")``. Where it is said,
    no more is asked for; what is forgotten here is asked for once for each row."""

    list_before_template = "admin/list_links.html"
    change_form_outer_before_template = "admin/steps.html"
    change_form_outer_after_template = "admin/history.html"
    step_template = "admin/step.html"
    list_per_page = 25
    paginator = LongListPaginator
    show_full_result_count = False
    compressed_fields = True
    warn_unsaved_form = True
    formfield_overrides: ClassVar[dict] = {models.URLField: {"assume_scheme": "https"}}

    def get_changelist(self, request, **kwargs):
        return OfficialList

    def get_queryset(self, request):
        """With what the list's columns name, also where it may be missing: one question for all rows."""
        rows = super().get_queryset(request)
        named = [field.name for field in self.opts.fields if field.is_relation and field.name in self.list_display]
        return rows.select_related(*named) if named else rows

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *self.workflow_fields)

    def get_inline_instances(self, request, obj=None):
        """Those with something to type into. Each takes a thousand calls to make, so none is made for nothing."""
        if obj is not None and not self.has_change_permission(request, obj) and self._has_rows_alone(request, obj):
            return []
        return [one for one in self._parts(request, obj) if not getattr(one, "only_read", False)]

    def _has_rows_alone(self, request, thing) -> bool:
        return all(issubclass(part, OfficialRows) for part in self.get_inlines(request, thing))

    def _parts(self, request, thing) -> list[admin.options.InlineModelAdmin]:
        """What stands around the form and the form itself ask for them: where a thing is only shown, they are made once."""
        if thing is None or request.method != "GET":
            return self._parts_anew(request, thing)
        made = request.__dict__.setdefault("parts_shown", {})
        key = self.opts.label, thing.pk
        if key not in made:
            made[key] = self._parts_anew(request, thing)
        return made[key]

    def _parts_anew(self, request, thing) -> list[admin.options.InlineModelAdmin]:
        parts = super().get_inline_instances(request, thing)
        if thing is not None:
            may_change = self.has_change_permission(request, thing)
            for part in parts:
                if isinstance(part, OfficialRows):
                    part.only_read = not may_change or not _may_type(part, request, thing)
        return parts

    def _parts_to_read(self, request, thing) -> list[dict[str, Any]]:
        """Those without anything to type into, as tables."""
        parts = [one for one in self._parts(request, thing) if getattr(one, "only_read", False)]
        rows = self._rows_together(request, thing, [part for part in parts if part.columns])
        return [part.to_read(request, thing, rows[part] if part in rows else part.rows_of(request, thing)) for part in parts]

    def _rows_together(self, request, thing, parts: list[OfficialRows]) -> dict[OfficialRows, list[models.Model]]:
        """The rows of several tables in one question."""
        if not parts:
            return {}
        asked = [ArraySubquery(part.rows_of(request, thing).values(row=as_row(part.model, *part.columns))) for part in parts]
        found = self.model._base_manager.values_list(*asked).get(pk=thing.pk)
        return {part: [from_row(part.model, row) for row in rows] for part, rows in zip(parts, found, strict=True)}

    def get_fieldsets(self, request, obj=None):
        """Of a thing that this officer may only read none: what it says is drawn without a form (``facts``)."""
        return self._groups(request, obj) if obj is None or self.has_change_permission(request, obj) else []

    def _groups(self, request, thing) -> list[tuple[Any, dict[str, Any]]]:
        groups = [
            (title, {**options, "fields": [name for name in options["fields"] if name not in self.workflow_fields]})
            for title, options in super().get_fieldsets(request, thing)
        ]
        if thing is not None:
            set_so_far = [name for name in self.workflow_fields if says_something(self, thing, name)]
            groups.append((_("Course so far"), {"fields": set_so_far}))
        return [(title, options) for title, options in groups if options["fields"]]

    def _facts(self, request, thing) -> list[FactGroup]:
        """What the thing says, where this officer has no form of it."""
        if self.has_change_permission(request, thing):
            return []
        return facts_of(self, request.user, thing, self._groups(request, thing))

    def _to_read(self, request, thing) -> dict[str, SafeString]:
        """What nobody types into, drawn: the thing's own ``facts`` and its ``parts``."""

        def drawn() -> dict[str, SafeString]:
            return {
                "facts": render_to_string("admin/facts.html", {"facts": self._facts(request, thing)}),
                "parts": render_to_string("admin/parts.html", {"parts": self._parts_to_read(request, thing)}),
            }

        if not self.is_read_alike or self.has_change_permission(request, thing):
            return drawn()
        return self.for_same_roles(request, thing, "read", drawn)

    def for_same_roles(self, request, thing, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once for officers with the same roles. What is decided on it is asked for anew."""
        return for_everybody(f"admin.{self.opts.label}.{thing.pk}.{sorted(request.user.roles)}.{name}", make)

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
        if self.export_resource:
            export = self.admin_site.admin_view(self.export_view)
            own.append(path("lejupielade/<slug:format_name>/", export, name="{}_{}_export".format(*info)))
        return own + super().get_urls()

    def response_post_save_add(self, request, obj):
        """A thing with steps opens at once: the next of them stands on its page, not in the list."""
        if not self.steps:
            return super().response_post_save_add(request, obj)
        info = self.opts.app_label, self.opts.model_name
        return HttpResponseRedirect(reverse("admin:{}_{}_change".format(*info), args=[obj.pk]))

    def list_links(self, request) -> list[tuple[str, str]]:
        """Addresses and labels above the list: pages of this desk beside its rows."""
        return []

    def _exports(self) -> list[tuple[str, str]]:
        """Address and name of each kind of file."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_export"
        return [(reverse(name, args=[one]), one) for one in EXPORT_FORMATS] if self.export_resource else []

    def export_view(self, request, format_name):
        """What the filter and the search show, as a file; not more than a worker can hold."""
        if format_name not in EXPORT_FORMATS:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request).for_list()
        if rows[: MOST_EXPORTED + 1].count() > MOST_EXPORTED:
            told = _("A file holds at most %(n)s rows. Narrow the list by its filter first.")
            messages.error(request, told % {"n": number_format(MOST_EXPORTED, force_grouping=True)})
            listed = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            return HttpResponseRedirect(f"{listed}?{request.GET.urlencode()}")
        return export_response(self.export_resource(), rows, format_name, name=self.opts.model_name)

    def available_steps(self, request, thing) -> list[Step]:
        return [step for step in self.steps if step.available(thing) and request.user.has_perm(step.permission, thing)]

    def changelist_view(self, request, extra_context=None):
        if any("\x00" in value for _name, values in request.GET.lists() for value in values):
            return HttpResponseRedirect(request.path)  # the stock filters would look for it, and the database cannot
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "list_links": self.list_links(request),
            "exports": self._exports(),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_object(self, request, object_id, from_field=None):
        """What stands around the form and the form itself ask for the same thing: where it is only shown, it is read once."""
        if request.method != "GET":
            return super().get_object(request, object_id, from_field)
        shown = request.__dict__.setdefault("things_shown", {})
        key = self.opts.label, str(object_id), from_field
        if key not in shown:
            shown[key] = super().get_object(request, object_id, from_field)
        return shown[key]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        thing = self.get_object(request, object_id) if object_id else None
        if thing is not None and not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        context = {"title": capfirst(self.opts.verbose_name), "thing": thing}
        if thing is not None:
            context |= {
                "status": getattr(thing, "status", None),
                "steps": self._buttons(request, thing),
                "is_locked": super().has_change_permission(request, thing) and self.is_locked(thing),
                **self.side_context(request, thing),
                **self._to_read(request, thing),
            }
        return super().changeform_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def side_context(self, request, thing) -> dict[str, Any]:
        """More for the templates around the form: ``side_template`` with its values, ``entries`` of the history."""
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
            "original": thing,
            "thing": thing,
            "step": step,
            "form": form,
            "is_available": step.available(thing),
            "back": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[thing.pk]),
            "media": self.media + form.media,
        }
        context |= self.step_context(request, thing, step, form)
        template = step.template or self.step_template
        return TemplateResponse(request, template, context, status=200 if request.method == "GET" else 422)

    def step_context(self, request, thing, step: Step, form: forms.Form) -> dict[str, Any]:
        """More for the page of a step: what stands beside the thing's own form too, unless a desk knows better."""
        return self.side_context(request, thing)

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
        messages.success(request, step.done(thing) if callable(step.done) else step.done)
        return True


class ReadOnlyAdmin(OfficialAdmin):
    """For what officers look up and never write by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def amount(name: str, label) -> Callable:
    """A list's column with the sum of money in field ``name``."""

    @admin.display(description=label, ordering=name)
    def column(thing) -> str:
        return money(getattr(thing, name))

    return column


def _may_type(rows: OfficialRows, request, thing) -> bool:
    may = (rows.has_change_permission, rows.has_add_permission, rows.has_delete_permission)
    return any(ask(request, thing) for ask in may)


def _leading(thing: models.Model | None) -> str:
    return "–" if thing is None else linked(thing)
