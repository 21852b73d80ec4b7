import pytest

from actionplans.actions.point import keep_point
from actionplans.actions.writing import save_draft, write_chapter
from actionplans.models import ChapterTemplate, PlanTemplate
from actionplans.queries.plan import chapter_states
from actionplans.queries.writing import (
    MOST_WORDS_COMPARED,
    compare_texts,
    compare_versions,
    filled_lists,
    overlapping_topics,
    practice_cards,
    writing_states,
)
from communities.models import GoodPractice, Term
from communities.queries.differences import Change
from tests.factories.actionplans import PlanFactory
from tests.factories.communities import GoodPracticeFactory
from tests.factories.writing import MUNICIPAL, NOW, VILLAGE, TeamMemberFactory, chapter, writer

pytestmark = pytest.mark.usefixtures("municipality")


def village_plan():
    return PlanFactory(template=PlanTemplate.objects.get(slug=VILLAGE), chapters=False)


def state_of(plan, slug):
    return next(one for one in writing_states(plan) if one.state.kind.slug == slug)


# Templates as data


@pytest.mark.rule("S2-33", "S4-56")
def test_every_chapter_of_every_template_guides_in_both_languages():
    kinds = ChapterTemplate.objects.all()

    assert {one.template.slug for one in kinds.select_related("template")} == {
        "kulturas-un-noturibas-plans", VILLAGE, MUNICIPAL,
    }  # fmt: skip
    for kind in kinds:
        assert all((kind.guidance, kind.guidance_en, kind.example, kind.example_en)), kind
        assert all(one["lv"] and one["en"] for one in kind.checks), kind


@pytest.mark.rule("S2-33")
def test_only_the_villages_strategy_merely_hints():
    assert [one.slug for one in PlanTemplate.objects.filter(is_strict=False)] == [VILLAGE]


@pytest.mark.rule("S2-24")
def test_the_villages_vision_is_held_against_four_points():
    assert len(ChapterTemplate.objects.get(template__slug=VILLAGE, slug="vizija").checks) == 4


@pytest.mark.rule("S2-25")
def test_the_village_answers_five_key_questions():
    assert len(ChapterTemplate.objects.get(template__slug=VILLAGE, slug="jautajumi").checks) == 5


@pytest.mark.rule("S2-23")
def test_the_villages_vision_stands_on_four_pillars():
    kind = ChapterTemplate.objects.get(template__slug=VILLAGE, slug="vizija")

    assert kind.points[:4] == ["stronger", "prosperous", "connected", "resilient"]


# Lists


@pytest.mark.rule("S2-20", "S0-40")
def test_strengths_stand_before_difficulties():
    plan = PlanFactory(chapters=False)

    assert [one.kind.value for one in filled_lists(chapter(plan, "diagnoze"))] == [
        "strength", "difficulty", "shock", "stress",
    ]  # fmt: skip


@pytest.mark.rule("S0-17")
def test_one_channel_alone_asks_for_another():
    story = chapter(PlanFactory(chapters=False), "stasts")
    hints = []
    for title in ("Avīze", "Video"):
        keep_point(chapter=story, kind="channel", title=title, by=writer(story.plan), now=NOW)
        hints.append(bool(filled_lists(story)[0].hint))

    assert hints == [True, False]


@pytest.mark.rule("S2-30")
def test_the_strategy_begins_where_need_capacity_and_resource_meet():
    here = chapter(village_plan(), "krustpunkts")
    by = writer(here.plan)
    for kind, title, topic in (
        ("need", "Peldvieta", "Ūdens"), ("capacity", "Treneri", "ūdens"), ("resource", "Dīķis", "ūdens"),
        ("need", "Telpa", "telpas"), ("capacity", "Galdnieki", "telpas"),
    ):  # fmt: skip
        keep_point(chapter=here, kind=kind, title=title, topic=topic, by=by, now=NOW)

    assert overlapping_topics(list(here.points.all())) == ["Ūdens"]


def test_cards_that_share_most_words_stand_beside_the_chapter():
    kind = ChapterTemplate.objects.get(template__slug=VILLAGE, slug="vieta")
    GoodPractice.objects.all().delete()
    near, far, other = (
        GoodPracticeFactory(title=title, state="published", published_at=NOW) for title in ("Tuvā", "Tālā", "Cita")
    )
    near.tags.set(Term.objects.filter(kind="tag", slug__in=["ciemi", "apkaime"]))
    far.tags.set(Term.objects.filter(kind="tag", slug="ciemi"))
    other.tags.set(Term.objects.filter(kind="tag", slug="finansejums"))

    assert practice_cards(kind) == [near, far]


# The overview


def test_the_overview_says_what_waits_in_a_chapter():
    plan = PlanFactory(chapters=False)
    vision, by = chapter(plan), writer(plan)
    write_chapter(plan=plan, kind=vision.kind, text="Teksts", by=by, now=NOW)
    save_draft(chapter=vision, fields={"text": "Teksts, kas vēl top"}, revision=1, by=by, now=NOW)
    vision.comments.create(text="Kur ziema?", made_by=by, made_at=NOW)

    state = state_of(plan, "vizija")

    assert (state.is_unsaved, state.open_comments, state.last.written_by) == (True, 1, by)


@pytest.mark.rule("S0-42")
def test_the_teams_chapter_is_complete_only_with_somebody_who_answers():
    plan = PlanFactory(chapters=False)
    team = chapter(plan, "komanda")
    write_chapter(plan=plan, kind=team.kind, text="Komanda tiekas otrdienās.", by=writer(plan), now=NOW)

    def is_complete():
        return next(one.is_complete for one in chapter_states(plan) if one.kind == team.kind)

    assert not is_complete()
    TeamMemberFactory(plan=plan, role="lead")
    assert is_complete()


# Differences


def test_changed_words_are_told_apart_from_those_that_stayed():
    pieces = compare_texts("Viens.\nParks ir tumšs.\n", "Viens.\nParks ir gaišs.\n")

    assert [(one.change, one.text.strip()) for one in pieces if one.change != Change.SAME] == [
        (Change.REMOVED, "tumšs"), (Change.ADDED, "gaišs"),
    ]  # fmt: skip


def test_a_passage_too_long_to_compare_is_shown_whole():
    old, new = "vecs " * MOST_WORDS_COMPARED, "jauns " * MOST_WORDS_COMPARED

    assert [one.change for one in compare_texts(old, new)] == [Change.REMOVED, Change.ADDED]


def test_the_last_two_versions_are_compared_unless_others_are_chosen():
    plan = PlanFactory(chapters=False)
    vision, by = chapter(plan), writer(plan)
    for text in ("viens", "divi", "trīs"):
        write_chapter(plan=plan, kind=vision.kind, text=text, by=by, now=NOW)

    last, chosen = compare_versions(vision), compare_versions(vision, "1", "3")

    assert [(one.old.number, one.new.number) for one in (last, chosen)] == [(2, 3), (1, 3)]
