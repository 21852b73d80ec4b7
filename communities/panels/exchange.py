"""Offers, needs and letters of communities, where their people look first."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import ContactRequest, ExchangeNotice
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.COMMUNITY)
def exchange_of_community(community, *, now):
    """What the community offers and needs now, and the way to write to it from one's own."""
    if community.verified_at is None:
        return []
    notices = list(ExchangeNotice.objects.open(timezone.localdate()).filter(community=community))
    return [Panel("communities/partials/community_exchange.html", {"community": community, "notices": notices}, order=60)]


@fill_slot(Slot.MANS, when=lambda user, now: [ContactRequest.objects.waiting_for(user)])
def letters_waiting(request, *, now):
    letters = list(ContactRequest.objects.waiting_for(request.user).for_list()[:10])
    return [Panel("communities/partials/mans_letters.html", {"letters": letters}, order=30)] if letters else []


ERASED_TEXT = _("The author's account is erased, and the text with it.")


@fill_slot(Slot.OWN_DATA)
def own_letters(person):
    """Notices the person posted, and what the person wrote in letters between communities."""
    notices = ExchangeNotice.objects.filter(posted_by=person).for_list()
    letters = ContactRequest.objects.filter(Q(sent_by=person) | Q(answered_by=person)).for_list()
    return [
        (
            "exchange_notices",
            [
                {"community": one.community.name, "title": one.title, "text": one.text, "until": one.until.isoformat()}
                for one in notices
            ],
        ),
        ("letters_between_communities", [_written(one, person) for one in letters]),
    ]


def _written(letter: ContactRequest, person) -> dict:
    return {
        "from": letter.from_community.name,
        "to": letter.to_community.name,
        "sent": letter.sent_at.isoformat(),
        "text": letter.text if letter.sent_by_id == person.pk else "",
        "reply": letter.reply if letter.answered_by_id == person.pk else "",
    }


@fill_slot(Slot.ERASURE)
def forget_letters(person, *, check_only: bool, now):
    """The words the person wrote to other communities go; that one community wrote to another, and its notices, stay."""
    if not check_only:
        ContactRequest.objects.filter(sent_by=person).update(text=ERASED_TEXT)
        ContactRequest.objects.filter(answered_by=person).update(reply=ERASED_TEXT)
    return []
