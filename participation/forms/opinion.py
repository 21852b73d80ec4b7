from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood
from participation.enums import Channel
from portal.files.forms import KeptFileField
from portal.files.uploads import ATTACHMENT

JOINT_FIELDS = ("community", "residents_represented", "how_agreed", "agreed_on", "also_represents", "evidence")


class DayInput(forms.DateInput):
    def __init__(self):
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class WordsForm(forms.Form):
    """What an opinion says, whoever types it: one text is enough, everything else may stay empty (S4-55)."""

    text = forms.CharField(
        label=_("Your opinion"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What do you need, and why does it matter? Write as you would tell it to a neighbour."),
        error_messages={"required": _("Write your opinion.")},
    )
    experience = forms.CharField(
        label=_("What you have experienced"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What happens there now, to whom, how often."),
    )  # fmt: skip
    proposal = forms.CharField(
        label=_("What you propose"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You do not have to offer a solution: finding one is the municipality's work."),
    )  # fmt: skip
    attachment = KeptFileField(label=_("Attachment"), policy=ATTACHMENT, required=False)
    community = forms.ModelChoiceField(
        label=_("In whose name"), queryset=Community.objects.none(), required=False, empty_label=_("in my own name"),
        help_text=_("A community's joint opinion is listed first and counted apart."),
    )  # fmt: skip
    residents_represented = forms.IntegerField(
        label=_("How many residents it speaks for"), min_value=2, max_value=100_000, required=False
    )
    how_agreed = forms.CharField(
        label=_("How it was agreed"), max_length=300, required=False,
        help_text=_("For example: at a meeting, 14 people voted for it, 2 against."),
    )  # fmt: skip
    agreed_on = forms.DateField(label=_("On which day it was agreed"), required=False, widget=DayInput())
    also_represents = forms.ModelMultipleChoiceField(
        label=_("Also represents"), queryset=Neighbourhood.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Other neighbourhoods in the same situation whose people agree."),
    )  # fmt: skip
    evidence = KeptFileField(label=_("Minutes or a list of those who agreed"), policy=ATTACHMENT, required=False)

    def offer_joint(self, communities) -> None:
        """Let the opinion be a joint one of ``communities``."""
        self.fields["community"].queryset = communities
        self.fields["also_represents"].queryset = Neighbourhood.objects.filter(is_active=True)
        self.fields["evidence"].help_text = _("Only officers see it.")

    def ask_nothing_joint(self) -> None:
        for name in JOINT_FIELDS:
            del self.fields[name]

    def clean(self):
        data = super().clean()
        if data.get("community"):
            for name, sentence in (
                ("residents_represented", _("Say for how many residents the community speaks.")),
                ("how_agreed", _("Say how the opinion was agreed.")),
                ("agreed_on", _("Say on which day the opinion was agreed.")),
            ):
                if name in self.fields and name not in self.errors and not data.get(name):
                    self.add_error(name, sentence)
        return data


class OpinionForm(WordsForm):
    """An opinion in two minutes. A visitor leaves a name and an address; a member may speak for a community."""

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("We send the receipt and the answer there; it is never published."),
        error_messages={"required": _("Write an e-mail address: the answer comes there.")},
    )  # fmt: skip
    publish_name = forms.BooleanField(label=_("Publish my name with the opinion"), required=False)
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, user, communities, **kwargs):
        kwargs.setdefault("initial", {})["form_token"] = uuid4()
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]
        if communities:
            self.offer_joint(communities)
        else:
            self.ask_nothing_joint()


class EditOpinionForm(WordsForm):
    """The author changes the words. In whose name they are said stays as it was."""

    publish_name = forms.BooleanField(label=_("Publish my name with the opinion"), required=False)

    def __init__(self, *args, opinion, **kwargs):
        said = {name: getattr(opinion, name) for name in self.base_fields if name != "also_represents"}
        super().__init__(*args, initial=said, **kwargs)
        if opinion.is_joint:
            self.offer_joint(Community.objects.none())
            del self.fields["community"], self.fields["publish_name"]
            for name in ("residents_represented", "how_agreed", "agreed_on"):
                self.fields[name].required = True
            self.initial["also_represents"] = opinion.also_represents.all()
        else:
            self.ask_nothing_joint()
        if not self.is_bound:
            for name in {"attachment", "evidence"} & self.fields.keys():
                self.fields[name].widget.kept = getattr(opinion, name)


class EnterOpinionForm(WordsForm):
    """An officer types in what came on paper, by phone or in a meeting (S4-151)."""

    channel = forms.ChoiceField(label=_("Came by"), choices=[one for one in Channel.choices if one[0] != Channel.WEB])
    received_at = forms.DateTimeField(
        label=_("Received"), initial=timezone.now,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("As it really was: the term of the answer counts from then."),
    )  # fmt: skip
    name = forms.CharField(label=_("Author's name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("Author's e-mail"), required=False,
        help_text=_("If there is one, the receipt and the answer go there. If not, print the receipt."),
    )  # fmt: skip
    publish_name = forms.BooleanField(label=_("The author wants the name published"), required=False)
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("channel", "received_at", "text")

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"form_token": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.offer_joint(Community.objects.public())
        self.fields["text"].label = _("Opinion")
        self.fields["community"].empty_label = _("in the author's own name")


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Public reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody reads it in place of the opinion. Name the rule, not the person."),
    )  # fmt: skip


class AppealForm(forms.Form):
    objection = forms.CharField(
        label=_("Why the opinion should be shown"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Somebody other than the one who hid it reads this and decides."),
    )  # fmt: skip


class DecideAppealForm(forms.Form):
    shows_again = forms.TypedChoiceField(
        label=_("Decision"), choices=[("1", _("show the opinion again")), ("0", _("it stays hidden"))],
        coerce=lambda value: value == "1", widget=forms.RadioSelect,
    )  # fmt: skip
    decision = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("The author reads it."))
