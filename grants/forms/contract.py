"""What is asked on the way from an award to the last cent."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.enums import ChangeState, ReportKind
from grants.forms.application import word_limit
from grants.models import Contract
from portal.ui.iban import IbanField
from portal.ui.money import MoneyField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

# The community's


class AccountForm(forms.Form):
    account_holder = forms.CharField(
        label=_("Account holder"), max_length=150, help_text=_("As the bank has it; for an informal community its partner.")
    )
    iban = IbanField(label=_("Account (IBAN)"), max_length=42, help_text=_("Blanks do not matter."))


class DeclineForm(forms.Form):
    reason = forms.CharField(label=_("Why you give the grant up"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class EndAskForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the project cannot go on"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("Also say what is done already and what the money paid to you was spent on; the officer decides by it."),
    )


class ChangeForm(forms.Form):
    """What is to change beside the budget, and why."""

    reason = forms.CharField(
        label=_("Why it has to change"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Two or three sentences; the officer answers to them."),
    )
    starts_on = forms.DateField(label=_("Begins"), widget=DAY)
    ends_on = forms.DateField(label=_("Ends"), widget=DAY)
    work = forms.CharField(
        label=_("What is done"),
        widget=forms.Textarea(attrs={"rows": 4, "data-words": 150}),
        validators=[word_limit(150)],
        help_text=_("As it stands in the contract; change the words that no longer hold. At most 150 words."),
    )


# The officers' steps


class PrepareContractForm(forms.Form):
    interim_report_on = forms.DateField(
        label=_("Interim report by"), widget=DAY, required=False, help_text=_("Empty if the call asks for none.")
    )
    final_report_on = forms.DateField(label=_("Final report by"), widget=DAY)

    def clean(self):
        data = super().clean()
        for name in ("interim_report_on", "final_report_on"):
            if (day := data.get(name)) and day < timezone.localdate():
                self.add_error(name, ValidationError(_("This day is over. Choose today or a later one."), code="past"))
        return data


class PutIntoForceForm(forms.Form):
    signed_on = forms.DateField(label=_("Signed by the last party on"), widget=DAY)
    paper_reason = forms.CharField(
        label=_("Why it was signed on paper"),
        max_length=200,
        required=False,
        help_text=_("Only if no signed file came back. Keep the paper with the case."),
    )


class GivenUpForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the community gives the grant up, and how it said so"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
    )


class EndContractForm(forms.Form):
    """The day, the reason and the money of a contract that ends early."""

    ended_on = forms.DateField(label=_("Day on which the contract ends"), widget=DAY)
    to_return = MoneyField(
        label=_("Of the sum paid, to be paid back, EUR"),
        help_text=_("0 if the community keeps all of it. What is not paid yet is not paid any more."),
    )
    return_iban = IbanField(
        label=_("The municipality's account for it (IBAN)"),
        max_length=42,
        required=False,
        help_text=_("Needed if money is to be paid back."),
    )
    reason = forms.CharField(
        label=_("Why the contract ends early"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("The community reads it; it is not public. Say what it rests on and how the sum was counted."),
    )


class PaidForm(forms.Form):
    paid_on = forms.DateField(label=_("Paid on"), widget=DAY)


class AnswerChangeForm(forms.Form):
    """Yes or no, and why. To end a contract is a step of its own, so here that can only be refused."""

    wants_thing = True
    is_approved = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("", _("choose")), ("ja", ChangeState.APPROVED.label), ("ne", ChangeState.REFUSED.label)],
        coerce=lambda text: text == "ja",
    )
    answer = forms.CharField(
        label=_("Answer with reasons"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The community reads it. Say what the decision rests on; for a refusal, what stands in the way."),
    )

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        if thing.wants_end:
            self.fields["is_approved"].choices = self.fields["is_approved"].choices[-1:]


class MoneyBackForm(forms.Form):
    returned_on = forms.DateField(label=_("The money came back on"), widget=DAY)


class AcceptReportForm(forms.Form):
    """After the last report: costs that the grant does not pay, and the account to which money may come back."""

    wants_thing = True
    ineligible = MoneyField(
        label=_("Ineligible costs, EUR"),
        required=False,
        help_text=_("Empty if the grant pays for everything reported. This sum is taken off what the project used."),
    )
    ineligible_reason = forms.CharField(
        label=_("Why they are ineligible"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("The community reads it. Name the rows or receipts, and the rule of the call or contract."),
    )
    return_iban = IbanField(
        label=_("The municipality's account for unused money (IBAN)"),
        max_length=42,
        required=False,
        help_text=_("Needed if more was paid than the project used, without ineligible costs."),
    )

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        if thing.kind == ReportKind.INTERIM:
            self.fields.clear()

    def clean(self):
        data = super().clean()
        if data.get("ineligible_reason") and "ineligible" in data and not data["ineligible"]:
            self.add_error("ineligible", ValidationError(_("Write the sum that the reason below is about."), code="no_sum"))
        return data


def change_initial(contract: Contract) -> dict:
    """The contract as it stands, to be typed over."""
    application = contract.application
    return {"starts_on": application.starts_on, "ends_on": application.ends_on, "work": contract.work}
