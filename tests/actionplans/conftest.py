import pytest

from tests.factories.portal import MunicipalityFactory


@pytest.fixture
def municipality(db):
    return MunicipalityFactory()
