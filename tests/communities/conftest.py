import pytest

from tests.factories.portal import MunicipalityFactory


@pytest.fixture
def municipality(db):
    """Public pages and letters carry the municipality's name."""
    return MunicipalityFactory()
