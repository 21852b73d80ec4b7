"""A person's own registrations for forums."""

from django.utils.translation import gettext_lazy as _

from participation.models import ForumRegistration
from participation.queries.registration import OWN
from portal.ui.panels import Panel, Slot, fill_slot


def _coming(user, now):
    return [ForumRegistration.objects.expected().filter(user=user, forum__held_at__gt=now)]


@fill_slot(Slot.MANS, when=_coming)
def my_forums(request, *, now):
    (registrations,) = _coming(request.user, now)
    rows = [
        {"registration": one, "token": OWN.token_for(one.pk)}
        for one in registrations.select_related("forum").order_by("forum__held_at")[:10]
    ]
    return [Panel("participation/partials/mans_forums.html", {"rows": rows}, order=44)] if rows else []


@fill_slot(Slot.OWN_DATA)
def own_registrations(person):
    rows = ForumRegistration.objects.filter(user=person).select_related("forum")
    return [
        (
            "forum_registrations",
            [
                {"forum": one.forum.title, "people": one.seats, "needs": one.needs, "state": one.state,
                 "registered": one.registered_at.isoformat()}
                for one in rows
            ],
        )
    ]  # fmt: skip


@fill_slot(Slot.ERASURE)
def leave_forums(person, *, check_only: bool, now):
    """Somebody may wait for the place, so the person signs off first; what is past goes with the account."""
    registrations = ForumRegistration.objects.filter(user=person)
    if check_only:
        return [
            _("You are registered for a forum. Sign off first: %(title)s.") % {"title": one.forum.title}
            for one in registrations.expected().filter(forum__held_at__gt=now).select_related("forum")
        ]
    registrations.delete()
    return []
