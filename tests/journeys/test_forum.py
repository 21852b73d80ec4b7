"""A forum from the invitation to the last task done: the letter, the place, one form, the answer, and what became of it."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import environment
from tests.journeys.conftest import DESKTOP, PHONE, text_of

LINK = re.compile(r"https?://\S+")
NUMBER = re.compile(r"KNP-\d{4}-\d{6}")
MINUTES = "Runāja par taku gar Misu un par soliņiem. Vienojās, ka nodaļa pavasarī kopā ar kopienu izvēlas vietas soliņiem."
REASON = (
    "Soliņu vietas izvēlēsimies kopā ar kopienu, jo krasta zeme pieder pašvaldībai un taku tāpat %s atjaunosim; "
    "trīs soliņus apmaksās uzturēšanas līdzekļi."
)


def submit(visitor) -> None:
    """Press the one button of the page's form."""
    visitor.page.locator("main form:has([name=csrfmiddlewaretoken]) button[type=submit]").last.click()
    visitor.look()


def take_step(officer, name: str, **answers: str) -> None:
    """Open the step ``name`` of the thing on the officer's page, answer and press its button."""
    officer.page.locator(f'a[href*="/solis/{name}/"]').first.click()
    for field, value in answers.items():
        box = officer.page.locator(f'[name="{field}"]')
        (box.select_option if box.evaluate("one => one.tagName") == "SELECT" else box.fill)(value)
    officer.page.locator("form.portal-form button.prominent").click()
    officer.look()


def find_in_admin(officer, model: str, words: str) -> None:
    officer.open(f"/admin/participation/{model}/?q={words}")
    officer.page.locator("#result_list tbody").get_by_role("link").first.click()


def plan_forum(officer, title: str) -> None:
    day = timezone.localdate() + timedelta(days=14)
    officer.open("/admin/participation/forum/add/")
    page = officer.page
    page.fill("[name=title]", title)
    page.select_option("[name=neighbourhood]", label="Dzērumu apkaime")
    page.select_option("[name=unit]", index=1)
    page.fill("[name=held_at_0]", f"{day:%d.%m.%Y}")
    page.fill("[name=held_at_1]", "18:00")
    page.fill("[name=place]", "Dzērumu brīvdabas centrs")
    page.fill("[name=agenda]", "Taka, soliņi, talka")
    page.check("[name=takes_registrations]")
    page.fill("[name=capacity]", "20")
    page.locator("[name=_save]").click()
    find_in_admin(officer, "forum", title)
    take_step(officer, "aicinat")


def let_its_day_come(portal, title: str) -> None:
    """The forum was yesterday: nobody waits two weeks for a test."""
    code = (
        "from datetime import timedelta; from django.utils import timezone; from participation.models import Forum; "
        f"Forum.objects.filter(title={title!r}).update(held_at=timezone.now() - timedelta(days=1))"
    )
    command = [sys.executable, "manage.py", "shell", "-c", code]
    subprocess.run(command, cwd=environment.ROOT, env=portal.surroundings, check=True, capture_output=True)


def register(resident, forum: str, email: str) -> None:
    resident.open(forum)
    resident.page.locator('a[href$="/pieteikties/"]').click()
    resident.look()
    resident.page.fill("[name=name]", "Kaimiņš")
    resident.page.fill("[name=email]", email)
    resident.page.fill("[name=seats]", "2")
    submit(resident)
    resident.page.goto(LINK.search(text_of(resident.portal.letter(email, "forums")))[0])
    resident.look()
    submit(resident)


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "without JavaScript"])
@pytest.mark.rule("S4-65")
def test_a_proposal_of_a_forum_is_followed_from_the_invitation_to_the_last_task_done(visit, viewport, javascript):
    title = f"Misas krasta forums {'ar' if javascript else 'bez'} skriptiem"
    email = f"forums.{'js' if javascript else 'nojs'}@example.lv"
    officer, resident = visit("koordinators@example.lv"), visit(viewport=viewport, javascript=javascript)

    plan_forum(officer, title)
    invitation = resident.portal.letter("lideris.dzerumi@example.lv", title)
    assert [part.get_content_type() for part in invitation.iter_attachments()] == ["text/calendar"]
    resident.page.goto(LINK.search(text_of(invitation))[0])
    resident.look()
    forum = resident.path()
    register(resident, forum, email)
    expect(resident.page.get_by_role("main")).to_contain_text("Dzērumu brīvdabas centrs")

    let_its_day_come(officer.portal, title)
    find_in_admin(officer, "forum", title)
    take_step(
        officer,
        "slegt",
        **{
            "attendance": "34",
            "minutes": MINUTES,
            "lessons": "Zupa pirms sarunas atveda arī tos, kas parasti nenāk.",
            "proposal-0-title": f"Trīs soliņi ({title})",
            "proposal-0-text": "Gar taku vajag trīs soliņus, vienu ēnā.",
            "proposal-0-residents_represented": "21",
            "proposal-0-how_agreed": "visi par",
            "task-0-title": f"Kopā izvēlēties vietas soliņiem ({title})",
            "task-0-due_on": f"{timezone.localdate() + timedelta(days=30):%Y-%m-%d}",
        },
    )
    resident.open(forum)
    resident.page.get_by_role("link", name=f"Trīs soliņi ({title})").click()
    resident.look()
    expect(resident.page.get_by_role("main")).to_contain_text(NUMBER)

    find_in_admin(officer, "submission", title)
    reason = REASON % ("aprīlī" if javascript else "maijā")
    take_step(officer, "atbildet", outcome="planned", reason=reason, next_step="Vides un ceļu nodaļa pavasarī nosauc dienu.")
    find_in_admin(officer, "meetingtask", title)
    take_step(officer, "izdarits", result="Vietas izvēlētas talkā: divas saulē, viena ēnā.")

    resident.open(forum)
    expect(resident.page.get_by_role("main")).to_contain_text("trīs soliņus apmaksās uzturēšanas līdzekļi")
    expect(resident.page.get_by_role("main")).to_contain_text("divas saulē, viena ēnā")
    expect(resident.page.locator(".timeline li:not(.past)")).to_have_count(0)
