"""Contact persons with an account: what is held of them, and why the last one's account stays open (D6)."""

from django.utils.translation import gettext_lazy as _

from communities.models import ContactPerson
from portal.audit.erasure import ERASED, blank_history
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.OWN_DATA)
def own_posts(person):
    rows = ContactPerson.objects.filter(user=person).select_related("neighbourhood")
    return [
        (
            "contact_person_of",
            [{"neighbourhood": one.neighbourhood.name, "post": one.post, "phone": one.phone, "email": one.email} for one in rows],
        )
    ]


@fill_slot(Slot.ERASURE)
def leave_posts(person, *, check_only: bool, now):
    """The last contact person of a neighbourhood hands over first; other posts end with the account."""
    own = ContactPerson.objects.filter(user=person)
    if check_only:
        others = ContactPerson.objects.active().exclude(user=person)
        last = own.active().filter(neighbourhood__is_active=True).exclude(neighbourhood__in=others.values("neighbourhood"))
        return [
            _("You are the only contact person of a neighbourhood. The coordinator names the next one first: %(name)s.")
            % {"name": one.neighbourhood.name}
            for one in last.select_related("neighbourhood")
        ]
    keys = list(own.values_list("pk", flat=True))
    own.update(user=None, post=ERASED, phone=ERASED, email="dzests@invalid.example", correction="", is_active=False)
    blank_history(ContactPerson, keys)
    return []
