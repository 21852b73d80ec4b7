import pytest

from grants.enums import LineKind
from grants.forms.application import ProjectForm
from grants.forms.budget import MOST_COSTS, BudgetForm
from grants.models import Lot
from tests.factories.grants import CallFactory, typed_budget, typed_project


@pytest.fixture
def budget(call):
    def typed(**changes) -> BudgetForm:
        return BudgetForm(typed_budget(call) | changes, call=call)

    return typed


@pytest.mark.rule("S4-113")
def test_own_work_is_valued_at_the_rate_of_the_call(budget):
    (_cost, work) = budget(**{"kind-0-quantity": "12,5", "kind-0-price": "99"}).good_lines()

    assert (work["kind"], work["quantity"], work["price"], work["unit"]) == (LineKind.IN_KIND, 12.5, 10, "stunda")


@pytest.mark.rule("S4-97")
def test_own_money_and_other_funders_stand_beside_the_costs(budget):
    lines = budget(**{"money-own_money": "100,00", "money-other_money": "50,50"}).good_lines()

    assert [(line["kind"], line["price"]) for line in lines[2:]] == [(LineKind.OWN_MONEY, 100), (LineKind.OTHER_MONEY, 50.5)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("quantity", "0"),
        ("quantity", "-1"),
        ("quantity", "1000000,01"),
        ("quantity", "1,005"),
        ("quantity", "divi"),
        ("price", "-0,01"),
        ("price", "99999999999"),
        ("price", "1.250"),
        ("price", ""),
        ("item", ""),
        ("item", "ļ" * 201),
    ],
)
def test_a_row_that_cannot_be_is_refused_beside_its_field_and_counts_nothing(budget, name, typed):
    form = budget(**{f"cost-0-{name}": typed})

    assert not form.is_valid()
    assert list(form.costs[0].errors) == [name]
    assert [line["kind"] for line in form.good_lines()] == [LineKind.IN_KIND]


def test_a_category_of_another_call_is_no_choice(budget):
    foreign = CallFactory().cost_categories.first()

    form = budget(**{"cost-0-category": str(foreign.pk)})

    assert not form.is_valid()
    assert list(form.costs[0].errors) == ["category"]


def test_empty_rows_do_not_count_and_more_wait_below(budget):
    form = budget(**{"cost-7-item": "  ", "cost-3-item": "Krāsa", "cost-3-quantity": "1", "cost-3-price": "20"})

    assert [row.prefix for row in form.costs] == ["cost-0", "cost-3", "cost-4", "cost-5"]
    assert list(form.costs[1].errors) == ["category"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("title", "ļ" * 91),
        ("title", " \u00a0 "),
        ("summary", "vārds " * 81),
        ("need", "vārds " * 301),
        ("neighbourhood", ""),
        ("starts_on", "32.13.2027"),
        ("ends_on", "2027-07-01"),
    ],
)
def test_a_project_that_cannot_be_is_refused_beside_its_field(draft, name, typed):
    form = ProjectForm(typed_project(draft, **{name: typed}), call=draft.call)

    assert list(form.errors) == [name]


@pytest.mark.parametrize("typed", ["2027-07-01", "01.07.2027", "01.07.2027."])
def test_days_are_read_as_people_write_them(draft, typed):
    form = ProjectForm(typed_project(draft, starts_on=typed), call=draft.call)

    assert form.is_valid()
    assert form.cleaned_data["starts_on"] == draft.call.implementation_from


def test_where_the_call_has_lots_one_of_its_own_is_chosen(draft):
    lot = Lot.objects.create(call=draft.call, name="Ārpus blīvām vietām", reserved=5000)
    foreign = Lot.objects.create(call=CallFactory(), name="Cita", reserved=5000)

    def errors(**typed):
        return list(ProjectForm(typed_project(draft, **typed), call=draft.call).errors)

    assert (errors(), errors(lot=str(foreign.pk)), errors(lot=str(lot.pk))) == (["lot"], ["lot"], [])


@pytest.mark.parametrize(
    ("typed", "price"), [("1 250,00", 1250), ("1.250,00", 1250), ("1250.5", 1250.5), ("1\u00a0250,50 EUR", 1250.5)]
)
def test_money_is_read_as_people_write_it(budget, typed, price):
    assert budget(**{"cost-0-price": typed}).good_lines()[0]["price"] == price


def test_the_tax_in_a_price_is_one_the_law_knows(budget):
    known, unknown = budget(**{"cost-0-vat": "21"}), budget(**{"cost-0-vat": "20"})

    assert (known.is_valid(), known.good_lines()[0]["vat"]) == (True, 21)
    assert (unknown.is_valid(), list(unknown.costs[0].errors)) == (False, ["vat"])


def rows_of(call, count: int) -> dict[str, str]:
    """So many rows of a euro each."""
    category = str(call.cost_categories.get(is_administration=False).pk)
    values = {"category": category, "item": "Dēlis", "quantity": "1", "price": "1"}
    return {f"cost-{number}-{name}": value for number in range(count) for name, value in values.items()}


def test_every_row_up_to_the_limit_is_carried(call, budget):
    form = budget(**rows_of(call, MOST_COSTS))

    assert form.is_valid()
    assert form.sums.costs == MOST_COSTS
    assert len(form.costs) == MOST_COSTS


def test_a_row_beyond_the_limit_is_shown_counted_and_named_but_never_dropped(call, budget):
    form = budget(**rows_of(call, MOST_COSTS + 1))

    assert not form.is_valid()
    assert (len(form.costs), form.sums.costs) == (MOST_COSTS + 1, MOST_COSTS + 1)
    (sentence,) = form.too_many
    assert str(MOST_COSTS) in sentence


@pytest.mark.rule("S1-22")
def test_how_others_can_use_the_project_is_asked_and_kept_short(draft):
    form = ProjectForm(typed_project(draft, replication="vārds " * 151), call=draft.call)

    assert list(form.errors) == ["replication"]
