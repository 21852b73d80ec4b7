"""What the guide says. Its English is read, because the words of the code are English: the catalogue's completeness is
proved elsewhere."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import conditional_escape
from django.utils.translation import gettext

from portal.municipality.queries import forget_municipality
from portal.pages.glossary import GLOSSARY
from portal.pages.guide import LEVELS, START_STEPS, TEN_STEPS

GUIDEPOSTS = [
    "Community", "Ecosystem", "Participation", "Civic voice", "Social justice", "Men's participation", "Inclusive community",
]  # fmt: skip
FRONT, COMMUNITY, PARTICIPATION, CULTURE, GLOSSARY_PAGE = (
    "guide", "guide_community", "guide_participation", "guide_culture", "guide_glossary",
)  # fmt: skip
SAID = {
    "S4-73": (FRONT, "A right, never a duty"),
    "S4-09": (FRONT, "a community owes only what it has signed for"),
    "S3-53": (FRONT, "the voice of the people falls silent"),
    "S3-55": (FRONT, "a municipality that is open too"),
    "S2-01": (COMMUNITY, "seldom overcome by the means that brought it about"),
    "S2-05": (COMMUNITY, "speaks for the place itself"),
    "S2-06": (COMMUNITY, "Not only a path and a bench"),
    "S2-07": (COMMUNITY, "Needs instead of wishes"),
    "S2-08": (COMMUNITY, "Young and old, newcomers and long-time residents"),
    "S2-09": (COMMUNITY, "a community brings time, skills, things and money"),
    "S2-10": (COMMUNITY, "doing something for all is a pleasure of its own"),
    "S2-18": (COMMUNITY, "Those who live there make the vision"),
    "S2-19": (COMMUNITY, "The local voice comes first"),
    "S2-20": (COMMUNITY, "Begin with what is good here already"),
    "S2-21": (COMMUNITY, "instead of running from project to project"),
    "S2-22": (COMMUNITY, "in 2019 its residents wrote the development plan"),
    "S2-28": (COMMUNITY, "to plan, to write a project and to account for the money"),
    "S3-11": (COMMUNITY, "What leaders learn"),
    "S1-19": (COMMUNITY, "keep many ways of working at hand"),
    "S1-20": (COMMUNITY, "a challenge, freedom to act, and somebody who backs them"),
    "S0-29": (PARTICIPATION, "to see what others need, not only oneself"),
    "S2-11": (PARTICIPATION, "Learn, study and discuss together"),
    "S2-12": (PARTICIPATION, "Pass the facts on, advise, inspire, explain and encourage"),
    "S2-13": (PARTICIPATION, "have experienced, know, have seen elsewhere, have tried"),
    "S0-30": (PARTICIPATION, "Anybody: a local leader, a council, an association"),
    "S0-31": (PARTICIPATION, "A week is enough for a survey"),
    "S0-34": (PARTICIPATION, "There is no right and no wrong method"),
    "S0-18": (PARTICIPATION, "The thought in one sentence, and who does what"),
    "S0-19": (PARTICIPATION, "How did the first idea change?"),
    "S0-20": (PARTICIPATION, "Which rules and tools, and which of them were changed?"),
    "S0-21": (PARTICIPATION, "not even in a call for projects"),
    "S0-23": (PARTICIPATION, "What do those who come get from it?"),
    "S0-26": (PARTICIPATION, "Where is the invitation seen, on the spot and online?"),
    "S4-23": (PARTICIPATION, "may get extra points"),
    "S4-67": (PARTICIPATION, "a cycle path from Daugmale to Ķekava"),
    "S4-68": (PARTICIPATION, "house signs in Mežinieki"),
    "S4-69": (PARTICIPATION, "a board that speaks for the residents"),
    "S4-70": (PARTICIPATION, "courses for community leaders"),
    "S4-71": (PARTICIPATION, "with work, materials, donations or member fees"),
    "S4-72": (PARTICIPATION, "associations of Baldone that looked back"),
    "S0-05": (CULTURE, "invites, engages, inspires"),
    "S0-06": (CULTURE, "the pull of big cities, shrinking budgets"),
    "S0-07": (CULTURE, "war, migration, recession, the danger of a climate disaster"),
    "S0-08": (CULTURE, "people living apart, an ageing society, political tension"),
    "S0-11": (CULTURE, "rituals and celebrations"),
    "S0-12": (CULTURE, "An easy invitation"),
    "S0-13": (CULTURE, "New views and boldness"),
    "S0-14": (CULTURE, "A reason and a place to meet"),
    "S0-01": (CULTURE, "co-financed by the European Union"),
    "S0-03": (CULTURE, "the Regional Council of Ostrobothnia"),
    "S1-16": (CULTURE, "put the stories of a community on its stage"),
    "S1-17": (CULTURE, "Latvijas skolas soma"),
    "S1-18": (CULTURE, "solve real problems of their own community"),
    "S1-26": (CULTURE, "which actions go on, which projects carry them"),
    "S0-61": (GLOSSARY_PAGE, "A sudden event that costs lives, health, homes or income"),
    "S2-14": (GLOSSARY_PAGE, "Members of a community act and find solutions together"),
    "S2-15": (GLOSSARY_PAGE, "the community counts for more outside"),
    "S0-66": (GLOSSARY_PAGE, "The Participation Playbook"),
}


@pytest.fixture(scope="module")
def chapters(django_db_setup, django_db_blocker) -> dict[str, str]:
    """Each chapter in English, read once: nothing in it depends on what a test writes."""
    with translation.override("en"), django_db_blocker.unblock():
        names = {chapter for chapter, _text in SAID.values()}
        return {name: Client().get(reverse(f"pages:{name}")).text for name in names}


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.rule(rule)) for rule in SAID])
def test_the_guide_says_it(chapters, rule):
    chapter, text = SAID[rule]

    assert conditional_escape(text) in chapters[chapter]


def page(client, chapter: str) -> str:
    return client.get(reverse(f"pages:{chapter}")).text


def in_order(parts, page: str) -> bool:
    places = [page.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


@pytest.mark.rule("S4-03")
def test_beginners_associations_and_officers_each_find_their_chapter(client):
    front = page(client, FRONT)

    main = front[front.index('id="kam"') :]
    assert in_order([f'href="{reverse(f"pages:{chapter}")}"' for chapter in (COMMUNITY, PARTICIPATION, CULTURE)], main)


@pytest.mark.rule("S4-25")
@pytest.mark.rule("S4-02")
def test_the_menu_offers_taking_part_the_guide_and_support_before_the_money(client):
    header = page(client, FRONT).split("<main")[0]

    doors = ["pages:hub", "pages:guide", "communities:support_list", "grants:call_list"]
    assert in_order([f'<li><a href="{reverse(door)}"' for door in doors], header)


@pytest.mark.rule("S4-25")
def test_who_comes_for_money_is_shown_the_guide_first(client):
    assert f'href="{reverse("pages:guide_community")}"' in client.get(reverse("grants:call_list")).text


@pytest.mark.rule("S0-04")
def test_the_chapter_on_culture_answers_what_resilience_is_what_culture_does_and_where_to_start(client):
    assert in_order(['id="slodze"', 'id="kultura"', 'id="plans"', 'id="programma"'], page(client, CULTURE))


@pytest.mark.rule("S0-02")
@pytest.mark.parametrize("year", [None, 2027])
def test_the_guide_names_the_title_only_of_a_municipality_that_holds_it(client, municipality, year):
    municipality.culture_title_year = year
    municipality.save()
    forget_municipality()

    assert ('<p class="notice">' in page(client, CULTURE), "<strong>2027</strong>" in page(client, CULTURE)) == (bool(year),) * 2


@pytest.mark.rule("S0-17b")
def test_the_guide_leads_through_ten_steps_in_order(client):
    assert len(TEN_STEPS) == 10
    said = [conditional_escape(text) for step in TEN_STEPS for text in (step.title, step.question)]
    assert in_order(said, page(client, PARTICIPATION))


@pytest.mark.rule("S0-32")
@pytest.mark.rule("S0-33")
def test_the_guide_climbs_the_four_levels_each_with_its_ways(client):
    assert [level.slug for level in LEVELS] == ["informing", "consulting", "involving", "cooperating"]
    said = [conditional_escape(text) for level in LEVELS for text in (level.name, level.question, level.techniques)]
    assert in_order(said, page(client, PARTICIPATION))


@pytest.mark.rule("S2-32")
def test_the_guide_begins_a_community_in_five_steps(client):
    assert len(START_STEPS) == 5
    assert in_order([conditional_escape(step.title) for step in START_STEPS], page(client, COMMUNITY))


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("Social resilience", marks=pytest.mark.rule("S0-60")),
        pytest.param("Stressor", marks=pytest.mark.rule("S0-63")),
        pytest.param("Active community", marks=pytest.mark.rule("S3-01")),
        pytest.param("Super-citizen", marks=[pytest.mark.rule("S3-51"), pytest.mark.rule("S3-56")]),
        *(pytest.param(word, marks=pytest.mark.rule("S3-51")) for word in GUIDEPOSTS),
    ],
)
def test_the_glossary_explains_a_word_of_the_guidelines(client, word):
    meaning = next(meaning for term, meaning in GLOSSARY if term == gettext(word))

    entry = f"<dt>{conditional_escape(gettext(word))}</dt><dd>{conditional_escape(meaning)}</dd>"
    assert entry in page(client, GLOSSARY_PAGE)
