"""The whole portal for the journeys: gunicorn, a Celery worker, the scheduler and a mail catcher, and a real browser."""

import mailbox
import os
import re
import shutil
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import run_server
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pypdf import PdfReader
from services import free_port

from tests import environment

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"width": 360, "height": 800}
DESKTOP = {"width": 1280, "height": 900}

expect.set_options(timeout=10_000)


class Portal:
    """The running portal as its users have it: an address and letters."""

    def __init__(self, address: str, mail: Path, surroundings: dict[str, str]):
        self.address = address
        self.surroundings = surroundings
        self._mail = mail

    def ask_worker(self, task: str) -> None:
        """What the scheduler does when a task's time has come, now."""
        command = [sys.executable, "-m", "celery", "-A", "portal", "call", task]
        subprocess.run(command, cwd=environment.ROOT, env=self.surroundings, check=True, capture_output=True)

    def letters(self, to: str) -> list[EmailMessage]:
        box = mailbox.Maildir(self._mail, factory=None, create=True)
        letters = [message_from_bytes(box.get_bytes(key), policy=policy.default) for key in sorted(box.keys())]
        return [letter for letter in letters if to in letter["To"]]

    def letter(self, to: str, subject: str, patience: float = 60) -> EmailMessage:
        """The first letter to ``to`` whose subject contains ``subject``; waits for the worker to send it."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            for letter in self.letters(to):
                if subject in letter["Subject"]:
                    return letter
            time.sleep(0.3)
        subjects = [letter["Subject"] for letter in self.letters(to)]
        raise AssertionError(f"No letter to {to} about {subject!r} within {patience} s; there are {subjects}.")


def text_of(letter: EmailMessage) -> str:
    return letter.get_body(preferencelist=("plain",)).get_content()


def words_of(content: bytes) -> str:
    """What a PDF says, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.fixture(scope="session")
def portal():
    folder = Path(os.environ["TEST_FOLDER"]) / f"journeys-{environment.INDEX}"
    shutil.copytree(environment.DATA / "demo" / "files", folder / "files")
    port = free_port()
    database = environment.clone(os.environ["TEST_DEMO_TEMPLATE"], f"journeys_{environment.INDEX}")
    surroundings = {
        **os.environ,
        **environment.environment_for(
            database, 8 + environment.INDEX, mail_port=free_port(), site_url=f"http://localhost:{port}", folder=folder
        ),
        "GUEST_FORM_LIMIT": "1000/h/ip",
    }
    group = run_server.launch(surroundings, "127.0.0.1", port, folder)
    yield Portal(f"http://localhost:{port}", folder / "mail", surroundings)
    group.stop()


@pytest.fixture(scope="module")
def chromium():
    """For one module: while it is open, playwright's loop runs in this thread and Django refuses the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser. Every page visited is checked: no WCAG violation, no sideways scrolling, no script error."""

    def __init__(self, portal: Portal, browser: Browser, *, viewport=None, javascript: bool = True):
        self.portal = portal
        self.context = browser.new_context(
            base_url=portal.address, viewport=viewport or DESKTOP, locale="lv-LV", java_script_enabled=javascript
        )
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.javascript = javascript
        self.watchful = True
        """Off for somebody who does the same on the same pages again and again."""
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._listen)

    def _listen(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> Page:
        response = self.page.goto(path)
        assert response.status < 400, f"{path} answers {response.status}"
        self.look()
        return self.page

    def look(self) -> None:
        """What must hold on every page."""
        self.page.wait_for_load_state()
        if not (self.javascript and self.watchful):
            return
        self._measure()
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
        self.troubles += [
            f"{self.page.url}: {violation['id']}: {violation['nodes'][0]['html'][:200]}"
            for violation in found.response["violations"]
        ]

    def look_again(self, viewport: dict[str, int]) -> None:
        """The same page must fit another screen too."""
        usual = self.page.viewport_size
        self.page.set_viewport_size(viewport)
        self._measure()
        self.page.set_viewport_size(usual)

    def _measure(self) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.troubles.append(f"{self.page.url} scrolls sideways by {wide} px at {self.page.viewport_size['width']} px")

    def press(self, name: str | re.Pattern, role: str = "button") -> None:
        """Press a button or link by its name, then look at the page that comes."""
        self.page.get_by_role(role, name=name).first.click()
        self.look()

    def sign_in(self, email: str) -> None:
        self.open("/konts/login/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", environment.PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/konts/login" not in url)

    def find(self, desk: str, words: str, **filters: str) -> None:
        """Open the first thing that the search of an admin desk finds."""
        self.open(f"/admin/{desk}/?{urlencode({'q': words, **filters})}")
        self.page.locator("#result_list tbody").get_by_role("link").first.click()
        self.look()

    def take_step(self, name: str, **typed: str) -> None:
        """A named step of the admin: its button, what it asks, then the same button on the page that asks."""
        self.press(name, "link")
        for field, value in typed.items():
            self.page.fill(f"[name={field}]", value)
        self.press(name)
        assert not self.page.locator(".portal-error").all_inner_texts()

    def path(self) -> str:
        return urlsplit(self.page.url).path


@pytest.fixture
def visit(portal, chromium):
    """Makes visitors; at the end none of them may have met trouble."""
    visitors: list[Visitor] = []

    def make(email: str = "", **options) -> Visitor:
        visitor = Visitor(portal, chromium, **options)
        visitors.append(visitor)
        if email:
            visitor.sign_in(email)
        return visitor

    yield make
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    for visitor in visitors:
        visitor.context.close()
    assert not troubles, "\n".join(dict.fromkeys(troubles))
