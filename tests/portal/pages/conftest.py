import pytest

from tests.factories.portal import MunicipalityFactory


@pytest.fixture(autouse=True)
def municipality(db):
    return MunicipalityFactory()
