import pytest

from communities.models import ContactPerson
from communities.panels.contact_person import own_posts
from portal.accounts.actions import erase_person
from portal.audit.erasure import history_model
from portal.errors import DomainError
from tests.factories.communities import ContactPersonFactory
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.mark.rule("D6")
def test_the_account_of_the_only_contact_person_is_not_erased(now):
    contact = ContactPersonFactory(user=OfficerFactory())
    ContactPersonFactory(neighbourhood=contact.neighbourhood, user=contact.user)

    with pytest.raises(DomainError, match=contact.neighbourhood.name):
        erase_person(person=contact.user, by=contact.user, now=now)

    contact.refresh_from_db()
    assert contact.is_active


@pytest.mark.rule("D6")
def test_where_there_is_another_the_post_ends_with_the_account_and_the_data_go(now):
    contact = ContactPersonFactory(user=OfficerFactory(), phone="+371 20 000 000")
    other = ContactPersonFactory(neighbourhood=contact.neighbourhood)

    erase_person(person=contact.user, by=contact.user, now=now)

    assert list(contact.neighbourhood.contact_persons.active()) == [other]
    versions = history_model(ContactPerson).objects.filter(pgh_obj_id=contact.pk)
    assert not versions.filter(phone="+371 20 000 000").exists()


def test_own_data_hold_the_posts(now):
    contact = ContactPersonFactory(user=OfficerFactory())

    ((section, (row,)),) = own_posts(contact.user)

    assert (section, row["post"]) == ("contact_person_of", contact.post)
