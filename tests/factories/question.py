"""Questions to contact persons are born by their action, with their promise, receipt and letters."""

from datetime import date

from django.utils import timezone

from communities.actions.outreach import note_outreach_contact
from communities.actions.question import ask
from communities.models import ContactPerson, OutreachContact, Question
from tests.factories.communities import ContactPersonFactory, NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, PersonFactory

ANSWER = (
    "Laternas pie skolas pārejas pieder novada tīklam; uzņēmējs kabeli nomainīs līdz 30. novembrim, jo rezerves daļa "
    "jau pasūtīta."
)


def put_question(contact: ContactPerson | None = None, *, by=None, now=None, **details) -> Question:
    """A question to ``contact``, or to a new one, as somebody with an account asks it."""
    contact = contact or ContactPersonFactory()
    text = details.pop("text", "Kad salabos laternas pie skolas pārejas?")
    return ask(neighbourhood=contact.neighbourhood, text=text, by=by or PersonFactory(), now=now or timezone.now(), **details)


def note_contact(*, on: date | None = None, **details) -> OutreachContact:
    """Somebody an officer knows, noted today or on the day ``on``."""
    given = {"name": "Pagalma vecākais", "reached_by": "pagalms@example.lv", "legal_basis": "Paša piekrišana"} | details
    noted = timezone.localtime().replace(year=on.year, month=on.month, day=on.day) if on else timezone.now()
    place = given.pop("neighbourhood", None) or NeighbourhoodFactory()
    return note_outreach_contact(neighbourhood=place, by=OfficerFactory(), now=noted, **given)
