"""How form controls become HTML."""

from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"
SELECT_OF_THEME = "unfold/widgets/select.html"
INPUTS = {f"django/forms/widgets/{kind}.html" for kind in ("text", "number", "email", "date", "hidden", "checkbox")}


class PortalRenderer(TemplatesSetting):
    """Templates as everywhere, except for the options of a select and for inputs of one line: with five hundred
    neighbourhoods a template for each option takes longer than the rest of the page, and an input takes three templates."""

    def render(self, template_name: str, context: dict[str, Any], request=None) -> SafeString:
        if template_name == SELECT:
            return _select(context["widget"])
        if template_name == SELECT_OF_THEME:
            return super().render("admin/select.html", {"select": _select(context["widget"])}, request)
        if template_name in INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    value = flatatt({"value": widget["value"]})
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, flatatt(widget["attrs"]))


def _select(widget: dict[str, Any]) -> SafeString:
    groups = "\n".join(_group(name, options) for name, options, _index in widget["optgroups"])
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), mark_safe(groups))  # noqa: S308


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    rows = "\n".join(
        f'<option value="{escape(str(one["value"]))}"{flatatt(one["attrs"]) if one["attrs"] else ""}>'
        f"{one['label'] if isinstance(one['label'], SafeString) else escape(str(one['label']))}</option>"
        for one in options
    )
    return f'<optgroup label="{escape(str(name))}">{rows}</optgroup>' if name else rows
