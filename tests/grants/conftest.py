import pytest

from grants.models import Application, Call
from tests.factories.communities import CommunityFactory
from tests.factories.grants import begun_application, leader_of, published_call
from tests.factories.portal import MunicipalityFactory, PersonFactory


@pytest.fixture
def municipality(db):
    return MunicipalityFactory()


@pytest.fixture
def call(municipality) -> Call:
    """Announced, and taking applications."""
    return published_call()


@pytest.fixture
def draft(call) -> Application:
    return begun_application(call, CommunityFactory(leader=PersonFactory()))


@pytest.fixture
def leader(draft):
    return leader_of(draft.community)
