import pytest

from tests.factories.portal import MunicipalityFactory


@pytest.fixture
def municipality(db):
    """Receipts carry its prefix, pages and letters its name."""
    return MunicipalityFactory()
