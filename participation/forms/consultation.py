from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminSingleDateWidget

from participation.models import Consultation
from portal.obligations.clock import last_day_of

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TYPED_WITHOUT_COPY = ("kind", "unit", "contact_post", "contact_phone", "contact_email")
"""What a copy brings along and must otherwise be said."""


class StartForm(forms.ModelForm):
    """A new consultation: the words that nobody else can know; the rest comes from a preset or from another one."""

    copied = forms.ModelChoiceField(
        label=_("Or copy an earlier consultation"), required=False, widget=UnfoldAdminSelectWidget, empty_label="",
        queryset=Consultation.objects.order_by("-pk"),
        help_text=_("Everything but the title, the summary and the days is taken over, the neighbourhoods too."),
    )  # fmt: skip
    opens_on = forms.DateField(
        label=capfirst(_("opens")), widget=UnfoldAdminSingleDateWidget, help_text=_("At nine in the morning.")
    )
    closes_on = forms.DateField(
        label=capfirst(_("last day for opinions")), widget=UnfoldAdminSingleDateWidget, required=False,
        help_text=_("Empty: as long as is usual for the kind."),
    )  # fmt: skip

    class Meta:
        model = Consultation
        fields = ("kind", "title", "summary", "neighbourhoods", "unit", "contact_post", "contact_phone", "contact_email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in TYPED_WITHOUT_COPY:
            self.fields[name].required = False

    def clean(self):
        data = super().clean()
        copied = data.get("copied")
        if copied and not data.get("neighbourhoods"):
            data["neighbourhoods"] = copied.neighbourhoods.all()
        for name in () if copied else TYPED_WITHOUT_COPY:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in, or choose a consultation to copy."))
        opens_on, closes_on = data.get("opens_on"), data.get("closes_on")
        if opens_on and opens_on < timezone.localdate():
            self.add_error("opens_on", _("The opening must be a day to come: people hear of it before it starts."))
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("The closing must be later than the opening."))
        return data


class ResultForm(forms.Form):
    result = forms.CharField(
        label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What was decided and what the opinions changed. Published, and sent to all who spoke or follow."),
    )  # fmt: skip
    lessons = forms.CharField(
        label=_("What we learned"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What worked, and what the next consultation will do otherwise. Published on the page."),
    )  # fmt: skip


class ExtendConsultationForm(forms.Form):
    """More time; the days that follow may move with it."""

    wants_thing = True

    closes_on = forms.DateField(label=_("New last day for opinions"), widget=DAY)
    answers_by = forms.DateField(label=capfirst(_("all is answered by")), widget=DAY)
    decision_on = forms.DateField(label=capfirst(_("day of the decision")), widget=DAY)
    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Public, on the consultation's page and in the message."),
    )  # fmt: skip

    def __init__(self, *args, thing: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {
            "closes_on": last_day_of(thing.closes_at),
            "answers_by": thing.answers_by,
            "decision_on": thing.decision_on,
        } | self.initial


class CancelConsultationForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("consultation", "Why it is called off"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Public. Everybody who spoke or follows reads it; each opinion sent in still gets its answer."),
    )  # fmt: skip


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("Title of the document"), max_length=150)
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("Paste it; blank lines part the paragraphs, which get their numbers by themselves."),
    )  # fmt: skip


class VersionForm(forms.Form):
    """A new text of one of the consultation's documents; with one document its present text stands ready."""

    wants_thing = True

    document = forms.ModelChoiceField(label=_("Document"), queryset=None, empty_label=None)
    text = forms.CharField(
        label=_("New text"), widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("Paragraphs that are the same or alike keep their opinions."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("What changed and why"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed once the consultation is public: it stands above the new version."),
    )  # fmt: skip

    def __init__(self, *args, thing: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        documents = thing.documents.all()
        self.fields["document"].queryset = documents
        if len(documents) == 1:
            self.initial.setdefault("document", documents[0])
            self.initial.setdefault("text", documents[0].versions.order_by("-number").values_list("text", flat=True).first())
