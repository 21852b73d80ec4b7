"""What is measured: every public list and one page of each kind of thing, and the desks of those who work here.

``python -m bench.pages`` describes them, as JSON, from the database of ``DATABASE_URL``: the address, the cookie of whoever
looks, the queries of an uncached page, the size of its HTML and of the styles and scripts it loads.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

import django

django.setup()

from django.apps import apps  # noqa: E402 - once Django knows its models
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import URLPattern, URLResolver, get_resolver, reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from actionplans.models import Indicator, Plan  # noqa: E402
from bench.large_plan import SLUG as LARGE_PLAN  # noqa: E402
from bench.municipality import JUDGED_CALL, PEOPLE, WRITERS  # noqa: E402
from communities.models import Agreement, Community, Council, Event, GoodPractice, Neighbourhood, ResourceCentre  # noqa: E402
from grants.models import Application, Call, Idea  # noqa: E402
from participation.models import (  # noqa: E402
    Answer,
    BudgetCampaign,
    Consultation,
    DraftDecision,
    Forum,
    Submission,
)
from portal.accounts.middleware import SIGNED_IN_AT  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.obligations.official_days import keep_official_years  # noqa: E402
from portal.ui.lists import ListPage  # noqa: E402

LEADER, OFFICER, CALLS, EVALUATOR = "lideris.mezinieki", "koordinators", "konkursi", "vertetajs1"
ASSET = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')


@dataclass(frozen=True)
class Page:
    """``who`` looks, empty for nobody in particular. ``kind``: list, page, map or desk decides the budget."""

    name: str
    path: Callable[[], str]
    kind: str = "page"
    who: str = ""
    large_only: bool = False


def at(name: str, *args: object) -> Callable[[], str]:
    return lambda: reverse(name, args=[one() if callable(one) else one for one in args])


def slug_of(model: type, **wanted) -> Callable[[], str]:
    return lambda: model.objects.filter(**wanted).order_by("pk").values_list("slug", flat=True).first()


def key_of(model: type, **wanted) -> Callable[[], int]:
    """The first one that anybody may see."""
    return lambda: model.objects.visible_to(AnonymousUser()).filter(**wanted).order_by("pk").values_list("pk", flat=True).first()


def public_lists() -> list[Page]:
    """Every list anybody may read, found by the resolver."""
    found = []
    for namespace, (_prefix, resolver) in sorted(get_resolver().namespace_dict.items()):
        for pattern in patterns_in(resolver):
            view = getattr(pattern.callback, "view_class", None)
            if view and issubclass(view, ListPage) and not getattr(pattern.callback, "login_required", True):
                found.append(Page(pattern.name.replace("_", " "), at(f"{namespace}:{pattern.name}"), "list"))
    return found


def patterns_in(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from patterns_in(one)


def own_community() -> str:
    return Community.objects.filter(memberships__user__email=f"{LEADER}@example.lv").order_by("pk").first().slug


def own_application() -> int:
    return Application.objects.submitted().filter(community__slug=own_community()).earliest("pk").pk


def reported_indicator() -> int:
    return Indicator.objects.filter(goal__plan__state="in_progress").earliest("pk").pk


def changelist(label: str, who: str = OFFICER) -> Page:
    return Page(f"admin: {label.partition('_')[2]}", at(f"admin:{label}_changelist"), "desk", who)


PAGES = [
    Page("home", at("pages:home")),
    Page("hub", at("pages:hub")),
    Page("search", lambda: reverse("pages:search") + "?" + urlencode({"q": "kopienu forums"})),
    Page("calendar", at("communities:calendar")),
    Page("scorecard", at("participation:scorecard")),
    Page("forum compliance", at("participation:forum_compliance")),
    Page("results", at("actionplans:impact")),
    Page("map", at("communities:neighbourhood_list"), "map"),
    Page("map's data", at("communities:map"), "data"),
    *public_lists(),
    Page("answer list, by words", lambda: reverse("participation:answer_list") + "?" + urlencode({"meklet": "soliņi"}), "list"),
    Page("answer list, by a word nobody wrote", lambda: reverse("participation:answer_list") + "?meklet=zvaigznkuvis", "list"),
    Page("answer list, by outcome", lambda: reverse("participation:answer_list") + "?iznakums=not_taken", "list"),
    Page("project list, by words", lambda: reverse("grants:project_list") + "?" + urlencode({"meklet": "soliņi"}), "list"),
    Page("neighbourhood", at("communities:neighbourhood_detail", slug_of(Neighbourhood))),
    Page("community", at("communities:community_detail", slug_of(Community))),
    Page("centre", at("communities:resource_centre_detail", slug_of(ResourceCentre))),
    Page("event", at("communities:event_detail", slug_of(Event, state="held"))),
    Page("good practice", at("communities:good_practice_detail", slug_of(GoodPractice, state="published"))),
    Page("agreement", at("communities:agreement_detail", slug_of(Agreement, state="in_force"))),
    Page("council", at("communities:council_detail", slug_of(Council))),
    Page("consultation", at("participation:consultation_detail", slug_of(Consultation, state="published"))),
    Page("forum", at("participation:forum_detail", slug_of(Forum, state="closed"))),
    Page("proposal", at("participation:proposal_detail", key_of(Submission, state="answered"))),
    Page("answer", at("participation:answer_detail", key_of(Answer, opinion__state="answered"))),
    Page("budget campaign", at("participation:campaign_detail", slug_of(BudgetCampaign))),
    Page("draft decision", at("participation:draft_decision_detail", slug_of(DraftDecision))),
    Page("call", at("grants:call_detail", slug_of(Call, state="decided"))),
    Page("call being judged", at("grants:call_detail", JUDGED_CALL)),
    Page("idea", at("grants:idea_detail", key_of(Idea))),
    Page("project", at("grants:project_detail", lambda: Application.objects.projects().earliest("pk").pk)),
    Page("plan", at("actionplans:plan_detail", slug_of(Plan, state="adopted"))),
    Page("plan's monitoring", at("actionplans:plan_monitoring", slug_of(Plan, state="in_progress"))),
    Page("indicator", at("actionplans:indicator_detail", reported_indicator)),
    Page("plan of 300 actions", at("actionplans:plan_detail", LARGE_PLAN), large_only=True),
    Page("my desk", at("pages:mans"), "desk", LEADER),
    Page("community's desk", at("communities:desk", own_community), "desk", LEADER),
    Page("application", at("grants:application_detail", own_application), "desk", LEADER),
    Page("subsidy passport", at("grants:passport", own_community), "desk", LEADER),
    Page("home, signed in", at("pages:home"), "desk", LEADER),
    Page("evaluator's list", at("grants:evaluation_call", JUDGED_CALL), "desk", EVALUATOR),
    Page("admin", at("admin:index"), "desk", OFFICER),
    Page("admin: queue of answers", at("admin:participation_answer_queue"), "desk", OFFICER),
    changelist("participation_opinion"),
    changelist("obligations_obligation"),
    changelist("participation_submission"),
    changelist("participation_consultation"),
    changelist("communities_community"),
    changelist("communities_event"),
    changelist("grants_application", CALLS),
    changelist("grants_contract", CALLS),
    Page("admin: a call judged", at("admin:grants_call_change", lambda: Call.objects.get(slug=JUDGED_CALL).pk), "desk", CALLS),
]  # fmt: skip


def session_of(person: User) -> dict[str, str]:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store[SIGNED_IN_AT] = time.time()
    store.save()
    return {settings.SESSION_COOKIE_NAME: store.session_key}


def described(page: Page) -> dict:
    """The page as somebody gets it who is the first to ask."""
    path = page.path()
    client = Client(headers={"host": "127.0.0.1"})
    cookies = session_of(User.objects.get(email=f"{page.who}@example.lv")) if page.who else {}
    for name, value in cookies.items():
        client.cookies[name] = value
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = _first(client, path)[0]
    if response.status_code != 200:
        raise SystemExit(f"{page.name}: {path} answers {response.status_code}.")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return {
        "name": page.name, "kind": page.kind, "path": path, "cookies": cookies, "html": len(content),
        "queries": sum(query["sql"].startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "DECLARE")) for query in captured),
        "assets": sum(transferred(one) for one in set(ASSET.findall(content.decode(errors="replace")))),
        "first": min(_first(client, path)[1] for _time in range(3)),
    }  # fmt: skip


def _first(client: Client, path: str) -> tuple[HttpResponse, float]:
    """The answer while nothing at all is kept, and how many milliseconds it took."""
    cache.clear()
    ContentType.objects.get_for_models(*apps.get_models())
    started = time.perf_counter()
    response = client.get(path)
    return response, 1000 * (time.perf_counter() - started)


def transferred(address: str) -> int:
    """Bytes of a style or script as a browser gets it: the packed file, where there is one."""
    if not address.startswith(settings.STATIC_URL):
        return len(Client(headers={"host": "127.0.0.1"}).get(address).content)
    path = Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)
    return next(one.stat().st_size for one in (Path(f"{path}.br"), Path(f"{path}.gz"), path) if one.exists())


def writers() -> list[dict]:
    """Forty who write an application each, with what they have typed."""
    drafts = Application.objects.filter(state="draft", community__memberships__user__email__endswith=PEOPLE)
    found = []
    for draft in drafts.select_related("draft").order_by("pk")[:WRITERS]:
        leader = User.objects.get(email__endswith=PEOPLE, memberships__community=draft.community_id)
        kept, token = draft.draft.data["projekts"], "b" * 32
        fields = kept["fields"] | {"revision": str(kept["revision"]), "csrfmiddlewaretoken": token}
        found.append(
            {
                "path": reverse("grants:application_autosave", args=[draft.pk, "projekts"]),
                "cookies": session_of(leader) | {settings.CSRF_COOKIE_NAME: token},
                "fields": fields,
            }
        )
    return found


if __name__ == "__main__":
    wanted, is_large = os.environ.get("ONLY", ""), os.environ["SIZE"] == "large"
    chosen = [page for page in PAGES if wanted in page.name and (is_large or not page.large_only)]
    found = {"pages": [described(one) for one in chosen], "writers": writers() if is_large else []}
    keep_official_years(timezone.localdate())  # the cache was emptied, and holds what `upgrade` puts into it
    json.dump(found, sys.stdout)
