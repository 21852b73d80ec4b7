import pytest

from communities.queries.differences import Change
from participation.queries.contribution import all_contributions, contributions
from tests.factories.consultation import TEXT, paragraph, put_document, renew
from tests.factories.participation import give_joint_opinion, give_opinion

pytestmark = pytest.mark.usefixtures("municipality")


def contribution(opinion):
    return contributions(opinion.consultation.opinions.for_list().filter(pk=opinion.pk))[0]


def test_an_opinion_stands_beside_the_text_before_and_after():
    document = put_document()
    opinion = give_opinion(document.consultation, paragraph_key=paragraph(document, 2).pk)
    renew(document, "Ievads, kura agrāk nebija.\n\n" + TEXT.replace("pavadā.", "pavadā un ar uzpurni."))

    found = contribution(opinion)

    assert (found.text_before, found.text_after) == ("Suņi jāved pavadā.", "Suņi jāved pavadā un ar uzpurni.")
    assert [piece.text for piece in found.change.pieces if piece.change == Change.ADDED] == [" un ar uzpurni"]


def test_a_paragraph_left_out_has_no_text_after():
    document = put_document()
    opinion = give_opinion(document.consultation, paragraph_key=paragraph(document, 3).pk)
    renew(document, "Taka ved gar upi.\n\nSuņi jāved pavadā.")

    found = contribution(opinion)

    assert (found.text_before, found.text_after) == ("Ugunskuru kurt nedrīkst.", "")
    assert found.change.after is None


def test_an_opinion_on_the_whole_has_no_text_beside_it():
    assert contribution(give_opinion(put_document().consultation)).change is None


@pytest.mark.rule("S4-94")
def test_joint_opinions_stand_apart_from_individual_ones():
    individual = give_opinion()
    joint = give_joint_opinion(individual.consultation)
    hidden = give_opinion(individual.consultation)
    type(hidden).objects.filter(pk=hidden.pk).update(hidden_reason="Aizskar citus.")

    parts = all_contributions(individual.consultation)

    assert [[one.opinion for one in part] for part in parts] == [[joint], [individual]]
