"""What people type while a plan is written; what needs more than one field to see is asked by the actions."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actionplans.models import (
    POINT_LISTS,
    ChapterTemplate,
    CreativePartner,
    Plan,
    PlanTask,
    PlanTemplate,
    Point,
    TeamMember,
)
from actionplans.models.plan import YEARS
from communities.models import Community, Neighbourhood, Term
from portal.municipality.models import Unit
from portal.pages.guide import TEN_STEPS

CHECK = "check_%s"


class BeginForm(forms.Form):
    """A new plan. Only officers begin one for the whole municipality; others choose among their own communities."""

    template = forms.ModelChoiceField(
        label=_("Kind of plan"), queryset=PlanTemplate.objects.all(), empty_label=None, widget=forms.RadioSelect
    )
    community = forms.ModelChoiceField(
        label=_("Whose plan"), queryset=None, required=False, empty_label=_("the whole municipality")
    )
    title = forms.CharField(label=_("Title"), max_length=150, help_text=_("Plain and short: people will say it aloud."))
    story = forms.CharField(
        label=_("The story in short"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences by which a neighbour understands what it is about. It can change later."),
    )  # fmt: skip
    year_from = forms.IntegerField(label=_("From the year"), min_value=YEARS[0], max_value=YEARS[-1])
    year_to = forms.IntegerField(label=_("To the year"), min_value=YEARS[0], max_value=YEARS[-1])
    unit = forms.ModelChoiceField(
        label=_("Responsible unit"), queryset=Unit.objects.all(), empty_label=_("choose"),
        help_text=_("The unit of the municipality that answers questions about the plan."),
    )  # fmt: skip

    def __init__(self, *args, communities, for_municipality: bool, **kwargs):
        super().__init__(*args, **kwargs)
        community = self.fields["community"]
        community.queryset = communities
        if not for_municipality:
            community.required, community.empty_label = True, _("choose")

    def clean(self):
        data = super().clean()
        first, last = data.get("year_from"), data.get("year_to")
        if first and last and last < first:
            self.add_error("year_to", _("The last year may not be before the first."))
        return data


class DescribeForm(forms.Form):
    """What the plan is called, where it works, and which of the ten steps are done."""

    title = forms.CharField(label=_("Title"), max_length=150)
    story = forms.CharField(label=_("The story in short"), widget=forms.Textarea(attrs={"rows": 4}))
    neighbourhoods = forms.ModelMultipleChoiceField(
        label=_("Neighbourhoods"), queryset=Neighbourhood.objects.filter(is_active=True), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    ten_steps = forms.TypedMultipleChoiceField(
        label=_("Of the ten steps, done"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(step.number, step.title) for step in TEN_STEPS],
    )  # fmt: skip


def initial_of(plan: Plan) -> dict:
    return {
        "title": plan.title, "story": plan.story, "neighbourhoods": plan.neighbourhoods.all(), "ten_steps": plan.ten_steps,
    }  # fmt: skip


class ChapterForm(forms.Form):
    """A chapter's text, and a tick for each question that the text answers."""

    text = forms.CharField(label=_("Text of the chapter"), required=False, widget=forms.Textarea(attrs={"rows": 16}))

    def __init__(self, *args, kind: ChapterTemplate, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for number, question in kind.questions:
            self.fields[CHECK % number] = forms.BooleanField(label=question, required=False)

    @property
    def check_fields(self) -> list:
        return [self[CHECK % number] for number, _question in self.kind.questions]

    @property
    def checked(self) -> list[int]:
        return [number for number, _question in self.kind.questions if self.cleaned_data[CHECK % number]]


class PointForm(forms.Form):
    """One point; its labels and fields follow from the list it stands on."""

    partner = forms.ModelChoiceField(
        label=_("Creative partner"), queryset=CreativePartner.objects.filter(is_public=True), empty_label=_("choose")
    )
    word = forms.ModelChoiceField(
        label=_("From the vocabulary"), queryset=Term.objects.none(), required=False, empty_label=_("none of these")
    )
    title = forms.CharField(max_length=200, required=False)
    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))
    topic = forms.CharField(
        label=_("Topic"), max_length=60, required=False,
        help_text=_("One word, the same in all three lists: where they meet, the strategy begins."),
    )  # fmt: skip
    community = forms.ModelChoiceField(
        label=_("Community on the portal"), queryset=Community.objects.public(), required=False, empty_label=_("none")
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        about = POINT_LISTS[kind]
        self.fields["title"].label, self.fields["text"].label = capfirst(about.title), capfirst(about.text)
        self.fields["word"].queryset = Term.objects.filter(kind=about.words)
        if about.words:
            self.fields["title"].help_text = _("In the plan's own words; empty means as in the vocabulary.")
        for name, is_asked in (
            ("partner", kind == "partner"), ("word", about.words), ("topic", about.has_topic),
            ("community", about.names_community), ("title", kind != "partner"),
        ):  # fmt: skip
            if not is_asked:
                del self.fields[name]
        for name, is_needed in (("title", not about.words), ("text", about.is_text_required)):
            if name in self.fields:
                self.fields[name].hide_optional = is_needed  # the action asks for it, and says what it is good for


def point_initial(point: Point) -> dict:
    return {name: getattr(point, name) for name in ("partner", "word", "title", "text", "topic", "community")}


class TeamMemberForm(forms.ModelForm):
    """Somebody of the core team, by post; with an address also a person who writes here."""

    email = forms.EmailField(
        label=_("E-mail of their account"), required=False,
        help_text=_("Needed only for those who write or comment here; never published."),
    )  # fmt: skip

    class Meta:
        model = TeamMember
        fields = ("post", "role")
        widgets = {"role": forms.RadioSelect}


class CommentForm(forms.Form):
    """A comment beside a chapter."""

    text = forms.CharField(label=_("Your comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def send_with(self, form_id: str) -> None:
        """Let the field be sent with another form of the page."""
        self.fields["text"].widget.attrs["form"] = form_id


class TaskForm(forms.ModelForm):
    """Who does what by when. The team is the plan's own."""

    class Meta:
        model = PlanTask
        fields = ("title", "member", "chapter", "due_on")
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset, self.fields["member"].empty_label = plan.team.all(), _("anybody")
        self.fields["chapter"].queryset = plan.chapters.select_related("kind")
        self.fields["chapter"].empty_label = _("none")
