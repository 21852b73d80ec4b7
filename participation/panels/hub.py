"""The home page and the hub."""

from participation.models import Answer, Consultation, Forum
from participation.queries.answer import answer_cards
from portal.obligations.queries import clock_figures
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.HOME)
def home_panels(request, *, now):
    consultations = list(Consultation.objects.open(now).for_list().order_by("closes_at")[:3])
    answers = list(Answer.objects.public().for_list().order_by("-published_at", "-pk")[:3])
    return [
        Panel("participation/partials/home_open.html", {"consultations": consultations, "now": now}, order=10),
        Panel("participation/partials/home_clock.html", {"figures": clock_figures(now)}, order=30, place="band"),
        Panel("participation/partials/home_answers.html", {"cards": answer_cards(answers)}, order=40),
    ]


@fill_slot(Slot.HUB)
def hub_panels(request, *, now):
    published = Consultation.objects.published().for_list()
    forums = Forum.objects.for_list()
    return [
        Panel(
            "participation/partials/hub_now.html",
            {
                "open": list(published.open(now).order_by("closes_at")[:10]),
                "upcoming": list(published.upcoming(now).order_by("opens_at")[:5]),
                "forums": list(forums.planned().filter(held_at__gt=now).order_by("held_at")[:5]),
                "now": now,
            },
            order=10,
        ),
        Panel(
            "participation/partials/hub_lately.html",
            {
                "closed": list(published.closed(now).order_by("-closes_at")[:5]),
                "forums": list(forums.held().order_by("-held_at")[:5]),
                "now": now,
            },
            order=60,
        ),
    ]
