"""The home page and the hub."""

from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from participation.enums import ForumState
from participation.models import Answer, Consultation, Forum
from participation.queries.answer import answer_cards
from participation.queries.scorecard import clock_figures
from portal.ui.panels import Panel, Slot, fill_slot

LATELY_SHOWN = 3


@fill_slot(Slot.HOME)
def home_panels(*, now):
    consultations = list(Consultation.objects.open(now).for_rows().order_by("closes_at")[:3])
    answers = list(Answer.objects.public().for_cards().order_by("-published_at", "-pk")[:3])
    return [
        Panel("participation/partials/home_open.html", {"consultations": consultations, "now": now}, order=10),
        Panel("participation/partials/home_clock.html", {"figures": clock_figures()}, order=30, place="band"),
        Panel("participation/partials/home_answers.html", {"cards": answer_cards(answers)}, order=40),
    ]


def _consultations(now: datetime) -> list[Consultation]:
    """Those open, coming and closed lately, by the day they close, in one query."""
    published = Consultation.objects.published()
    open_now = published.open(now).order_by("closes_at").values("pk")[:10]
    upcoming = published.upcoming(now).order_by("opens_at").values("pk")[:5]
    closed = published.closed(now).order_by("-closes_at").values("pk")[:LATELY_SHOWN]
    shown = published.filter(pk__in=open_now.union(upcoming, closed))
    return list(shown.for_rows().order_by("closes_at"))


def _forums(now: datetime) -> list[Forum]:
    """Those planned and held lately, by their day, in one query."""
    planned = Forum.objects.upcoming(now).order_by("held_at").values("pk")[:5]
    held = Forum.objects.held().order_by("-held_at").values("pk")[:LATELY_SHOWN]
    return list(Forum.objects.filter(pk__in=planned.union(held)).for_rows().order_by("held_at"))


@fill_slot(Slot.HUB)
def hub_panels(*, now):
    consultations, forums = _consultations(now), _forums(now)
    upcoming = sorted((one for one in consultations if one.opens_at > now), key=attrgetter("opens_at"))
    planned = [one for one in forums if one.state == ForumState.PLANNED]
    panels = [
        Panel(
            "participation/partials/hub_now.html",
            {"open": [one for one in consultations if one.is_open(now)], "now": now},
            order=10,
            anchor="tagad",
            title=_("Now"),
        ),
        Panel(
            "participation/partials/hub_lately.html",
            {
                "closed": [one for one in reversed(consultations) if one.closes_at <= now],
                "forums": [one for one in reversed(forums) if one.state == ForumState.CLOSED],
                "now": now,
            },
            order=60,
            anchor="nesen",
            title=_("Lately"),
        ),
    ]
    if upcoming or planned:
        soon = {"upcoming": upcoming, "forums": planned, "now": now}
        panels.append(Panel("participation/partials/hub_soon.html", soon, order=11, anchor="driz", title=_("Soon")))
    return panels
