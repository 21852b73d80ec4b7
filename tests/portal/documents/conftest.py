import pytest
from django.utils import timezone

from communities.actions.agreement import publish_agreement
from communities.models import Agreement
from portal.documents.actions import render_document
from portal.documents.models import Document
from tests.factories.communities import AgreementFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory


@pytest.fixture
def agreement(db) -> Agreement:
    """A memorandum whose draft is published, so that its first document is asked for."""
    MunicipalityFactory()
    agreement = AgreementFactory(title="Upes malas memorands", agreed=True)
    return publish_agreement(agreement=agreement, by=OfficerFactory(), now=timezone.now())


@pytest.fixture
def document(agreement) -> Document:
    """A document that is asked for and not made yet."""
    return Document.objects.latest_of("communities.agreement", agreement)


@pytest.fixture
def made(document) -> Document:
    render_document(document.pk)
    document.refresh_from_db()
    return document
