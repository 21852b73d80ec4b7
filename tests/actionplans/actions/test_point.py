import pytest

from actionplans.actions.point import keep_point, remove_point
from actionplans.enums import PlanState, PointKind
from actionplans.models import Plan, Point
from communities.models import Term
from portal.errors import InvalidInput, StateConflict
from tests.factories.actionplans import PlanFactory
from tests.factories.portal import PersonFactory
from tests.factories.writing import NOW, CreativePartnerFactory, chapter

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def plan(municipality):
    return PlanFactory(chapters=False)


def keep(plan, slug, kind, **said) -> Point:
    return keep_point(chapter=chapter(plan, slug), kind=kind, by=PersonFactory(), now=NOW, **said)


@pytest.mark.rule("S0-39")
def test_a_stakeholder_stands_with_the_part_it_takes(plan):
    point = keep(plan, "puses", PointKind.STAKEHOLDER, title="Skola", text="Dod zāli vakaros.")

    assert list(chapter(plan, "puses").points.all()) == [point]


@pytest.mark.rule("S0-49")
@pytest.mark.parametrize(("slug", "kind"), [("puses", PointKind.STAKEHOLDER), ("mergrupas", PointKind.GROUP)])
def test_a_list_of_mere_names_is_refused(plan, slug, kind):
    with pytest.raises(InvalidInput) as refusal:
        keep(plan, slug, kind, title="Seniori", text="  ")

    assert refusal.value.field == "text"


@pytest.mark.rule("S0-62")
def test_a_word_of_the_vocabulary_names_the_point(plan):
    flood = Term.objects.get(kind="shock", slug="pludi")

    point = keep(plan, "diagnoze", PointKind.SHOCK, word=flood)

    assert (point.title, point.word) == ("plūdi", flood)


@pytest.mark.rule("S0-48")
def test_a_creative_partner_is_tied_to_the_plan(plan):
    partner = CreativePartnerFactory(name="Fotoklubs")

    point = keep(plan, "radosie", PointKind.PARTNER, partner=partner, text="Veido izstādi.")

    assert (point.title, point.partner) == ("Fotoklubs", partner)


def test_a_point_of_another_chapters_list_is_refused(plan):
    with pytest.raises(InvalidInput):
        keep(plan, "puses", PointKind.SHOCK, title="Plūdi")


def test_a_point_without_words_is_refused(plan):
    with pytest.raises(InvalidInput) as refusal:
        keep(plan, "diagnoze", PointKind.STRENGTH, title="\u00ad \u200b")

    assert refusal.value.field == "title"


def test_the_same_point_stands_once(plan):
    keep(plan, "diagnoze", PointKind.STRENGTH, title="Parks")

    with pytest.raises(InvalidInput):
        keep(plan, "diagnoze", PointKind.STRENGTH, title="parks")


def test_a_point_is_changed_in_place_and_taken_off(plan):
    point = keep(plan, "diagnoze", PointKind.STRENGTH, title="Parks")

    keep(plan, "diagnoze", PointKind.STRENGTH, point=point, title="Vecais parks")
    assert chapter(plan, "diagnoze").points.get().title == "Vecais parks"

    remove_point(point=point, by=PersonFactory(), now=NOW)
    assert not Point.objects.exists()


def test_what_the_council_adopted_keeps_its_lists(plan):
    point = keep(plan, "diagnoze", PointKind.STRENGTH, title="Parks")
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ENDED)

    with pytest.raises(StateConflict):
        remove_point(point=point, by=PersonFactory(), now=NOW)
