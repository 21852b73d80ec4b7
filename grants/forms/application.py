from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from grants.queries.application import forum_ideas_near


def word_limit(limit: int):
    """A validator for texts; the counter beside the field counts the same way."""

    def check(text: str) -> None:
        count = len(text.split())
        if count > limit:
            raise ValidationError(
                _("The text has %(count)s words; at most %(limit)s are allowed."),
                code="words",
                params={"count": count, "limit": limit},
            )

    return check


def _text(label, limit: int, help_text, rows: int = 5, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        validators=[word_limit(limit)],
        widget=forms.Textarea(attrs={"rows": rows, "data-words": limit}),
    )


class ProjectForm(forms.Form):
    """What the project is, for whom and why."""

    title = forms.CharField(label=_("Name of the project"), max_length=90, help_text=_("Plain and short, at most 90 characters."))
    lot = forms.ModelChoiceField(label=_("Lot"), queryset=None, required=False, empty_label=_("choose"))
    neighbourhood = forms.ModelChoiceField(
        label=_("Neighbourhood"), queryset=Neighbourhood.objects.filter(is_active=True), empty_label=_("choose")
    )
    summary = _text(_("In short"), 80, _("Two or three sentences; published if the project is supported. At most 80 words."), 3)
    need = _text(_("Need and reasons"), 300, _("What is the need, how do you know of it? At most 300 words."))
    involvement = _text(
        _("How residents are involved"),
        300,
        _("Who takes part and how: young people, men over 35, minorities, seniors. At most 300 words."),
    )
    results = _text(
        _("Results and how they last"), 300, _("What will be different, and who keeps it up afterwards? At most 300 words.")
    )
    replication = _text(
        _("How others can use it"), 150,
        _("Which methods and contacts outlive the project, and who else could use them? At most 150 words."), required=False,
    )  # fmt: skip
    forum_idea = forms.ModelChoiceField(
        label=_("Idea of a residents' forum"), queryset=None, required=False, empty_label=_("none"),
        help_text=_("If the project began as an idea said at a forum of your neighbourhood."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Begins"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("Ends"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, call, community=None, **kwargs):
        super().__init__(*args, **kwargs)
        ideas = forum_ideas_near(community)
        self.fields["forum_idea"].queryset = ideas
        if not ideas:
            del self.fields["forum_idea"]
        lots = call.lots.all()
        if lots:
            self.fields["lot"].queryset = lots
            self.fields["lot"].required = True
        else:
            del self.fields["lot"]

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("The project must end after it begins."))
        return data


class DeclarationForm(forms.Form):
    rules = forms.BooleanField(
        label=_("We have read the rules of the call and keep to them"),
        error_messages={"required": _("Tick the box: without it the application cannot be handed in.")},
    )
    no_debts = forms.BooleanField(
        label=_("We have no tax debts, no unfulfilled contract with the municipality and are not insolvent"),
        error_messages={"required": _("Tick the box: without it the application cannot be handed in.")},
    )
    agreed = forms.BooleanField(
        label=_("The community has agreed to hand this application in"),
        error_messages={"required": _("Tick the box: without it the application cannot be handed in.")},
    )


class ChooseApplicantForm(forms.Form):
    community = forms.ModelChoiceField(label=_("Which community applies?"), queryset=None, empty_label=None)

    def __init__(self, *args, communities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities
