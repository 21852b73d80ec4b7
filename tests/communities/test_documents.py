import pytest

from communities.documents.agreement import agreement_context
from communities.models import ClauseBlock
from portal.documents.kinds import KINDS
from tests.factories.communities import AgreementFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.mark.rule("S4-132")
def test_a_memorandum_prints_its_chapters_in_the_fixed_order():
    agreement = AgreementFactory(
        clauses=[ClauseBlock.CLOSING, ClauseBlock.BENEFITS, ClauseBlock.AIM, ClauseBlock.COMMUNITY_DUTIES]
    )

    chapters = [str(chapter["title"]) for chapter in agreement_context(agreement)["chapters"]]

    assert chapters == ["Mērķis", "Pušu tiesības un pienākumi", "Savstarpējie ieguvumi", "Noslēguma noteikumi"]


def test_duties_of_both_sides_are_numbered_through_in_one_chapter():
    agreement = AgreementFactory(
        clauses=[ClauseBlock.MUNICIPALITY_DUTIES, ClauseBlock.MUNICIPALITY_DUTIES, ClauseBlock.COMMUNITY_DUTIES]
    )

    (duties,) = agreement_context(agreement)["chapters"]

    assert [clause.number for clause in [*duties["municipality"], *duties["community"]]] == [1, 2, 3]


@pytest.mark.parametrize(("state", "is_draft"), [("draft", True), ("published", True), ("signing", False), ("in_force", False)])
def test_what_is_not_being_signed_is_marked_as_a_draft(state, is_draft):
    assert KINDS["communities.agreement"].is_draft(AgreementFactory.build(state=state, community=None, unit=None)) is is_draft
