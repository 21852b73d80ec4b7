import sys
from types import ModuleType

import pytest
from django.urls import Resolver404, URLResolver, include, path
from django.urls.resolvers import RoutePattern

from portal.ui.addressing import include_by_words

ROUTES = (
    "upes/",
    "upes/<slug:slug>/",
    "upes/<slug:slug>/krasts/",
    "upes/jauna/<str:token>/",
    "mans/",
    "mans/tilti/",
    "mans/tilti/<int:pk>/",
    "mans/laivas/<int:pk>/",
    "karte.json",
)


def view(request):
    raise AssertionError("Only its address is asked for.")


@pytest.fixture
def urlconf(monkeypatch) -> str:
    module = ModuleType("rivers_urls")
    module.app_name, module.urlpatterns = "rivers", [path(route, view, name=route) for route in ROUTES]
    monkeypatch.setitem(sys.modules, "rivers_urls", module)
    return "rivers_urls"


def resolver(included: tuple) -> URLResolver:
    return URLResolver(RoutePattern("/"), [path("", included)])


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("/upes/", "upes/"),
        ("/upes/gauja/", "upes/<slug:slug>/"),
        ("/upes/jauna/", "upes/<slug:slug>/"),
        ("/upes/jauna/krasts/", "upes/<slug:slug>/krasts/"),
        ("/upes/jauna/abc/", "upes/jauna/<str:token>/"),
        ("/mans/", "mans/"),
        ("/mans/tilti/", "mans/tilti/"),
        ("/mans/tilti/7/", "mans/tilti/<int:pk>/"),
        ("/mans/laivas/8/", "mans/laivas/<int:pk>/"),
        ("/karte.json", "karte.json"),
    ],
)
def test_an_address_leads_where_it_led_and_back(urlconf, address, route):
    plain, by_words = resolver(include(urlconf)).resolve(address), resolver(include_by_words(urlconf)).resolve(address)

    assert (by_words.view_name, by_words.route, by_words.kwargs) == (plain.view_name, plain.route, plain.kwargs)
    assert by_words.view_name == f"rivers:{route}"


@pytest.mark.parametrize("address", ["/ezeri/", "/mans/tilti/septiņi/", "/mans/upes/", "/upes", "/karte.json/"])
def test_an_address_that_nobody_wrote_leads_nowhere(urlconf, address):
    with pytest.raises(Resolver404):
        resolver(include_by_words(urlconf)).resolve(address)


def test_what_begins_with_another_word_is_not_tried(urlconf):
    found = resolver(include_by_words(urlconf)).resolve("/mans/laivas/8/")

    tried = "".join(str(one.pattern) for way in found.tried for one in way)
    assert "laivas/" in tried
    assert "tilti" not in tried
    assert "upes" not in tried
