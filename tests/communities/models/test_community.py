import pytest
from django.core.exceptions import ValidationError

from communities.enums import LegalForm
from communities.models import Community, Membership
from tests.factories.communities import CommunityFactory, MembershipFactory

GOOD_NUMBER = "40008999014"

pytestmark = pytest.mark.django_db


@pytest.mark.rule("S4-05")
def test_an_informal_group_needs_no_number():
    CommunityFactory(legal_form=LegalForm.INFORMAL, registration_number="").full_clean()


@pytest.mark.rule("S4-05")
@pytest.mark.parametrize("form", [LegalForm.ASSOCIATION, LegalForm.FOUNDATION])
def test_a_registered_organisation_has_a_number(form):
    community = CommunityFactory.build(legal_form=form)

    with pytest.raises(ValidationError, match="jānorāda reģistrācijas numurs"):
        community.validate_constraints()


@pytest.mark.parametrize("number", ["40008999015", "4000899901", "4000899901A", "00008999014", "12345678901"])
def test_a_number_that_fails_its_check_digit_is_refused(number):
    community = CommunityFactory.build(legal_form=LegalForm.ASSOCIATION, registration_number=number)

    with pytest.raises(ValidationError) as refused:
        community.clean_fields()

    assert set(refused.value.message_dict) == {"registration_number"}


def test_one_number_belongs_to_one_community():
    CommunityFactory(legal_form=LegalForm.ASSOCIATION, registration_number=GOOD_NUMBER)
    second = CommunityFactory.build(legal_form=LegalForm.ASSOCIATION, registration_number=GOOD_NUMBER)

    with pytest.raises(ValidationError, match="jau ir reģistrēta"):
        second.validate_constraints()


def test_a_count_of_residents_names_its_day():
    community = CommunityFactory.build(residents_united=40)

    with pytest.raises(ValidationError, match="uzskaites datumu"):
        community.validate_constraints()


def test_communities_stand_in_the_order_of_the_latvian_alphabet():
    for name in ("Zīļu pagalms", "Āra darbu kopa", "Čiekuri", "Cīruļi", "Alejas"):
        CommunityFactory(name=name)

    names = list(Community.objects.values_list("name", flat=True))

    assert names == ["Alejas", "Āra darbu kopa", "Cīruļi", "Čiekuri", "Zīļu pagalms"]


def test_only_current_memberships_make_a_member(now):
    gone = MembershipFactory(accepted_at=now, ended_at=now)
    here = MembershipFactory(user=gone.user)

    assert list(Community.objects.of_member(gone.user)) == [here.community]
    assert list(Membership.objects.current()) == [here]
