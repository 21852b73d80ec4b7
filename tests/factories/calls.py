"""What happens to an announced call. Questions, changes and seminars are born by their actions."""

from datetime import timedelta
from uuid import uuid4

from communities.models import Event
from grants.actions.call_question import answer_call_question, ask_about_call
from grants.actions.call_seminar import announce_seminar
from grants.models import Call, CallQuestion
from portal.accounts.models import User
from portal.audit.actions import Guest
from portal.notifications.actions import follow
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.grants import ANNOUNCED, DEADLINE, call_administrator
from tests.factories.portal import PersonFactory

ASKED = ANNOUNCED + timedelta(days=5)
QUESTION = "Vai pašu ieguldījumā var ieskaitīt jauniešu darbu?"
ANSWER = (
    "Var, ja jaunietim ir vismaz trīspadsmit gadu un vecāki piekrīt; ieskaita katru nostrādāto stundu pēc nolikumā norādītās "
    "likmes, un dalībnieku lapa paliek kopienai."
)
WHY = "Seminārs pārcelts nedēļu vēlāk, tāpēc kopienām vajag vairāk laika pieteikumam."


def ask(call: Call, *, by=None, text: str = QUESTION, now=ASKED, **facts) -> CallQuestion:
    """A question of somebody with an account, or of a guest (``by=Guest()``)."""
    by = by or PersonFactory()
    email = facts.pop("email", "viesis@example.lv") if isinstance(by, Guest) else by.email
    return ask_about_call(call=call, text=text, email=email, form_token=uuid4(), by=by, now=now, **facts)


def answer(question: CallQuestion, *, is_public: bool = True, **facts) -> CallQuestion:
    given = {"reason": ANSWER, "public_text": question.text, "by": call_administrator(), "now": ASKED + timedelta(days=1)}
    return answer_call_question(question=question, is_public=is_public, **(given | facts))


def follower_of(call: Call) -> User:
    """Somebody with an account who wants to hear of the call."""
    person = PersonFactory()
    follow(target=call, email=person.email, language="lv", by=person, now=ASKED)
    return person


def seminar_of(call: Call, *, capacity: int | None = None, **facts) -> Event:
    """The seminar of an announced call, eighteen days before the deadline."""
    NeighbourhoodFactory()
    given = {"starts_at": DEADLINE - timedelta(days=18), "ends_at": DEADLINE - timedelta(days=18, hours=-2)}
    given |= {"place": "Katlakalna Tautas nams", "by": call_administrator(), "now": ASKED}
    return announce_seminar(call=call, capacity=capacity, **(given | facts))
