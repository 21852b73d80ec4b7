"""What officers leave for each other beside a question."""

import pytest

from participation.actions.answer import write_answer
from participation.actions.note import add_note, keep_sketch
from participation.models import AnswerSketch, Note
from portal.errors import InvalidInput
from tests.factories.participation import ANSWER, give_opinion
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")
SECRET = "Zvanīju ceļu uzturētājam, tāme būs otrdien."


def test_a_note_is_seen_by_nobody_outside(client, now):
    opinion = give_opinion()

    add_note(question=opinion, text=SECRET, by=OfficerFactory(), now=now)

    for address in (opinion.consultation.get_absolute_url(), "/lidzdaliba/atbildes/?formats=csv", "/lidzdaliba/atbildes/"):
        assert SECRET not in client.get(address).text


@pytest.mark.parametrize("text", [" ", "...", "ā" * 4001])
def test_a_note_that_says_nothing_or_too_much_is_refused(now, text):
    with pytest.raises(InvalidInput) as refused:
        add_note(question=give_opinion(), text=text, by=OfficerFactory(), now=now)

    assert refused.value.field == "text"
    assert not Note.objects.exists()


def test_what_is_begun_is_kept_once_for_each_officer_and_goes_with_the_answer(now):
    opinion, officer, colleague = give_opinion(), OfficerFactory(), OfficerFactory()
    for typed in ("Celi", "Celiņu"):
        keep_sketch(question=opinion, typed={"reason": typed}, by=officer, now=now)
    keep_sketch(question=opinion, typed={"reason": "Lampas"}, by=colleague, now=now)

    write_answer(question=opinion, by=officer, now=now, **ANSWER)

    assert AnswerSketch.objects.get().officer == colleague
