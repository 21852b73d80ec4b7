"""Residents, leaders and officers at work. Each goes on until the time is over, and notes what the portal has told them.

Whoever meets a portal that is away does what a person does: reads the page, waits a moment and sends the same again.
"""

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from itertools import count
from random import Random
from threading import Lock
from uuid import uuid4

import httpx
from pypdf import PdfWriter
from run_server import PASSWORD

from soak.letters import Letters
from soak.stage import CALL_ADMINISTRATOR, OFFICER, Applicant, Stage

NUMBER = re.compile(r"KNP-\d{4}-\d{6}")
LINK = re.compile(r"https?://\S+")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REVISION = re.compile(r'name="revision" value="(\d+)"')
APPLICATION = re.compile(r"/mans/pieteikumi/(\d+)/")
WAITING = re.compile(r"/admin/participation/opinion/(\d+)/solis/atbildet/")
AWAY = (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE)
PLACES = "laipas pieturas skolas bibliotēkas stadiona dambja kapsētas dzirnavu avota tilta parka stacijas".split()


class Over(Exception):
    """The time of the soak has run out before the portal answered."""


@dataclass
class Ledger:
    """What the portal has told people, to be held against what it has kept."""

    sent: dict[str, str] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    saved: dict[tuple[int, str], str] = field(default_factory=dict)
    trying: dict[tuple[int, str], str] = field(default_factory=dict)
    handed_in: set[int] = field(default_factory=set)
    late: set[int] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)
    awarded: set[int] = field(default_factory=set)
    settled: set[int] = field(default_factory=set)
    met: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0
    lock: Lock = field(default_factory=Lock)

    def count(self, what: str, seconds: float = 0) -> None:
        with self.lock:
            self.met[what] += 1
            self.slowest = max(self.slowest, seconds)

    def complain(self, what: str) -> None:
        with self.lock:
            self.wrong.append(what)


@dataclass(frozen=True)
class World:
    """What everybody shares: where the portal is, what was staged, and when all go home."""

    address: str
    stage: Stage
    ledger: Ledger
    letters: Letters
    ends: float
    seed: int


class Person:
    """Somebody at a browser."""

    pause = (0.5, 2.0)

    def __init__(self, world: World, name: str):
        self.world, self.name, self.ledger, self.stage = world, name, world.ledger, world.stage
        self.dice = Random(f"{world.seed} {name}")
        self.browser = httpx.Client(base_url=world.address, timeout=60, headers={"Sec-Fetch-Site": "same-origin"})
        self.acts = count(1)

    def live(self) -> None:
        try:
            self.arrive()
            while True:
                self.turn()
                self.wait(*self.pause)
        except Over:
            return
        finally:
            self.browser.close()

    def arrive(self) -> None:
        """Before the first turn."""

    def turn(self) -> None:
        raise NotImplementedError

    def wait(self, least: float, most: float) -> None:
        seconds = self.dice.uniform(least, most)
        if time.monotonic() + seconds > self.world.ends:
            raise Over
        time.sleep(seconds)

    def ask(self, method: str, path: str, **given) -> httpx.Response:
        """The portal's answer. While it is away the same is asked again."""
        while True:
            started = time.monotonic()
            try:
                answer = self.browser.request(method, path, **given)
            except httpx.TransportError as error:
                self.ledger.count(f"connection lost ({type(error).__name__})", time.monotonic() - started)
            else:
                self.ledger.count(f"{answer.status_code}", time.monotonic() - started)
                if answer.status_code not in AWAY:
                    if answer.is_server_error:
                        self.ledger.complain(f"{method} {path}: {answer.status_code}")
                    return answer
                self._judge(method, path, answer, given)
            self.wait(1, 3)
            if "csrftoken" in self.browser.cookies and "csrfmiddlewaretoken" in given.get("data", {}):
                given["data"]["csrfmiddlewaretoken"] = self.browser.cookies["csrftoken"]  # as in the form of the page that came

    def _judge(self, method: str, path: str, answer: httpx.Response, given: dict) -> None:
        """A portal that is away says so in a sentence, says when to come back, and keeps what was typed."""
        if "Retry-After" not in answer.headers or "<h1>" not in answer.text or "Traceback" in answer.text:
            self.ledger.complain(f"{method} {path}: {answer.status_code} without a word on what to do")
        typed = [value for name, value in given.get("data", {}).items() if name in ("text", "reason")]
        if not all(value in answer.text for value in typed):
            self.ledger.complain(f"{method} {path}: {answer.status_code} loses what was typed")

    def form(self, path: str) -> str:
        """The mark of the form on a page, without which it cannot be sent."""
        found = TOKEN.search(self.ask("GET", path).text)
        return found[1] if found else self.browser.cookies.get("csrftoken", "")

    def send(self, path: str, typed: dict, form: str = "", **given) -> httpx.Response:
        mark = {"csrfmiddlewaretoken": self.form(form or path)}
        return self.ask("POST", path, data=mark | typed, **given)

    def sign_in(self, email: str) -> None:
        if self.send("/konts/login/", {"login": email, "password": PASSWORD}).status_code != HTTPStatus.FOUND:
            self.ledger.complain(f"{email} cannot sign in")


class Guest(Person):
    """Gives opinions without an account and confirms each by the link that comes by mail."""

    def arrive(self) -> None:
        self.waiting: set[str] = set()
        self.browser.headers["X-Forwarded-For"] = f"10.77.0.{self.name}"

    def turn(self) -> None:
        self._give_opinion()
        for email in sorted(self.waiting):
            if letters := self.world.letters.to(email):
                self._confirm(email, LINK.search(letters[0].text)[0])

    def _give_opinion(self) -> None:
        email, token = f"viesis-{self.name}-{next(self.acts)}@example.lv", str(uuid4())
        typed = {
            "text": f"Pie {self.dice.choice(PLACES)} vajag drošu pāreju, tur ik rītu iet bērni. {email}",
            "name": "Iedzīvotājs", "email": email, "form_token": token,
        }  # fmt: skip
        answer = self.send(f"/lidzdaliba/apspriesanas/{self.stage.consultation}/viedoklis/", typed)
        if answer.status_code == HTTPStatus.FOUND:
            self.ledger.sent[email] = token
            self.waiting.add(email)
        elif answer.status_code != HTTPStatus.UNPROCESSABLE_ENTITY or email not in answer.text:
            self.ledger.complain(f"an opinion was refused: {answer.status_code}")

    def _confirm(self, email: str, link: str) -> None:
        answer = self.send(link, {})
        if answer.status_code != HTTPStatus.FOUND:
            self.ledger.complain(f"a confirmation was refused: {answer.status_code}")
            return
        number = NUMBER.search(answer.headers["Location"])
        self.ledger.confirmed[email] = number[0]
        self.waiting.discard(email)


ELIGIBLE = {
    "applicant": "informal", "verified": "yes", "place": "yes", "debts": "no", "contracts": "no", "insolvency": "no",
    "sum": "within", "own_share": "yes", "time": "yes",
}  # fmt: skip


class Leader(Person):
    """Writes applications, saved while typing, and hands them in: in time, or too late."""

    pause = (0.2, 1.0)

    def __init__(self, world: World, applicant: Applicant):
        super().__init__(world, applicant.email)
        self.applicant = applicant

    def arrive(self) -> None:
        self.sign_in(self.applicant.email)
        self.revisions: dict[tuple[int, str], int] = {}
        self.draft = 0

    def turn(self) -> None:
        if not self.draft:
            self.draft = self._begin()
        if not self.draft:
            self.wait(2, 4)  # the call is closed
            return
        for _ in range(self.dice.randint(2, 5)):
            self._autosave(self.draft, "projekts", self._project())
            self.wait(*self.pause)
        self._autosave(self.draft, "atbilstiba", ELIGIBLE)
        self._autosave(self.draft, "tame", self._budget())
        if not self._attach(self.draft):
            return
        if self._hand_in(self.draft):
            self.draft = 0

    def _begin(self) -> int:
        path = f"/konkursi/{self.stage.call.slug}/pieteikties/"
        answer = self.send(path, {"community": str(self.applicant.community)})
        if answer.status_code == HTTPStatus.FOUND:
            return int(APPLICATION.search(answer.headers["Location"])[1])
        if answer.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:
            self.ledger.complain(f"{path}: {answer.status_code}")
        return 0

    def _project(self) -> dict[str, str]:
        place, call = self.dice.choice(PLACES), self.stage.call
        return {
            "title": f"Soliņi pie {place} {next(self.acts)}",
            "lot": str(self.stage.parts.lot or ""),
            "neighbourhood": str(self.applicant.neighbourhood),
            "summary": f"Uzstādīsim divus soliņus pie {place} un vienā talkas dienā sakopsim apkārtni.",
            "need": "Nav vietas, kur apsēsties ar bērniem; to 31 iedzīvotājs pateica aptaujā pavasarī.",
            "involvement": "Talkā piedalās jaunieši un seniori, soliņus gatavo kaimiņš galdnieks kopā ar pusaudžiem.",
            "results": "Apkārtne ir sakopta, soliņus katru pavasari pārbauda kopiena.",
            "starts_on": f"{call.implementation_from:%F}",
            "ends_on": f"{call.implementation_to:%F}",
        }

    def _budget(self) -> dict[str, str]:
        parts = self.stage.parts
        return {
            "cost-0-category": str(parts.category), "cost-0-item": "Koka brusas un skrūves",
            "cost-0-quantity": "2", "cost-0-price": f"{self.dice.randint(400, 450)},00",
            "kind-0-rate": str(parts.rate), "kind-0-item": "Talka", "kind-0-quantity": "30",
        }  # fmt: skip

    def _autosave(self, draft: int, section: str, fields: dict[str, str]) -> None:
        key, page = (draft, section), f"/mans/pieteikumi/{draft}/{section}/"
        if key not in self.revisions:
            self.revisions[key] = int(REVISION.search(self.ask("GET", page).text)[1])
        self.ledger.trying[key] = fields
        mark = {"csrfmiddlewaretoken": self.browser.cookies["csrftoken"], "revision": str(self.revisions[key])}
        answer = self.ask("POST", f"{page}saglabat/", data=mark | fields, headers={"Accept": "application/json"})
        if answer.status_code == HTTPStatus.OK:
            self.revisions[key] = answer.json()["revision"]
            self.ledger.saved[key] = fields
        else:
            self.ledger.complain(f"{section} was not saved: {answer.status_code} {answer.text[:200]}")

    def _attach(self, draft: int) -> bool:
        files = {f"kind-{self.stage.parts.attachment}": ("protokols.pdf", PAPER, "application/pdf")}
        answer = self.send(f"/mans/pieteikumi/{draft}/pielikumi/", {}, files=files)
        return answer.status_code == HTTPStatus.FOUND

    def _hand_in(self, draft: int) -> bool:
        path = f"/mans/pieteikumi/{draft}/iesniegt/"
        answer = self.send(path, {"rules": "on", "no_debts": "on", "agreed": "on"})
        if answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
            self.ledger.late.add(draft)
            return False
        if answer.status_code == HTTPStatus.FOUND and NUMBER.search(self.ask("GET", f"/mans/pieteikumi/{draft}/").text):
            self.ledger.handed_in.add(draft)
            return True
        self.ledger.complain(f"{path}: {answer.status_code}")
        return False


def _paper() -> bytes:
    paper, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(paper)
    return paper.getvalue()


PAPER = _paper()


class Answerer(Person):
    """An officer who answers what waits, the most urgent first; two of them are often at the same row."""

    def arrive(self) -> None:
        self.sign_in(OFFICER)

    def turn(self) -> None:
        waiting = WAITING.findall(self.ask("GET", "/admin/participation/answer/rinda/?visas=1").text)
        if not waiting:
            return
        opinion, number = self.dice.choice(waiting[:10]), next(self.acts)
        typed = {
            "outcome": "partly",
            "reason": (
                f"Pie {self.dice.choice(PLACES)} gaismekli uzstādīsim, jo stabs un zeme ir pašvaldības; "
                f"otru gaismekli pagaidām neplānojam, jo kabeļa jauda ir {self.name} {number} ampēri."
            ),
            "next_step": "Darbus Ceļu nodaļa pasūtīs līdz maijam.",
        }
        answer = self.send(f"/admin/participation/opinion/{opinion}/solis/atbildet/", typed)
        if answer.status_code == HTTPStatus.FOUND:
            self.ledger.answered.add(int(opinion))
        elif answer.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:  # a colleague was faster
            self.ledger.complain(f"an answer was refused: {answer.status_code}")


class Awarder(Person):
    """An officer who gives what money there is to the projects in reserve; two of them reach for the last euro."""

    pause = (1, 3)

    def arrive(self) -> None:
        self.sign_in(CALL_ADMINISTRATOR)

    def turn(self) -> None:
        left = [one for one in self.stage.reserve if one not in self.ledger.settled]
        if not left:
            return
        typed = {"amount": "500,00", "reason": "Atbrīvojās nauda, jo cits projekts no līguma atteicās."}
        answer = self.send(f"/admin/grants/application/{left[0]}/solis/no-rezerves/", typed)
        if answer.status_code == HTTPStatus.FOUND:
            self.ledger.awarded.add(left[0])
        elif answer.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:  # no money is left, or a colleague was faster
            self.ledger.complain(f"an award was refused: {answer.status_code}")
        if answer.status_code == HTTPStatus.FOUND or 'name="amount"' not in answer.text:
            self.ledger.settled.add(left[0])


class Reader(Person):
    """Looks around without an account."""

    pages = ("/", "/lidzdaliba/", "/konkursi/", "/lidzdaliba/apspriesanas/", "/kopienas/", "/projekti/")

    def turn(self) -> None:
        path = self.dice.choice(self.pages)
        if (answer := self.ask("GET", path)).status_code != HTTPStatus.OK:
            self.ledger.complain(f"{path}: {answer.status_code}")


def everybody(world: World) -> list[Person]:
    return [
        *(Guest(world, f"{number}") for number in range(1, 7)),
        *(Leader(world, applicant) for applicant in world.stage.applicants[:5]),
        *(Answerer(world, f"{number}") for number in range(2)),
        *(Awarder(world, f"{number}") for number in range(2)),
        Reader(world, "0"),
    ]
