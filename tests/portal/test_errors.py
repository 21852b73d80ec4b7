import pytest

from portal.errors import DeadlinePassed, DomainError, InvalidInput, StateConflict


@pytest.mark.parametrize(
    ("kind", "code"), [(DomainError, "refused"), (StateConflict, "state"), (DeadlinePassed, "late"), (InvalidInput, "invalid")]
)
def test_a_refusal_is_its_sentence_and_has_a_code(kind, code):
    refusal = kind("Termiņš ir beidzies.")

    assert (str(refusal), refusal.code) == ("Termiņš ir beidzies.", code)


def test_a_code_given_to_one_refusal_is_not_given_to_all():
    assert DomainError("Pārāk bieži.", code="throttled").code == "throttled"
    assert DomainError("Citādi.").code == "refused"


def test_invalid_input_points_at_its_field():
    assert InvalidInput("Tāda adrese jau ir.", field="email").field == "email"
