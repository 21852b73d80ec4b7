"""What every answer tells the browser, and what the portal refuses whatever the page."""

import gc
import weakref
from pathlib import Path

import pytest
from csp.decorators import csp_exempt, csp_update
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.ui.admin_site import ADMIN_POLICY
from portal.ui.content_policy import ContentPolicyMiddleware
from tests.factories.portal import MunicipalityFactory, OfficerFactory
from tests.project.addresses import addresses

SELF_ALONE = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'",
    "connect-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'", "object-src": "'none'",
    "manifest-src": "'self'",
}  # fmt: skip
OF_THE_ADMIN = {"script-src": "'self' 'unsafe-eval' 'unsafe-inline'", "style-src": "'self' 'unsafe-inline'"}
"""What the admin's theme cannot do without (docs/security.md says why); no other page has an exception."""

WITHOUT_A_TOKEN = {"notifications:unsubscribe"}
"""Mail programs post there by themselves (RFC 8058); the address itself is the proof."""


def policy_of(response) -> dict[str, str]:
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: " ".join(sorted(values)) for name, *values in (one.split() for one in directives)}


def in_order(policy: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(sorted(values.split())) for name, values in policy.items()}


@pytest.mark.parametrize("address", ["/", "/konts/login/", "/nav-tadas-lapas/", "/kopienas/", "/meklet/?q=talka", "/-/alive/"])
def test_our_own_pages_run_nothing_but_our_own_files(client, db, address):
    MunicipalityFactory()

    assert policy_of(client.get(address)) == in_order(SELF_ALONE)


def test_nothing_but_the_admin_asks_for_another_policy():
    apps = ("portal", "communities", "participation", "grants", "actionplans")
    modules = {path for app in apps for path in Path(settings.BASE_DIR, app).rglob("*.py")}
    modules.remove(Path(settings.BASE_DIR, "portal/ui/content_policy.py"))

    asking = {path.name for path in modules if "csp.decorators" in path.read_text() or "_csp" in path.read_text()}

    assert asking == {"admin_site.py"}


def test_the_admin_is_the_only_exception_and_no_wider_than_its_theme_needs(client, db):
    MunicipalityFactory()
    client.force_login(OfficerFactory(roles=["administrator"]))

    assert policy_of(client.get(reverse("admin:index"))) == in_order(SELF_ALONE | OF_THE_ADMIN)
    assert {name: " ".join(sorted(map(str, values))) for name, values in ADMIN_POLICY.items()} == in_order(OF_THE_ADMIN)


def test_an_answer_that_asks_for_its_own_policy_gets_it_and_none_is_said_twice(rf, settings):
    settings.DEBUG = False
    own = ContentPolicyMiddleware(csp_update({"img-src": ["https://karte.example"]})(lambda request: HttpResponse()))
    without = ContentPolicyMiddleware(csp_exempt()(lambda request: HttpResponse()))
    said = ContentPolicyMiddleware(lambda request: HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"}))

    assert policy_of(own(rf.get("/")))["img-src"] == "'self' data: https://karte.example"
    assert "Content-Security-Policy" not in without(rf.get("/"))
    assert said(rf.get("/"))["Content-Security-Policy"] == "default-src 'none'"


def test_the_policy_hangs_nothing_on_a_request_that_only_the_collector_could_take_off(rf):
    request = rf.get("/")
    there = weakref.ref(request)

    ContentPolicyMiddleware(lambda request: HttpResponse())(request)
    gc.disable()
    try:
        del request
        assert there() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("address", ["/", "/konts/login/", "/nav-tadas-lapas/", "/admin/", "/krasas.css", "/-/alive/"])
def test_no_answer_can_be_framed_sniffed_or_followed_outside(client, db, address):
    MunicipalityFactory()

    headers = client.get(address).headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_stranger_host_is_refused(client, db):
    MunicipalityFactory()

    assert client.get("/", headers={"host": "kopienas.evil.example"}).status_code == 400
    assert settings.ALLOWED_HOSTS != ["*"]


@pytest.mark.parametrize("address", ["/mans/profils/", "/mans/profils/dzest/", "/konts/login/", "/admin/logout/", "/statuss/"])
def test_a_form_without_its_token_does_nothing(db, address):
    MunicipalityFactory()
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(OfficerFactory())

    assert visitor.post(address).status_code == 403


def test_no_view_of_ours_is_freed_from_the_token_but_the_one_for_mail_programs():
    free = {one.name for one in addresses() if getattr(one.view, "csrf_exempt", False)}

    assert free == WITHOUT_A_TOKEN
