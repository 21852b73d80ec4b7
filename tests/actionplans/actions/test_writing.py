import pytest
from django.db import transaction

from actionplans.actions.writing import begin_plan, describe_plan, restore_version, save_draft, write_chapter
from actionplans.enums import PlanState
from actionplans.models import Chapter, ChapterDraft, ChapterVersion, Plan, PlanTemplate
from portal.audit.models import Event
from portal.errors import EditConflict, InvalidInput, StateConflict
from portal.ui.models import SearchEntry
from tests.at_once import at_once
from tests.factories.actionplans import PlanFactory
from tests.factories.communities import CommunityFactory
from tests.factories.portal import MunicipalityFactory, PersonFactory, UnitFactory
from tests.factories.writing import NOW, VILLAGE, chapter, writer

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def plan(municipality):
    return PlanFactory(chapters=False)


@pytest.fixture
def vision(plan):
    return chapter(plan)


def write(vision, text, by, revision=None, **more):
    return write_chapter(plan=vision.plan, kind=vision.kind, text=text, by=by, now=NOW, revision=revision, **more)


def type_in(vision, text, by, revision=0):
    return save_draft(chapter=vision, fields={"text": text}, revision=revision, by=by, now=NOW)


def texts(vision) -> list[str]:
    return list(vision.versions.values_list("text", flat=True))


# A plan begins


@pytest.mark.rule("S2-33")
def test_a_community_begins_a_strategy_with_every_chapter_ready_to_write(municipality):
    community = CommunityFactory()

    plan = begin_plan(
        template=PlanTemplate.objects.get(slug=VILLAGE), title="Mežinieki kopā", story="Ciems.", year_from=2027, year_to=2031,
        unit=UnitFactory(), community=community, by=PersonFactory(), now=NOW,
    )  # fmt: skip

    assert [str(one) for one in plan.chapters.all()] == [str(kind) for kind in plan.template.chapters.all()]
    assert set(plan.neighbourhoods.all()) == set(community.neighbourhoods.all())
    assert plan.slug == "mezinieki-kopa-2027"
    assert SearchEntry.objects.filter(title="Mežinieki kopā").exists()


def test_title_story_places_and_steps_are_kept(plan):
    describe_plan(
        plan=plan, title="Kaimiņi\u200b", story="Stāsts", neighbourhoods=[], ten_steps=[3, 1], by=PersonFactory(), now=NOW
    )

    plan.refresh_from_db()
    assert (plan.title, plan.ten_steps) == ("Kaimiņi", [1, 3])


# Text


def test_every_saved_text_stays_as_a_version_with_its_author(vision):
    first, second = PersonFactory(), PersonFactory()

    write(vision, "Pirmais", first)
    write(vision, "Otrais", second)

    assert list(vision.versions.values_list("text", "written_by")) == [("Pirmais", first.pk), ("Otrais", second.pk)]
    assert Event.objects.of(vision.plan).filter(name="actionplans.chapter.written").count() == 2


def test_saving_the_same_text_makes_no_new_version(vision):
    for _ in range(2):
        write(vision, "Viens", PersonFactory())

    assert texts(vision) == ["Viens"]


def test_a_text_from_before_versions_is_the_first_of_them(plan):
    vision = chapter(plan)
    Chapter.objects.filter(pk=vision.pk).update(text="Senais")

    write(vision, "Jaunais", PersonFactory())

    assert texts(vision) == ["Senais", "Jaunais"]
    assert vision.versions.first().written_by is None


def test_typing_is_kept_without_touching_what_readers_see(vision):
    by = writer(vision.plan)

    revision, saved_at = type_in(vision, "Vēl rakstu", by)

    vision.refresh_from_db()
    assert (revision, saved_at, vision.text) == (1, NOW, "")
    assert vision.draft.fields == {"text": "Vēl rakstu"}
    assert not Event.objects.of(vision.plan).exists()


def test_a_colleague_who_typed_meanwhile_is_named_and_nothing_is_overwritten(vision):
    first, second = writer(vision.plan), writer(vision.plan)
    type_in(vision, "Pirmā teksts", first)

    with pytest.raises(EditConflict) as conflict:
        type_in(vision, "Otrā teksts", second)

    assert conflict.value.fields == {"text": "Pirmā teksts"}
    assert str(first) in str(conflict.value)
    assert ChapterDraft.objects.get(chapter=vision).fields == {"text": "Pirmā teksts"}


def test_the_same_text_from_two_is_no_conflict(vision):
    type_in(vision, "Viens", writer(vision.plan))

    assert type_in(vision, "Viens", writer(vision.plan))[0] == 2


def test_another_window_of_the_same_person_is_told_apart(vision):
    by = writer(vision.plan)
    type_in(vision, "Viens", by)

    with pytest.raises(EditConflict) as conflict:
        type_in(vision, "Divi", by)

    assert str(by) not in str(conflict.value)


def test_a_text_saved_over_a_colleagues_typing_leaves_that_as_a_version(vision):
    first, second = writer(vision.plan), writer(vision.plan)
    revision, _at = type_in(vision, "Pirmā nepabeigtais", first)

    write(vision, "Otrā teksts", second, revision)

    assert list(vision.versions.values_list("text", "written_by")) == [
        ("Pirmā nepabeigtais", first.pk), ("Otrā teksts", second.pk),
    ]  # fmt: skip


def test_who_saves_after_a_colleague_sees_the_colleagues_text(vision):
    first, second = writer(vision.plan), writer(vision.plan)
    write(vision, "Pirmā teksts", first, 0, checked=[1])

    with pytest.raises(EditConflict) as conflict:
        write(vision, "Otrā teksts", second, 0)

    assert conflict.value.fields == {"text": "Pirmā teksts", "check_1": "on"}
    assert texts(vision) == ["Pirmā teksts"]


def test_an_older_text_comes_back_as_the_newest(vision):
    by = writer(vision.plan)
    for text in ("Pirmais", "Otrais"):
        write(vision, text, by)

    restore_version(version=vision.versions.get(number=1), by=by, now=NOW)

    vision.refresh_from_db()
    assert vision.text == "Pirmais"
    assert texts(vision) == ["Pirmais", "Otrais", "Pirmais"]


@pytest.mark.parametrize("state", [PlanState.CONSULTED, PlanState.ENDED])
def test_only_a_draft_changes(vision, state):
    Plan.objects.filter(pk=vision.plan_id).update(state=state)

    for attempt in (write, type_in):
        with pytest.raises(StateConflict):
            attempt(vision, "Teksts", PersonFactory())

    assert not ChapterVersion.objects.exists()
    assert not ChapterDraft.objects.exclude(fields={}).exists()


# Text as people paste it


def test_an_emoji_stays_and_signs_that_nobody_sees_go(vision):
    write(vision, "Kai\u00admi\u00adņu galds 🍲\u200b", PersonFactory())

    vision.refresh_from_db()
    assert vision.text == "Kaimiņu galds 🍲"


def test_a_word_of_three_hundred_letters_is_kept(vision):
    write(vision, "ļ" * 300, PersonFactory())

    assert texts(vision) == ["ļ" * 300]


def test_a_text_of_a_hundred_thousand_characters_is_kept(vision):
    write(vision, "a" * 100_000, PersonFactory())

    assert len(texts(vision)[0]) == 100_000


def test_a_longer_one_is_refused_with_its_length(vision):
    with pytest.raises(InvalidInput) as refusal:
        write(vision, "a" * 100_001, PersonFactory())

    assert refusal.value.field == "text"
    assert "100001" in str(refusal.value).replace("\xa0", "")


# At the same instant


@pytest.mark.usefixtures("committed")
class TestTwoAtOnce:
    @pytest.fixture
    def municipality(self, committed):
        return MunicipalityFactory()

    def test_of_two_who_save_the_same_chapter_one_is_saved_and_the_other_told(self, municipality):
        with transaction.atomic():
            vision = chapter(PlanFactory(chapters=False))
            people = [writer(vision.plan) for _ in range(2)]

        told = at_once(*(lambda by=by: write(vision, f"Teksts: {by}", by, 0) for by in people))

        assert sorted(map(bool, told)) == [False, True]
        assert len(texts(vision)) == 1

    def test_of_two_who_type_at_the_same_instant_nobody_overwrites_the_other(self, municipality):
        with transaction.atomic():
            vision = chapter(PlanFactory(chapters=False))
            people = [writer(vision.plan) for _ in range(2)]

        told = at_once(*(lambda by=by: type_in(vision, f"Teksts: {by}", by) for by in people))

        assert sorted(map(bool, told)) == [False, True]
        assert ChapterDraft.objects.get(chapter=vision).revision == 1
