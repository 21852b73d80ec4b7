"""Examples for the gallery of components: every state a component knows, in Latvian words of everyday length."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.wording import TimelineEntry
from portal.obligations.clock import end_of_day
from portal.obligations.models import Obligation
from portal.obligations.working_days import TermUnit
from portal.ui.charts import Series, bars, lines, radar
from portal.ui.filters import NameInput
from portal.ui.lists import Sorting
from portal.ui.paging import Count, Page
from portal.workflow import Status, Tone

LONG_NAME = "Valdlauču, Rāmavas, Katlakalna apkaime"

STATUSES = (
    Status("open", "pieņem", "var piedalīties", tone=Tone.OPEN),
    Status("soon", "drīz beidzas", "drīz beidzas", tone=Tone.SOON),
    Status("overdue", "nokavēts", "nokavēts", tone=Tone.OVERDUE),
    Status("done", "atbildēts", "atbildēts", tone=Tone.DONE),
    Status("neutral", "sagatavošanā", "sagatavošanā"),
)


class SampleForm(forms.Form):
    """A field of each kind; sent empty, it shows its errors."""

    name = forms.CharField(
        label=_("Name and surname"), help_text="Kā rakstīts pasē.", widget=forms.TextInput({"class": "form-control"})
    )
    text = forms.CharField(label=_("Text"), widget=forms.Textarea, required=False)
    place = forms.ChoiceField(label=_("Neighbourhood"), choices=[("", "–"), ("a", LONG_NAME)])
    near = forms.CharField(
        label=_("Neighbourhood"), required=False, initial=LONG_NAME, widget=NameInput("communities:neighbourhood_names")
    )
    agreed = forms.BooleanField(label="Piekrītu noteikumiem")


@dataclass(frozen=True)
class SampleAnswer:
    """What the answer component shows of an answer."""

    published_at: datetime
    outcome: str = "partly"
    get_outcome_display: str = "daļēji ņemts vērā"
    reason: str = "Gājēju ietvi pie skolas izbūvēsim, apgaismojumam šogad līdzekļu nav."
    next_step: str = "Ietves būvdarbi sāksies maijā."
    no_next_step: str = ""
    legal_reference: str = "Iesniegumu likuma 5. pants"
    unit: str = "Attīstības nodaļa"


def clocks(now: datetime) -> list[Obligation]:
    """A promise in each state of its clock: running, soon, today, overdue, kept, kept late, withdrawn."""

    def promise(days_left: int, **ending) -> Obligation:
        today = timezone.localdate(now)
        received = now - timedelta(days=14 - min(days_left, 0))
        due = end_of_day(today + timedelta(days=days_left))
        return Obligation(
            received_at=received, due_at=due, first_due_at=due, term_unit=TermUnit.WORKING_DAYS, term_amount=10, **ending
        )  # fmt: skip

    return [
        promise(14),
        promise(1),
        promise(0),
        promise(-5),
        promise(2, fulfilled_at=now),
        promise(-5, fulfilled_at=now),
        promise(2, cancelled_at=now),
    ]


def samples(now: datetime) -> dict:
    """Values for ``pages/gallery.html``."""
    years, series = ["2024", "2025", "2026"], [Series("Apspriešanas", [4, 7, 12]), Series("Forumi", [2, None, 5])]
    return {
        "statuses": STATUSES,
        "clocks": clocks(now),
        "answer": SampleAnswer(now),
        "form": SampleForm(prefix="new"),
        "failed_form": SampleForm({"failed-text": LONG_NAME}, prefix="failed"),
        "pieces": [
            {"change": "", "text": "Apspriešana ilgst "},
            {"change": "removed", "text": "14"},
            {"change": "added", "text": "30"},
            {"change": "", "text": " dienas."},
        ],
        "conflict": "Kamēr Jūs rakstījāt, tekstu saglabāja vēl kāds.",
        "differences": [{"label": "Kopsavilkums", "theirs": "Seši soliņi pie upes.", "mine": "Seši soliņi un galds pie upes."}],
        "plain_field": SampleForm({}, prefix="plain")["name"],
        "long_name": LONG_NAME,
        "count": Count(21, exact=True),
        "uncounted": Count(10_000, exact=False),
        "sorting": Sorting("nosaukums", _("by name"), ("pk",)),
        "sortings": [Sorting("nosaukums", _("by name"), ("pk",)), Sorting("jaunakie", _("newest first"), ("-pk",))],
        "page": Page([], after="x", before="y"),
        "numbered": Paginator(range(3), 1).page(2),
        "entries": [
            TimelineEntry(now - timedelta(days=9), "Viedoklis saņemts"),
            TimelineEntry(now, "Atbilde sagatavota", "portāls"),
        ],
        "charts": [
            bars("Stabiņi", years, series),
            lines("Līknes", years, series),
            radar("Vērtējumi", ["uzticēšanās", "līderi", "saziņa", "kopdarbs"], [Series("2026", [4, 2, 5, 3])], most=5),
        ],
        "kept": [("name", "Ilze Kalniņa"), ("text", LONG_NAME)],
        "notices": [("success", "Saglabāts."), ("soon", "Drīz beigsies."), ("error", "Neizdevās saglabāt.")],
    }
