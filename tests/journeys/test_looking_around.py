"""A resident looks around: every public page, on a phone and on a desk, in both languages."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE

OUTSIDE = re.compile(r"^(https?:|mailto:|tel:|#|data:)")


def internal_links(page) -> list[str]:
    links = page.eval_on_selector_all(
        "main a[href], footer a[href], header a[href]", "all => all.map(a => a.getAttribute('href'))"
    )
    return sorted({link.split("#")[0] for link in links if link and not OUTSIDE.match(link)} - {""})


@pytest.mark.parametrize(("language", "screen", "other"), [("lv", PHONE, DESKTOP), ("en", DESKTOP, PHONE)], ids=["lv", "en"])
def test_every_link_of_home_hub_and_footer_leads_to_a_page_without_barriers(visit, language, screen, other):
    """Looked at for barriers on a phone in Latvian and on a desk in English; both screens are wide enough in both."""
    visitor = visit(viewport=screen)
    prefix = "" if language == "lv" else "/en"
    found: set[str] = set()
    for start in ("/", "/lidzdaliba/"):
        visitor.open(prefix + start)
        found.update(internal_links(visitor.page))
    downloads = {path for path in found if "formats=" in path or path.endswith((".json", "/pdf/"))}
    switch = {path for path in found if path.startswith("/en") != (language == "en")}
    assert len(found) > 30
    for path in sorted(found - downloads - switch):
        visitor.open(path)
        assert visitor.page.locator("h1").count() == 1
        assert visitor.page.locator("html").get_attribute("lang") == language
        visitor.look_again(other)


@pytest.mark.parametrize(("typed", "found"), [("kekava", "Ķekavas pilsētas apkaime"), ("kopienu", "Mežinieku kopiena")])
def test_search_forgives_marks_and_endings(visit, typed, found):
    visitor = visit()
    visitor.open("/")
    visitor.press("Meklēt", "link")
    visitor.page.get_by_role("main").get_by_role("searchbox").fill(typed)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("q="))
    visitor.look()
    expect(visitor.page.get_by_role("main").get_by_role("link", name=found).first).to_be_visible()


@pytest.mark.parametrize(("path", "most"), [("/", 160), ("/lidzdaliba/priekslikumi/", 100), ("/apkaimes/", 160)])
def test_a_page_weighs_little(visit, path, most):
    """HTML, styles and scripts as transferred, in KB; pages with a map may weigh more (quality.md, Speed)."""
    visitor = visit()
    network = visitor.context.new_cdp_session(visitor.page)
    network.send("Network.enable")
    kinds, sizes = {}, {}
    network.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    visitor.page.goto(path, wait_until="networkidle")
    counted = {one: size for one, size in sizes.items() if kinds.get(one) in ("Document", "Stylesheet", "Script")}
    assert len(counted) > 3
    assert sum(counted.values()) / 1024 < most
    assert len(visitor.page.content()) / 1024 < 60


def test_lists_with_a_search_field_have_names_at_the_officers_desks(visit):
    officer = visit("koordinators@example.lv")

    officer.open("/admin/communities/event/add/")
    expect(officer.page.get_by_role("combobox", name="Tradīcija", exact=True)).to_be_visible()
    officer.find("participation/forum", "Ozolu pagalma forums")


@pytest.mark.parametrize(
    ("prefix", "missing", "unticked"),
    [
        ("", "Aizpildiet šo lauku.", "Lai turpinātu, atzīmējiet šo rūtiņu."),
        ("/en", "Fill in this field.", "Tick this to go on."),
    ],
    ids=["lv", "en"],
)
def test_what_a_form_lacks_is_said_in_the_language_of_the_page(visit, prefix, missing, unticked):
    leader = visit("lideris.mezinieki@example.lv")
    title, said = leader.page.locator("[name=title]"), "field => field.validationMessage"
    send = leader.page.locator("main form[method=post] button[type=submit]")

    leader.open(f"{prefix}/mans/profils/dzest/")
    send.click()
    assert leader.page.locator("[name=confirm]").evaluate(said) == unticked
    leader.page.locator("[name=confirm]").check()
    assert leader.page.locator("[name=confirm]").evaluate(said) == ""

    leader.open(f"{prefix}/mans/kopienas/mezinieku-kopiena/apmaina/jauns/")
    send.click()
    assert title.evaluate(said) == missing
    leader.page.locator("[name=kind]").first.check()
    leader.page.locator("[name=category]").select_option(index=1)
    title.fill("Telts 50 cilvēkiem")
    leader.page.locator("[name=text]").fill("Aizdodam brīvdienās, pašiem jāatved un jāaizved.")
    leader.page.locator("[name=until]").fill(f"{timezone.localdate() + timedelta(days=30):%Y-%m-%d}")
    send.click()
    leader.page.wait_for_url(lambda address: not address.endswith("/jauns/"))
