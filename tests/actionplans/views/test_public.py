"""Plans as everybody reads them, on the demonstration municipality."""

import csv
from contextlib import closing

import pytest
from django.urls import reverse

from actionplans.models import Plan
from portal.documents.models import Document
from portal.ui.templatetags.portal_ui import money
from tests.factories.actionplans import PlanFactory

PLANS = reverse("actionplans:plan_list")


@pytest.fixture
def adopted(demo) -> Plan:
    return Plan.objects.get(state="adopted")


@pytest.fixture
def draft(demo) -> Plan:
    return Plan.objects.get(state="draft", slug__startswith="baldone")


@pytest.mark.rule("S0-51")
@pytest.mark.rule("S0-47")
def test_the_story_comes_first_then_the_chapters_in_order(client, adopted):
    text = client.get(adopted.get_absolute_url()).text

    headings = [f">{kind.position}. {kind.title}</h2>" for kind in adopted.template.chapters.all()]
    places = [text.index(words) for words in (adopted.story, *headings)]
    assert places == sorted(places)


@pytest.mark.rule("S0-45")
def test_actions_say_who_does_what_when_and_with_what(client, adopted):
    page = client.get(adopted.get_absolute_url())

    for action in adopted.actions.all():
        for words in (action.what, action.who, money(action.money), action.people):
            assert words in page.text, words
    assert money(sum(action.money for action in adopted.actions.all())) in page.text
    assert len(page.context["timeline"].rows) == adopted.actions.count() == 7


@pytest.mark.rule("S4-57")
@pytest.mark.rule("S0-68")
def test_goals_show_how_far_they_are(client, adopted):
    page = client.get(adopted.get_absolute_url())

    answers = next(view for view in page.context["overview"].goals if view.goal.code == "M4")
    assert (answers.indicators[0].latest, answers.indicators[0].percent) == (86, 26)
    assert "86 → 97 %" in page.text
    assert page.context["overview"].percent == 6


@pytest.mark.rule("S0-41")
def test_the_places_of_a_plan_are_on_its_map_and_in_words(client, adopted):
    (layer,) = client.get(reverse("actionplans:plan_map", args=[adopted.slug])).json()["layers"]
    page = client.get(adopted.get_absolute_url())

    assert len(layer["shapes"]) == adopted.neighbourhoods.count() == 5
    for place in adopted.neighbourhoods.all():
        assert place.get_absolute_url() in page.text


def test_the_printed_plan_is_open_to_everybody(client, adopted):
    document = Document.objects.latest_of("actionplans.plan", adopted)
    page = client.get(adopted.get_absolute_url())

    assert reverse("documents:document_pdf", args=[document.pk]) in page.text
    assert client.get(document.get_absolute_url()).status_code == 200
    with closing(client.get(reverse("documents:document_pdf", args=[document.pk]))) as answer:
        assert answer.headers["Content-Type"] == "application/pdf"


def test_a_draft_is_written_in_the_open_and_says_what_it_is(client, draft):
    page = client.get(draft.get_absolute_url())

    assert page.context["told"]["complete_count"] == 7
    assert str(draft.status.public) in page.text
    assert [part.state.kind.slug for part in page.context["unwritten"]] == [
        "merki", "lideri", "ricibas", "radosie", "mergrupas", "uzraudziba",
    ]  # fmt: skip
    assert Document.objects.latest_of("actionplans.plan", draft).is_draft


def test_a_plan_that_does_not_exist_is_not_found(client, demo):
    assert client.get(reverse("actionplans:plan_detail", args=["nav-tada"])).status_code == 404
    assert client.get(reverse("actionplans:plan_map", args=["nav-tada"])).status_code == 404


def test_plans_are_filtered_by_words_and_kind(client, adopted, draft):
    def found(**filters):
        return set(client.get(PLANS, filters).context["lines"])

    assert {adopted, draft} <= found()
    assert found(meklet="kaimiņš novads") == {adopted}
    assert {adopted, draft} <= found(veids=adopted.template.slug)
    assert found(meklet="tāda nav") == set()


def test_the_newest_plan_stands_first(client, municipality):
    older, newer = PlanFactory(year_from=2026), PlanFactory(year_from=2028)

    assert list(client.get(PLANS).context["lines"]) == [newer, older]


def test_the_export_counts_goals_and_actions(client, adopted):
    answer = client.get(PLANS, {"formats": "csv", "meklet": "noturības"})

    _header, row = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    assert row[0] == adopted.title
    assert row[-2:] == ["4", "7"]


def test_a_neighbourhood_shows_the_plans_that_concern_it(client, adopted):
    place = adopted.neighbourhoods.first()

    assert adopted.get_absolute_url() in client.get(place.get_absolute_url()).text


def test_what_people_said_stands_with_the_answers_and_what_came_of_it(client, adopted):
    text = client.get(reverse("actionplans:plan_opinions", args=[adopted.slug])).text

    assert "mācības pie pašas Misas" in text
    assert all(f"<dt>{outcome}</dt>" in text for outcome in ("Ņemts vērā", "Daļēji ņemts vērā", "Nav ņemts vērā"))
    assert "plūdu mācības pārceltas uz Misas krastu" in text
