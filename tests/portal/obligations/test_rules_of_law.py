import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from portal.accounts.roles import Role
from portal.obligations.models import LegalRule, WorkdayException
from portal.obligations.rules_of_law import NoSuchRule, legal_rule, work_calendar
from portal.obligations.working_days import Term, TermUnit
from tests.factories.portal import MunicipalityFactory, OfficerFactory, make_promise
from tests.portal.instants import riga


@pytest.fixture
def administrator(db, client):
    """The administrator, signed in."""
    MunicipalityFactory()
    client.force_login(OfficerFactory(roles=[Role.ADMINISTRATOR]))
    return client


def rule(**changed) -> LegalRule:
    facts = {"code": "TEST", "title": "Termiņš", "title_en": "Term", "value": 5, "unit": "days", "citation": "Likums"}
    return LegalRule(**{**facts, "valid_from": date(2026, 1, 1), **changed})


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 2, 28), Term(1, TermUnit.MONTHS)),
        (date(2026, 3, 1), Term(10, TermUnit.WORKING_DAYS)),
    ],
)
def test_the_rule_of_the_day_of_the_case_holds(db, day, term):
    assert legal_rule("ANSWER", day).term == term


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 7, 1)])
def test_a_day_without_a_rule_is_a_clear_error(db, day):
    rule(valid_to=date(2026, 6, 30)).save()

    with pytest.raises(NoSuchRule, match=f"No legal rule TEST is valid on {day:%d.%m.%Y}. Add one in the admin"):
        legal_rule("TEST", day)


def test_the_first_and_the_last_day_of_a_rule_both_count(db):
    rule(valid_to=date(2026, 6, 30)).save()

    assert legal_rule("TEST", date(2026, 1, 1)) == legal_rule("TEST", date(2026, 6, 30))


def test_a_percentage_is_no_term(db):
    with pytest.raises(ValueError, match="percent"):
        _ = legal_rule("PB_SHARE_PCT", date(2026, 1, 1)).term


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"valid_from": date(2026, 6, 30)}, "Kādā no šīm dienām jau ir spēkā cita šīs normas vērtība."),
        ({"valid_from": date(2027, 2, 1), "valid_to": date(2027, 1, 1)}, "Pēdējā diena nevar būt agrāk par pirmo."),
    ],
)
def test_contradicting_validity_is_refused_by_form_and_database(db, changed, sentence):
    rule(valid_to=date(2026, 6, 30)).save()
    contradicting = rule(**changed)

    with pytest.raises(ValidationError) as refusal:
        contradicting.full_clean()

    assert refusal.value.messages == [sentence]
    with pytest.raises(IntegrityError):
        contradicting.save()


def test_a_changed_law_moves_new_deadlines_only(administrator):
    old = make_promise(received_at=riga(2026, 11, 12, 9))
    stored = LegalRule.objects.get(code="ANSWER", valid_to=None)
    fields = ("code", "title", "title_en", "unit", "citation", "source_url", "valid_from")
    kept = {field: getattr(stored, field) for field in fields}

    administrator.post(reverse("admin:obligations_legalrule_change", args=[stored.pk]), {**kept, "value": "15"})

    new = make_promise(received_at=riga(2026, 11, 12, 9))
    old.refresh_from_db()
    assert (old.due_on, old.term_amount) == (date(2026, 11, 27), 10)
    assert (new.due_on, new.term_amount) == (date(2026, 12, 4), 15)


def test_people_are_shown_the_source_of_a_rule_and_not_our_number_for_it(db):
    shown = LegalRule.objects.values_list("citation", flat=True)

    assert [citation for citation in shown if re.search(r"\b[SD]\d|dokument[si] \d", citation)] == []


def test_a_day_off_entered_in_the_admin_counts_at_once(administrator):
    assert work_calendar().is_working_day(date(2026, 11, 20))

    day_off = {"day": "2026-11-20", "source": "Rīkojums Nr. 12"}
    administrator.post(reverse("admin:obligations_workdayexception_add"), day_off)

    assert not work_calendar().is_working_day(date(2026, 11, 20))
    assert make_promise(received_at=riga(2026, 11, 12, 9)).due_on == date(2026, 11, 30)


def test_a_day_off_deleted_in_the_admin_is_worked_again(administrator):
    day_off = WorkdayException.objects.create(day=date(2026, 11, 20), is_working=False, source="Rīkojums Nr. 12")
    assert not work_calendar().is_working_day(day_off.day)

    administrator.post(reverse("admin:obligations_workdayexception_delete", args=[day_off.pk]), {"post": "yes"})

    assert work_calendar().is_working_day(day_off.day)


@pytest.mark.parametrize(("follows", "due"), [(True, date(2026, 6, 26)), (False, date(2026, 6, 25))])
def test_the_municipality_decides_whether_transfers_are_followed(db, follows, due):
    MunicipalityFactory(follows_transfers=follows)

    assert work_calendar().add_working_days(date(2026, 6, 16), 5) == due


def test_a_number_nobody_has_looked_up_waits_on_the_administrators_first_page(administrator):
    waiting = administrator.get(reverse("admin:index")).text
    LegalRule.objects.filter(code="COLLECTIVE_SIGNATURES").update(checked_on=date(2026, 11, 22))

    assert "Parakstu skaits kolektīvajam iesniegumam" in waiting
    assert "Parakstu skaits kolektīvajam iesniegumam" not in administrator.get(reverse("admin:index")).text


def test_a_rule_is_called_by_what_it_says(db):
    stored = LegalRule.objects.get(code="COLLECTIVE_SIGNATURES")

    assert str(stored) == "Parakstu skaits kolektīvajam iesniegumam"
    with translation.override("en"):
        assert str(stored) == "Signatures for a collective submission"
