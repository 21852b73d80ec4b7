"""Pages that belong to nobody in particular: the apps fill their places through panels."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from portal.municipality.queries import current_municipality
from portal.obligations.queries import tasks_of
from portal.obligations.rules_of_law import legal_rule
from portal.pages import chapters
from portal.pages.admin_index import with_desks
from portal.pages.gallery import samples
from portal.pages.glossary import GLOSSARY
from portal.pages.guide import LEVELS, START_STEPS, TEN_STEPS
from portal.ui.links import absolute, asked
from portal.ui.page_cache import for_one
from portal.ui.panels import Chapter, Slot, by_order, gather, gather_alike, gather_of
from portal.ui.search import PROVIDERS, find
from portal.ui.throttling import limited

SEARCH_LIMIT = 50
OFFICIAL_SHOWN = 5
KEPT_BY = {
    "opinions": "OPINION_KEPT_YEARS",
    "submissions": "SUBMISSION_KEPT_YEARS",
    "funded": "PAID_KEPT_YEARS",
    "unfunded": "UNPAID_KEPT_YEARS",
    "events": "EVENT_REGISTRATION_DAYS",
    "forums": "FORUM_REGISTRATION_DAYS",
    "bookings": "BOOKING_KEPT_MONTHS",
    "account": "IDLE_ACCOUNT_YEARS",
    "messages": "MESSAGE_KEPT_MONTHS",
    "contracts": "PAID_KEPT_YEARS",
    "agreements": "AGREEMENT_KEPT_YEARS",
}
"""What the privacy page tells of, each with the rule that says how long it is kept."""


@login_not_required
def home(request):
    panels = by_order(gather_alike(Slot.HOME, now=timezone.now()) + gather(Slot.HOME_OWN, request))
    return render(request, "pages/home.html", {"panels": panels})


@login_not_required
def hub(request):
    """ "Sabiedrības līdzdalība": everything one can take part in now, soon and lately."""
    return render(request, "pages/hub.html", {"panels": gather_alike(Slot.HUB, now=timezone.now())})


def mans(request):
    """The person's own desk: what is due first, then drafts, then what is going on."""
    context = for_one(request.user, "mans", lambda: _own(request, timezone.now()))
    if request.user.is_staff:
        tasks = tasks_of(request.user)
        context |= {"official": with_desks(tasks.by_urgency()[:OFFICIAL_SHOWN], request.user), "official_count": tasks.count()}
    return render(request, "pages/mans.html", context)


def _own(request, now: datetime) -> dict[str, Any]:
    """What the desk shows of the person's own, drawn; no line of what is due if nothing is."""
    due, panels = gather_of(request.user, Slot.MANS_DUE, Slot.MANS, given=(request,), now=now)
    return {
        "due": render_to_string("pages/partials/due.html", {"due": due}) if due else "",
        "panels": render_to_string("pages/partials/panels.html", {"panels": panels}),
    }


@login_not_required
@limited("search")
def search(request):
    words = asked(request, "q")[:200]
    kinds = {provider.kind: provider.label for provider in PROVIDERS.values()}
    kind = request.GET.get("veids", "")
    kind = kind if kind in kinds else ""
    found = list(find(words, request.user, kind)[: SEARCH_LIMIT + 1])
    context = {
        "words": words,
        "kinds": kinds,
        "kind": kind,
        "entries": [{"entry": entry, "kind": kinds.get(entry.kind, "")} for entry in found[:SEARCH_LIMIT]],
        "has_more": len(found) > SEARCH_LIMIT,
        "limit": SEARCH_LIMIT,
    }
    return render(request, "pages/search.html", context)


@login_not_required
def guide(request):
    context = {"paths": chapters.WHOM_IT_SPEAKS_TO, "for_everybody": chapters.FOR_EVERYBODY}
    return render(request, "pages/guide.html", context)


@login_not_required
def guide_community(request):
    """How to begin: it comes before any money (S4-25)."""
    context = {
        "start_steps": START_STEPS,
        "why": chapters.WHY_TOGETHER,
        "led_by_community": chapters.LED_BY_COMMUNITY,
        "leaders_learn": chapters.LEADERS_LEARN,
        "approach": chapters.APPROACH,
        "panels": gather(Slot.GUIDE, Chapter.COMMUNITY),
    }
    return render(request, "pages/guide_community.html", context)


@login_not_required
def guide_participation(request):
    context = {
        "gives": chapters.PARTICIPATION_GIVES,
        "levels": LEVELS,
        "modes": chapters.MODES,
        "setting_up": chapters.SETTING_UP,
        "one_voice": chapters.ONE_VOICE,
        "ten_steps": TEN_STEPS,
        "principles": chapters.PRINCIPLES,
        "panels": gather(Slot.GUIDE, Chapter.PARTICIPATION),
    }
    return render(request, "pages/guide_participation.html", context)


@login_not_required
def guide_culture(request):
    context = {
        "chain": chapters.CHAIN,
        "pressures": chapters.PRESSURES,
        "forms": chapters.CULTURE_FORMS,
        "roles": chapters.CULTURE_ROLES,
        "examples": chapters.EXAMPLES,
        "partners": chapters.PARTNERS,
        "panels": gather(Slot.GUIDE, Chapter.CULTURE),
    }
    return render(request, "pages/guide_culture.html", context)


@login_not_required
def guide_glossary(request):
    return render(request, "pages/guide_glossary.html", {"glossary": GLOSSARY, "reading": chapters.READING})


@login_not_required
def easy_language(request):
    return render(request, "pages/easy_language.html")


@login_not_required
def accessibility(request):
    return render(request, "pages/accessibility.html")


@login_not_required
def privacy(request):
    """How long things are kept stands here as the tasks that erase them count it: by the legal rules."""
    today = timezone.localdate()
    kept = {name: legal_rule(code, today).whole for name, code in KEPT_BY.items()}
    return render(request, "pages/privacy.html", {"kept": kept})


@permission_required("pages.view_gallery", raise_exception=True)
def gallery(request):
    """Every component in each of its states, for whoever builds a page or judges the look."""
    return render(request, "pages/gallery.html", samples(timezone.now()))


@login_not_required
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /mans/", "Disallow: /konts/", "Disallow: /statuss/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
def security(request):
    """Where to tell of a weakness (RFC 9116)."""
    until = timezone.localdate() + timedelta(days=180)
    lines = [
        f"Contact: mailto:{current_municipality().email}",
        f"Expires: {until:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: lv, en",
        f"Canonical: {absolute(reverse('security'), 'lv')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
