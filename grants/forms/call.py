"""What an officer is asked for at the steps of a call."""

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.actions.call_change import CHANGING_DAYS, CHANGING_TEXTS
from grants.models import AttachmentKind, Call
from grants.queries.guidelines import Verdict, guideline_checks
from portal.files.forms import KeptFileField
from portal.ui.templatetags.portal_ui import moment

SHORT_TEXTS = ("summary", "description", "exclusions", "ineligible_costs")


class MomentField(forms.DateTimeField):
    """A day and an hour on the wall, chosen by the browser's own picker."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"), **kwargs)


class LinesField(SimpleArrayField):
    """A list of sentences, one on each line: commas are theirs."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, delimiter="\n", **kwargs)

    def to_python(self, value):
        return super().to_python("\n".join(line for line in (value or "").splitlines() if line.strip()))


class PublishCallForm(forms.Form):
    """Asks for a public justification of each soft guideline that is not kept, and of no other."""

    wants_thing = True

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.checks = guideline_checks(thing, timezone.now())
        for check in self.checks:
            if check.verdict == Verdict.SOFT:
                self.fields[f"justify_{check.code}"] = forms.CharField(
                    label=check.rule, initial=check.justification,
                    help_text=_("Not kept. Explain it; the explanation is published with the call."),
                    error_messages={"required": _("Explain publicly why this is not kept.")},
                    widget=forms.Textarea(attrs={"rows": 3}),
                )  # fmt: skip

    def clean(self):
        data = super().clean()
        justifications = {name.removeprefix("justify_"): text for name, text in data.items()}
        return {"justifications": justifications}


class ChangeCallForm(forms.Form):
    """What of an announced call may still change, as it stands, and why it does."""

    wants_thing = True

    reason = forms.CharField(
        label=_("Why it changes"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Published beside what stood there before, and sent to everybody who applies."),
        error_messages={"required": _("Say why: people have planned by what was announced.")},
    )  # fmt: skip

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        days = [name for name in CHANGING_DAYS if name != "ideas_until" or thing.ideas_until]
        moments = {name for name in days if Call._meta.get_field(name).get_internal_type() == "DateTimeField"}
        changing = forms.fields_for_model(
            Call,
            (*days, *CHANGING_TEXTS),
            field_classes=dict.fromkeys(moments, MomentField),
            widgets={
                **{name: forms.DateInput({"type": "date"}, "%Y-%m-%d") for name in days if name not in moments},
                **{name: forms.Textarea({"rows": 4}) for name in SHORT_TEXTS},
            },
        )
        changing["rules"].required = True
        self.fields = changing | self.fields
        for name, field in changing.items():
            field.initial = getattr(thing, name)
        changing["closes_at"].help_text = _depending_on_the_deadline(thing)

    def clean(self):
        """A browser ends its lines in its own way; that alone changes nothing."""
        data = super().clean()
        for name in CHANGING_TEXTS:
            before = self.fields[name].initial
            if name in data and data[name].splitlines() == before.strip().splitlines():
                data[name] = before
        return data


def _depending_on_the_deadline(call: Call) -> str:
    """What nobody moves along: it is easily forgotten, and people have planned by it."""
    if call.seminar_at is None:
        return gettext("If it moves, look through the days below too.")
    return gettext(
        "If it moves, look through the days below too, and the seminar: it has a step of its own. Seminar: %(day)s"
    ) % {"day": moment(call.seminar_at)}


class FinishCallForm(forms.Form):
    lessons = forms.CharField(
        label=_("What we learned"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What worked and what the next call will do otherwise. Published on the page of the call."),
    )  # fmt: skip


class CancelCallForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the call is cancelled"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Published on the page of the call and sent to everybody who has begun an application."),
        error_messages={"required": _("Say why the call is cancelled.")},
    )  # fmt: skip


class SeminarForm(forms.Form):
    """When and where, and how many fit in."""

    wants_thing = True

    starts_at = MomentField(label=_("Begins"))
    ends_at = MomentField(label=_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=200)
    online_link = forms.URLField(label=_("Link to join online"), required=False, assume_scheme="https")
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=30_000, required=False,
        help_text=_("Empty: as many as come. Whoever finds no place waits for one."),
    )  # fmt: skip

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        known = {
            "starts_at": thing.seminar_at, "ends_at": thing.seminar_ends_at, "place": thing.seminar_place,
            "capacity": thing.seminar_capacity, "online_link": thing.seminar.online_link if thing.seminar else "",
        }  # fmt: skip
        for name, value in known.items():
            self.fields[name].initial = value


class TemplateForm(forms.Form):
    """A form to fill in, for one of the attachments of the call."""

    wants_thing = True

    kind = forms.ModelChoiceField(label=_("Attachment"), queryset=AttachmentKind.objects.none(), empty_label=None)
    template = KeptFileField(label=_("Template"))

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = thing.attachment_kinds.all()
