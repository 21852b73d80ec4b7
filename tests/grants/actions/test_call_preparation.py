from datetime import date, timedelta
from decimal import Decimal

import pytest

from grants.actions.call_preparation import attach_template, copy_call
from grants.enums import BonusKind, CallState, InstalmentCondition
from grants.models import AttachmentKind, Bonus, Call, Criterion, InstalmentTerm, Lot
from portal.errors import StateConflict
from tests.factories.files import stored_file
from tests.factories.grants import ANNOUNCED, CallFactory, call_administrator, published_call
from tests.portal.instants import riga

pytestmark = pytest.mark.usefixtures("municipality")


def copy(call: Call) -> Call:
    return copy_call(call=call, by=call_administrator(), now=ANNOUNCED)


def test_a_copy_is_a_draft_of_the_next_year_with_the_same_terms():
    call = published_call(title="Kopienas dara 2027", priorities=["Pirmie darbi"], seminar_place="Tautas nams")
    Lot.objects.create(call=call, name="A daļa", reserved=Decimal(6000), is_outside_dense=True)
    Bonus.objects.create(call=call, kind=BonusKind.FIRST_TIME, points=3)
    AttachmentKind.objects.create(call=call, name="Protokols", template=stored_file())
    InstalmentTerm.objects.create(call=call, position=1, share=100, condition=InstalmentCondition.CONTRACT)
    Call.objects.filter(pk=call.pk).update(tie_criterion=call.criteria.get(position=2))

    copied = copy(call)

    assert (copied.title, copied.state, copied.published_at) == ("Kopienas dara 2028", CallState.DRAFT, None)
    assert (copied.total, copied.priorities, copied.seminar_place) == (call.total, ["Pirmie darbi"], "Tautas nams")
    assert copied.tie_criterion.call == copied
    assert copied.tie_criterion.position == 2
    for part in ("lots", "cost_categories", "in_kind_rates", "criteria", "bonuses", "attachment_kinds", "instalment_terms"):
        assert [_words(one) for one in getattr(copied, part).all()] == [_words(one) for one in getattr(call, part).all()], part


def _words(part) -> dict:
    return {field.name: getattr(part, field.name) for field in part._meta.concrete_fields if field.name not in ("id", "call")}


@pytest.mark.rule("S4-118")
def test_the_question_of_equal_chances_is_answered_anew():
    assert copy(CallFactory(equality_answer="Nē, jo ieguldījums var būt darbs.")).equality_answer == ""


def test_every_day_moves_by_a_year_and_keeps_its_hour_on_the_wall():
    """The summer time of 2028 begins two days before that of 2027: the deadline is at five o'clock all the same."""
    call = CallFactory(closes_at=riga(2027, 3, 27, 17, 0), seminar_at=None, interim_report_on=date(2028, 2, 29))

    copied = copy(call)

    assert copied.closes_at == riga(2028, 3, 27, 17, 0)
    assert (copied.seminar_at, copied.interim_report_on) == (None, date(2029, 2, 28))


def test_two_copies_of_one_call_have_two_addresses():
    call = CallFactory(title="Kaimiņu dienas")

    assert copy(call).slug != copy(call).slug


def test_changing_the_copy_leaves_last_years_call_alone():
    call = CallFactory()

    copy(call).criteria.update(weight=1)

    assert list(Criterion.objects.filter(call=call).values_list("weight", flat=True)) == [50, 30, 20]


def test_a_template_is_attached_to_a_draft_and_stays_once_it_is_announced():
    call, template = CallFactory(), stored_file()
    kind = AttachmentKind.objects.create(call=call, name="Protokols")

    attach_template(call=call, kind=kind, template=template, by=call_administrator(), now=ANNOUNCED)
    Call.objects.update(state=CallState.PUBLISHED, published_at=ANNOUNCED)
    with pytest.raises(StateConflict):
        attach_template(call=call, kind=kind, template=stored_file(), by=call_administrator(), now=ANNOUNCED + timedelta(days=1))

    assert AttachmentKind.objects.get().template == template
