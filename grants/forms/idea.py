from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Community, Neighbourhood
from grants.enums import OfferKind
from grants.forms.application import word_limit
from grants.forms.contract import PaidForm
from portal.ui.money import MoneyField

YES, NO = "ja", "ne"


def _words(label, limit: int, help_text, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, validators=[word_limit(limit)],
        widget=forms.Textarea(attrs={"rows": rows, "data-words": limit}),
    )  # fmt: skip


class IdeaForm(forms.Form):
    """A page, no more: what, why, where, for how much."""

    title = forms.CharField(label=_("Name of the idea"), max_length=90, help_text=_("Plain and short, at most 90 characters."))
    neighbourhood = forms.ModelChoiceField(
        label=_("Neighbourhood"), queryset=Neighbourhood.objects.filter(is_active=True), empty_label=_("choose")
    )
    summary = _words(_("In short"), 80, _("What would be done and who would do it? At most 80 words."), 4)
    need = _words(_("Why it is needed"), 150, _("What is the need, how do you know of it? At most 150 words."), 5)
    estimate = MoneyField(label=_("Grant needed, about, EUR"))
    is_public = forms.BooleanField(
        label=_("Show the idea to everybody"), required=False, initial=True,
        help_text=_("Then neighbours can offer a room, hours, money, or to do it together."),
    )  # fmt: skip


class NewIdeaForm(IdeaForm):
    community = forms.ModelChoiceField(label=_("Whose idea is it?"), queryset=Community.objects.none(), empty_label=None)
    form_token = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("community",)

    def __init__(self, *args, communities, **kwargs):
        kwargs.setdefault("initial", {})["form_token"] = uuid4()
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities


class IdeaSupportForm(forms.Form):
    comment = forms.CharField(
        label=_("Why you need it"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("If you like, in a sentence. It is shown without your name."),
    )  # fmt: skip


class OfferForm(forms.Form):
    kind = forms.ChoiceField(label=_("What can you bring?"), choices=OfferKind, widget=forms.RadioSelect)
    community = forms.ModelChoiceField(
        label=_("In whose name"), queryset=Community.objects.none(), required=False, empty_label=_("in my own")
    )
    text = forms.CharField(
        label=_("Your offer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What, when and on what terms."),
    )  # fmt: skip

    def __init__(self, *args, communities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities
        if not communities:
            del self.fields["community"]


class OfferReplyForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Do you take the offer?"), widget=forms.RadioSelect,
        choices=[(YES, pgettext_lazy("offer", "Yes, we take it")), (NO, pgettext_lazy("offer", "Thank you, not this time"))],
    )  # fmt: skip
    reply = forms.CharField(label=_("Reply"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class InviteIfForm(forms.Form):
    condition = forms.CharField(
        label=_("Condition"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the full application must show. The community reads it."),
    )  # fmt: skip


class DevelopmentPaidForm(PaidForm):
    amount = MoneyField(label=_("Sum, EUR"))


class DeclineIdeaForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was missing, and what would help the idea on. The community reads it."),
    )  # fmt: skip
