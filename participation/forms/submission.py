"""What is asked of whoever sends something to the municipality: one form, its fields chosen by the kind."""

from uuid import uuid4

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood
from participation.enums import Audience, Basis, Contribution, ParticipationForm, ProposalTarget, SubmissionKind, Theme
from participation.models.submission_kind import FORM_EXAMPLES, KINDS
from portal.files.forms import KeptFileField
from portal.files.uploads import ATTACHMENT

NOT_ASKED = ("title", "text", "attachment", "name", "email", "form_token")
"""Fields of every kind."""


def _form_examples() -> str:
    return " ".join(f"{form.label}: {FORM_EXAMPLES[form]}." for form in ParticipationForm)


def _several(label, choices, **kwargs) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices.choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class SubmissionForm(forms.Form):
    """Short and plain: no legal wording, no solution asked for. A visitor leaves a name and an address; who speaks for a
    community says how it was agreed."""

    title = forms.CharField(
        label=_("In a few words"),
        max_length=120,
        error_messages={"required": _("Give it a title: a few words say what it is about.")},
    )
    need = forms.CharField(
        label=_("What is needed, and why"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What happens now, how often, what goes wrong. A need, not yet a wish: what could you not do without?"),
        error_messages={"required": _("Write what is needed.")},
    )
    concerns = forms.CharField(
        label=_("Whom does it concern"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who and about how many people, for example: 40 pupils who walk to school along this street."),
        error_messages={"required": _("Say whom it concerns.")},
    )
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 7}), error_messages={"required": _("Write what you want to say.")}
    )
    own_part = forms.CharField(
        label=_("What can we do ourselves"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Work, materials, knowledge, a joint clean-up. It counts in favour, and some things need no municipality."),
    )
    decision = forms.CharField(
        label=_("Which decision"),
        max_length=200,
        help_text=_("What was decided, when and by whom, as far as you know."),
        error_messages={"required": _("Say which decision it is about.")},
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    target = forms.ChoiceField(
        label=_("Proposal for"), choices=[("", _("I do not know")), *ProposalTarget.choices], required=False
    )
    wished_on = forms.DateField(
        label=_("When"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Name the day you have in mind; it can be agreed differently.")},
    )
    attachment = KeptFileField(label=_("Attachment"), policy=ATTACHMENT, required=False)
    neighbourhood = forms.ModelChoiceField(
        label=_("Neighbourhood"),
        queryset=Neighbourhood.objects.filter(is_active=True),
        required=False,
        empty_label=_("the whole municipality"),
    )
    place = forms.CharField(
        label=_("Where exactly"),
        max_length=80,
        required=False,
        help_text=_("Street, stop, building, or the name of the place; and whether it is to be built anew or made better."),
    )
    latitude = forms.FloatField(label=_("Latitude"), min_value=55.6, max_value=58.1, required=False)
    longitude = forms.FloatField(label=_("Longitude"), min_value=20.9, max_value=28.3, required=False)
    community = forms.ModelChoiceField(
        label=_("In whose name"),
        queryset=Community.objects.none(),
        required=False,
        empty_label=_("in my own name"),
    )
    residents_represented = forms.IntegerField(
        label=_("How many residents it speaks for"), min_value=2, max_value=100_000, required=False
    )
    how_agreed = forms.CharField(
        label=_("How and when it was agreed"),
        max_length=300,
        required=False,
        help_text=_("For example: at the meeting of 12 November, 14 people voted for it."),
    )
    also_represents = forms.ModelMultipleChoiceField(
        label=_("Holds for these neighbourhoods too"),
        queryset=Neighbourhood.objects.filter(is_active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    form = forms.ChoiceField(
        label=_("Form of participation"),
        choices=[("", _("not said")), *ParticipationForm.choices],
        required=False,
        help_text=lazy(_form_examples, str)(),
    )
    contributions = _several(_("What we bring along"), Contribution)
    groups = _several(_("Groups it speaks of"), Audience)
    basis = _several(_("What it rests on"), Basis)
    name = forms.CharField(label=_("Name and surname"), max_length=150, error_messages={"required": _("Write your name.")})
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send the receipt and the answer there; it is never published."),
        error_messages={"required": _("Write an e-mail address: the answer comes there.")},
    )
    declared = forms.BooleanField(
        label=_("I am old enough, and I am declared or own property in the municipality"),
        error_messages={"required": _("Without this declaration the law does not let you sign.")},
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    SECTIONS = (
        (
            _("What it is about"),
            ("title", "decision", "need", "concerns", "text", "theme", "target", "wished_on", "own_part", "attachment"),
        ),
        (_("Where"), ("neighbourhood", "place", "latitude", "longitude")),
        (_("Who says it"), ("community", "residents_represented", "how_agreed", "name", "email", "declared")),
        (_("More, if you like"), ("also_represents", "form", "contributions", "groups", "basis")),
    )

    def __init__(self, *args, kind: str, user, communities, campaign=None, **kwargs):
        kwargs.setdefault("initial", {})["form_token"] = uuid4()
        super().__init__(*args, **kwargs)
        self.kind, self.info = kind, KINDS[kind]
        asked = {*NOT_ASKED, *self.info.fields}
        if user.is_authenticated:
            asked -= {"email"} if kind == SubmissionKind.COLLECTIVE else {"name", "email"}
        if not communities:
            asked -= {"community", "residents_represented", "how_agreed"}
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        self.fields["text"].label, self.fields["text"].help_text = self.info.text_label, self.info.text_hint
        self.fields["text"].required = "need" not in asked
        if "community" in self.fields:
            self.fields["community"].queryset = communities
        if kind == SubmissionKind.INVITATION:
            self.fields["place"].required = True
        if "theme" in self.fields:
            self.fields["theme"].choices = [("", _("choose")), *Theme.choices]
        if campaign:
            self._narrow_to(campaign)

    def _narrow_to(self, campaign) -> None:
        """A campaign has its own themes and places, and is about the budget by itself."""
        del self.fields["target"]
        self.fields["theme"].required = True
        self.fields["theme"].choices = [("", _("choose")), *((one, Theme(one).label) for one in campaign.themes)]
        places = [("", _("elsewhere")), *((place, place) for place in campaign.places)]
        self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=places, required=False)

    @property
    def sections(self) -> list[tuple]:
        """Titles with the fields below them; sections of which nothing is asked are left out."""
        found = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS]
        return [(title, fields) for title, fields in found if fields]

    def clean(self):
        data = super().clean()
        if "need" in self.fields:
            data["text"] = data.get("text") or data.get("need", "")
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            self.add_error("latitude", _("A point on the map has two coordinates."))
        if data.get("community") and "how_agreed" in self.fields:
            if not data.get("residents_represented"):
                self.add_error("residents_represented", _("Say for how many residents the community speaks."))
            if not data.get("how_agreed"):
                self.add_error("how_agreed", _("Say how and when the opinion was agreed."))
        return data


class SupportForm(forms.Form):
    """ "I need this too", or a signature. Who is signed in and supports a proposal only presses the button."""

    name = forms.CharField(
        label=_("Name and surname"),
        max_length=150,
        help_text=_("Only the municipality sees it; the page shows the number alone."),
        error_messages={"required": _("A signature needs a name and a surname.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send a link there; it counts once you open it. The address is never published."),
        error_messages={"required": _("Write an e-mail address: the link comes there.")},
    )
    declared = forms.BooleanField(error_messages={"required": _("Without this declaration the law does not let you sign.")})

    def __init__(self, *args, submission, user, age: int, **kwargs):
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["email"]
            self.fields["name"].initial = user.name
        if submission.is_collective:
            sentence = gettext("I am at least %(age)s years old, and I am declared or own property in the municipality")
            self.fields["declared"].label = sentence % {"age": age}
        else:
            del self.fields["name"], self.fields["declared"]
