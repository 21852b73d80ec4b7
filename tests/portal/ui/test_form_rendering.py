"""The portal's own way of writing options must not differ from Django's, except in speed. What stands above a form with
errors."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.loader import render_to_string
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from unfold.widgets import UnfoldAdminSelectWidget

from portal.ui.form_rendering import PortalRenderer

CHOICES = {
    "plain": [("", "visas"), ("a&b", "Ķekava <&> Baloži"), (3, "trīs")],
    "grouped": [("Pilsētas", [("1", "Baloži"), ("2", "Baldone")]), ("3", "Daugmale")],
    "marked": [("1", mark_safe("<b>Baloži</b>"))],
    "none": [],
}


@pytest.mark.parametrize("choices", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize("value", [None, "", "a&b", "2"])
def test_a_select_is_the_same_as_djangos(choices, value):
    widget = forms.Select(attrs={"class": 'x"y', "required": True}, choices=choices)

    ours, djangos = (widget.render("vieta", value, renderer=renderer) for renderer in (PortalRenderer(), TemplatesSetting()))

    assert parse_html(ours) == parse_html(djangos)


@pytest.mark.parametrize("choices", CHOICES.values(), ids=CHOICES)
def test_a_select_of_the_admin_is_the_same_as_the_themes(choices):
    widget = UnfoldAdminSelectWidget({"aria-label": "Vieta"}, choices=choices)

    ours, themes = (widget.render("vieta", "3", renderer=renderer) for renderer in (PortalRenderer(), TemplatesSetting()))

    assert parse_html(ours) == parse_html(themes)


@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(attrs={"class": 'x"y', "required": True}),
        forms.NumberInput(attrs={"min": 0, "disabled": False}),
        forms.EmailInput(),
        forms.DateInput(attrs={"type": "date"}),
        forms.HiddenInput(),
        forms.CheckboxInput(attrs={"class": "x"}),
    ],
    ids=lambda widget: type(widget).__name__,
)
@pytest.mark.parametrize("value", [None, "", 'Ķekava "<&>"', 5, True])
def test_an_input_of_one_line_is_the_same_as_djangos(widget, value):
    ours, djangos = (widget.render("vieta", value, renderer=renderer) for renderer in (PortalRenderer(), TemplatesSetting()))

    assert parse_html(ours) == parse_html(djangos)


def test_the_summary_of_errors_sets_no_colon_after_a_question():
    class Asked(forms.Form):
        name = forms.CharField(label="Vārds")
        agreed = forms.BooleanField(label="Vai piekrītat?")

    summary = render_to_string("components/error_summary.html", {"form": Asked({})})

    assert "Vārds: " in summary
    assert "Vai piekrītat? " in summary
    assert "?:" not in summary
