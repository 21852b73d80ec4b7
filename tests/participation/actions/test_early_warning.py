from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from participation.actions.early_warning import (
    LONGEST_WARNING,
    add_police,
    answer_warning,
    close_warning,
    confirm_warning,
    erase_warning,
    hand_on,
    read_warning,
    take_over,
)
from participation.enums import WarningState
from participation.models import EarlyWarning
from portal.accounts.roles import Role
from portal.audit.erasure import history_model
from portal.audit.models import Event
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation, Receipt
from tests.factories.early_warning import WarningCategoryFactory, warn, warn_as_guest
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-27")]
ANSWER = (
    "Laipu tajā pašā dienā norobežojām, ceļu uzturētājs nomainīja četrus dēļus un nostiprināja margas, tāpēc tagad pa to "
    "var droši iet."
)


@pytest.fixture
def officer(municipality):
    return OfficerFactory()


@pytest.fixture
def social(municipality):
    return OfficerFactory(roles=[Role.SOCIAL])


@pytest.fixture
def sensitive(municipality):
    """A category that the social service alone reads."""
    return WarningCategoryFactory(sensitive=True)


def test_a_warning_goes_to_the_unit_of_its_category_on_a_clock(officer):
    received = datetime(2026, 11, 12, 19, 30, tzinfo=ZoneInfo("Europe/Riga"))
    category = WarningCategoryFactory(unit=UnitFactory(members=[officer]))

    warning = warn(category, now=received)

    obligation = Obligation.objects.about(warning).get()
    assert (obligation.holder, obligation.due_on, obligation.visibility) == (category.unit, date(2026, 11, 27), "staff")
    assert officer.email in Message.objects.filter(key="participation.early_warning_arrived").values_list("email", flat=True)


@pytest.mark.rule("D9")
def test_of_a_sensitive_warning_the_social_service_alone_hears(sensitive, social):
    sensitive.unit.members.add(OfficerFactory())

    warning = warn(sensitive)

    letter = Message.objects.get(key="participation.early_warning_arrived")
    assert (letter.email, letter.sensitive) == (social.email, True)
    assert Obligation.objects.about(warning).get().visibility == "sensitive"
    assert set(Event.objects.of(warning).values_list("sensitive", flat=True)) == {True}


@pytest.mark.rule("D9")
def test_a_warning_stays_closed_when_its_category_opens(sensitive):
    warning = warn(sensitive)

    sensitive.is_sensitive = False
    sensitive.save()

    assert not EarlyWarning.objects.visible_to(OfficerFactory()).filter(pk=warning.pk).exists()


def test_a_guests_warning_waits_for_its_link(social):
    warning = warn_as_guest()

    assert not Obligation.objects.exists()
    assert [letter.key for letter in Message.objects.all()] == ["participation.early_warning_confirm"]
    assert not EarlyWarning.objects.visible_to(social).filter(pk=warning.pk).exists()


def test_a_confirmed_warning_gets_its_number_once(now):
    warning = warn_as_guest()

    for _ in range(2):
        confirm_warning(warning=warning, now=now)

    assert Receipt.objects.count() == Obligation.objects.count() == 1


def test_a_link_pressed_after_the_warning_was_erased_is_told_in_a_sentence(now):
    warning = warn_as_guest()
    erase_warning(warning=warning, now=now)

    with pytest.raises(InvalidInput, match="vairs nav"):
        confirm_warning(warning=warning, now=now)


def test_the_same_form_twice_is_one_warning():
    category, form_token = WarningCategoryFactory(), uuid4()

    assert warn(category, form_token=form_token) == warn(category, form_token=form_token)


@pytest.mark.parametrize("text", ["", "…", "\u200b\u202e"])
def test_a_warning_without_a_word_is_refused(text):
    with pytest.raises(InvalidInput, match="ko pamanījāt"):
        warn(text=text)


def test_a_warning_too_long_is_refused_with_its_length():
    with pytest.raises(InvalidInput, match="5001"):
        warn(text="ā" * (LONGEST_WARNING + 1))


@pytest.mark.rule("D9")
def test_each_reading_is_noted_and_the_note_is_as_closed_as_the_warning(sensitive, social, now):
    warning = warn(sensitive)

    read_warning(warning=warning, by=social, now=now)

    read = Event.objects.get(name="participation.early_warning.read")
    assert (read.actor_id, read.happened_at, read.sensitive) == (social.pk, now, True)
    assert not Event.objects.visible_to(OfficerFactory(roles=[Role.AUDITOR])).filter(pk=read.pk).exists()


def test_an_officer_takes_it_over_once(officer, now):
    warning = take_over(warning=warn(), by=officer, now=now)

    assert (warning.state, warning.taken_by) == (WarningState.TAKEN, officer)
    with pytest.raises(StateConflict):
        take_over(warning=warning, by=OfficerFactory(), now=now)


@pytest.mark.rule("D5")
def test_an_empty_answer_is_refused(officer, now):
    with pytest.raises(InvalidInput) as refused:
        answer_warning(warning=warn(), answer="Pieņemts zināšanai.", by=officer, now=now)

    assert refused.value.field == "answer"


def test_an_answer_keeps_the_promise_and_the_letter_does_not_repeat_it(officer, now):
    warning = answer_warning(warning=warn(), answer=ANSWER, by=officer, now=now)

    letter = Message.objects.get(key="participation.early_warning_answered")
    assert Obligation.objects.about(warning).get().fulfilled_at == now
    assert letter.email == warning.author.email
    assert ANSWER not in letter.body


def test_only_what_is_answered_is_closed(officer, now):
    warning = warn()
    with pytest.raises(StateConflict):
        close_warning(warning=warning, by=officer, now=now)

    answer_warning(warning=warning, answer=ANSWER, by=officer, now=now)

    assert close_warning(warning=warning, by=officer, now=now).state == WarningState.CLOSED


def test_the_police_is_asked_to_call_and_reads_nothing(sensitive, social, now):
    warning = warn(sensitive, text="Kaimiņos dzirdama kliegšana.")

    add_police(warning=warning, email="iecirknis@example.lv", by=social, now=now)

    letter = Message.objects.get(key="participation.early_warning_police")
    assert (letter.email, letter.sensitive) == ("iecirknis@example.lv", True)
    assert "kliegšana" not in letter.body + letter.subject
    with pytest.raises(StateConflict, match="jau ir piesaistīta"):
        add_police(warning=warning, email="cits@example.lv", by=social, now=now)


@pytest.mark.parametrize("act", [lambda **facts: add_police(email="a@example.lv", **facts), hand_on])
def test_an_answered_warning_goes_nowhere_else(officer, now, act):
    warning = answer_warning(warning=warn(), answer=ANSWER, by=officer, now=now)
    where = {"category": WarningCategoryFactory()} if act is hand_on else {}

    with pytest.raises(StateConflict, match="jau ir atbildēts"):
        act(warning=warning, by=officer, now=now, **where)


@pytest.mark.rule("D9")
def test_a_warning_under_the_wrong_category_is_closed_with_its_letters_and_its_clock_goes_on(officer, sensitive, social, now):
    warning = warn(WarningCategoryFactory(unit=UnitFactory(members=[officer])))
    due = Obligation.objects.get().due_at

    hand_on(warning=warning, category=sensitive, by=officer, now=now)

    obligation = Obligation.objects.get()
    assert (obligation.holder, obligation.visibility, obligation.due_at) == (sensitive.unit, "sensitive", due)
    assert not Message.objects.filter(sensitive=False).exists()
    assert not EarlyWarning.objects.visible_to(officer).exists()
    assert EarlyWarning.objects.visible_to(social).get() == warning


def test_what_was_sensitive_once_stays_so(sensitive, social, now):
    warning = hand_on(warning=warn(sensitive), category=WarningCategoryFactory(), by=social, now=now)

    assert warning.is_sensitive


def test_an_erased_warning_leaves_only_that_it_was(officer, now):
    warning = answer_warning(warning=warn(text="Laipai trūkst dēļu."), answer=ANSWER, by=officer, now=now)
    pk = warning.pk

    erase_warning(warning=warning, now=now + timedelta(days=400))

    versions = history_model(EarlyWarning).objects.filter(pgh_obj_id=pk)
    assert {(one.text, one.author_email, one.answer) for one in versions} == {("—", "dzests@invalid.example", "—")}
    assert not Message.objects.exists()
    assert not Receipt.objects.exists()
    assert Event.objects.filter(name="participation.early_warning.erased").exists()


def test_what_is_still_open_is_not_erased(now):
    warning = warn()

    erase_warning(warning=warning, now=now)

    assert EarlyWarning.objects.get() == warning
