"""A person's own registrations for forums."""

from django.utils.translation import gettext_lazy as _

from communities.enums import RegistrationState
from participation.models import ForumRegistration
from participation.queries.registration import OWN
from portal.ui.panels import Panel, Slot, facts, fill_slot


def _coming(user, now):
    coming = ForumRegistration.objects.expected().filter(user=user, forum__held_at__gt=now).order_by("forum__held_at")[:10]
    forum = {name: f"forum__{name}" for name in ("title", "slug", "place")}
    return [facts(coming, key="pk", state="state", at="forum__held_at", **forum)]


@fill_slot(Slot.MANS, rows=_coming)
def my_forums(request, *, rows, now):
    rows = [one | {"state": RegistrationState(one["state"]).label, "token": OWN.token_for(one["key"])} for one in rows]
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
