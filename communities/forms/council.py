"""What the tables on the officers' pages of councils check across their rows."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.files.forms import KeptFileField


class AttachForm(forms.Form):
    file = KeptFileField(label=_lazy("File"))


def _rows(formset: forms.BaseInlineFormSet) -> list[dict]:
    """What was typed in the rows that stay."""
    forms_kept = [form for form in formset.forms if form not in formset.deleted_forms]
    return [form.cleaned_data for form in forms_kept if getattr(form, "cleaned_data", None)]


class SeatsFormSet(forms.BaseInlineFormSet):
    """A council never has more members than seats, and nobody else sits on a seat kept for communities (S4-82)."""

    def clean(self):
        super().clean()
        today = timezone.localdate()
        current = [row for row in _rows(self) if _holds_seat(row, today)]
        seats = self.instance.seats
        if seats and len(current) > seats:
            raise forms.ValidationError(
                _("There would be more members (%(members)s) than seats (%(seats)s). End somebody's term first, or add seats.")
                % {"members": len(current), "seats": seats}
            )
        for_anybody = (seats or 0) - (self.instance.community_seats or 0)
        if seats and sum(row.get("community") is None for row in current) > for_anybody:
            raise forms.ValidationError(
                _("Seats kept for communities: %(kept)s. Choose for each of their members the community they speak for.")
                % {"kept": self.instance.community_seats}
            )


def _holds_seat(row: dict, today) -> bool:
    since, until = row.get("since"), row.get("until")
    return bool(since) and since <= today and (until is None or until >= today)


class CandidatesFormSet(forms.BaseInlineFormSet):
    """Nobody has more votes than there were ballots, and no more are elected than there are seats."""

    def clean(self):
        super().clean()
        rows, election = _rows(self), self.instance
        if election.valid_ballots is not None and any((row.get("votes") or 0) > election.valid_ballots for row in rows):
            raise forms.ValidationError(_("A candidate cannot have more votes than there are valid ballots."))
        elected = sum(bool(row.get("is_elected")) for row in rows)
        if election.council_id and elected > election.council.seats:
            raise forms.ValidationError(
                _("More candidates are marked as elected (%(elected)s) than the council has seats (%(seats)s).")
                % {"elected": elected, "seats": election.council.seats}
            )
