"""What has come of projects and plans, as everybody reads it."""

import pytest
import tablib
from django.core.cache import cache
from django.urls import reverse

from actionplans.models import ActivityField
from grants.enums import ResultKind
from tests.factories.actionplans import ActionFactory, PlanFactory
from tests.factories.contract import finished_contract
from tests.factories.joining import JoiningFactory

pytestmark = pytest.mark.usefixtures("municipality")
IMPACT = reverse("actionplans:impact")


def adopted(**fields):
    return PlanFactory(state="adopted", decision_number="1", adopted_on="2026-11-01", **fields)


def lines(client, **filters) -> dict[tuple[str, str, str], str]:
    answer = client.get(IMPACT, {"formats": "csv"} | filters)
    table = tablib.Dataset().load(answer.content.decode("utf-8-sig"), format="csv")
    return {tuple(row[:3]): row[3] for row in table}


@pytest.mark.rule("S1-01")
@pytest.mark.rule("S1-02")
@pytest.mark.rule("S1-03")
@pytest.mark.rule("S1-04")
@pytest.mark.rule("S1-05")
def test_the_figures_of_the_earlier_programme_stand_for_comparison(client):
    text = client.get(IMPACT).text.replace("\xa0", " ")

    for figure in ("2 800 000", "170", "66", "326 475"):
        assert f">{figure}<" in text


@pytest.mark.rule("S3-26")
@pytest.mark.rule("S3-29")
def test_the_figures_of_latgale_stand_for_comparison(client):
    text = client.get(IMPACT).text.replace("\xa0", " ")

    for figure in ("6000", "300+", "150+", "95", "32", "10"):
        assert f">{figure}<" in text


@pytest.mark.rule("S1-06")
def test_where_the_report_names_no_result_a_project_counts_once_in_each_field_its_themes_touch(client):
    finished_contract(themes=["Kultūra", "Māksla", "Vietējā vide"])

    page = client.get(IMPACT)

    fields = {field.slug: share.projects for field, share in page.context["fields"]}
    assert fields == {"kultura-un-maksla": 1, "izglitiba": 0, "sabiedribas-iesaiste": 1}
    for field in ActivityField.objects.all():
        assert field.results in page.text


RESULTS = [
    *[pytest.param(kind, "sabiedribas-iesaiste", marks=pytest.mark.rule("S1-09")) for kind in ("ties", "capital", "voice")],
    *[pytest.param(kind, "kultura-un-maksla", marks=pytest.mark.rule("S1-10")) for kind in ("art", "places")],
    *[pytest.param(kind, "izglitiba", marks=pytest.mark.rule("S1-11")) for kind in ("media", "truth", "belonging", "humanity")],
]


@pytest.mark.rule("S1-06")
@pytest.mark.parametrize(("kind", "slug"), RESULTS)
def test_a_result_the_report_names_says_to_which_field_the_project_belongs(client, kind, slug):
    finished_contract(themes=["Kultūra", "Vietējā vide", "Izglītība"], led_to=[kind])

    page = client.get(IMPACT)

    assert {field.slug for field, share in page.context["fields"] if share.projects} == {slug}
    assert dict(page.context["led_to"])[ResultKind(kind).label] == 1


def test_each_kind_of_result_belongs_to_one_field():
    kinds = [kind for field in ActivityField.objects.all() for kind in field.kinds]

    assert sorted(kinds) == sorted(ResultKind)


def test_what_projects_led_to_is_told_once_a_report_has_named_it(client):
    finished_contract(themes=["Kultūra"])
    nothing = client.get(IMPACT)
    cache.clear()
    finished_contract(themes=["Kultūra"], led_to=["ties", "art"])

    page = client.get(IMPACT)

    assert nothing.context["led_to"] == []
    assert [number for _kind, number in page.context["led_to"]] == [1, 0, 0, 1, 0, 0, 0, 0, 0]
    assert 'id="veda-pie"' in page.text
    assert lines(client)["Ko projekti panāca", "cilvēkus un viņu grupas vieno jaunas saiknes", "Projekti"] == "1"


@pytest.mark.rule("S1-07")
@pytest.mark.rule("S1-08")
def test_levels_and_stages_of_change_are_a_table(client):
    finished_contract(themes=["Kultūra"])

    levels = dict(client.get(IMPACT).context["levels"])

    assert len(levels) == 4
    assert [sum(number for _stage, number in row) for row in levels.values()].count(0) < 4
    assert all(len(row) == 4 for row in levels.values())


def test_the_year_chosen_narrows_the_figures(client):
    contract = finished_contract(themes=["Kultūra"])
    year = contract.application.result.accepted_on.year

    chosen, other = client.get(IMPACT, {"gads": year}), client.get(IMPACT, {"gads": year - 1})

    assert (chosen.context["results"].projects.projects, other.context["results"].projects.projects) == (1, 0)
    assert other.context["results"].years == [year]


@pytest.mark.parametrize("year", ["abcd", "20260", "-1", "²²²²", "0000"])
def test_a_year_that_is_none_shows_all_years(client, year):
    assert client.get(IMPACT, {"gads": year}).context["results"].year is None


def test_the_year_chosen_is_downloaded_too_and_no_other_word_of_the_address(client):
    finished_contract(themes=["Kultūra"])

    page = client.get(IMPACT, {"gads": 2024, "vards": "Zvirgzds"})

    for formats in ("csv", "xlsx"):
        assert f'href="?gads=2024&amp;formats={formats}"' in page.text
        assert f'href="?formats={formats}"' in client.get(IMPACT).text
    assert "Zvirgzds" not in page.text.split("<main", 1)[1].split("</main>")[0]


def test_plans_count_once_the_council_has_adopted_them(client):
    plan = adopted()
    JoiningFactory(action=ActionFactory(plan=plan, progress="done"))
    ActionFactory(plan=plan)
    ActionFactory()

    plans = client.get(IMPACT).context["results"].plans

    assert (plans.plans, plans.actions, plans.done, plans.joined) == (1, 2, 1, 1)


def test_everything_on_the_page_can_be_downloaded(client):
    contract = finished_contract(themes=["Kultūra"])
    page = client.get(IMPACT)

    found = lines(client)

    people = page.context["results"].projects.people
    assert people > 0
    place = contract.application.neighbourhood
    assert str(people) in {found[key] for key in found if key[1] == "Kultūra"}
    assert place is None or any(key[1] == place.name for key in found)


def test_an_empty_portal_says_that_nothing_is_finished_yet(client):
    page = client.get(IMPACT)

    assert page.context["results"].projects.projects == 0
    assert page.context["tables"] == []
    assert 'class="empty' in page.text
