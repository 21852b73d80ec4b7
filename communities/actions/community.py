from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection
from django.utils.text import slugify
from django.utils.translation import gettext as _

from communities.actions.invitation import invite
from communities.actions.verification import ask_verification
from communities.enums import MemberRole, Verification
from communities.models import Community, Membership, Neighbourhood
from communities.workflow import COMMUNITY, VERIFICATION
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.search import index

RESERVED = frozenset(
    "apstiprinat atbilde dokumenti jauna jauns jautajums kontakts mana merijumi nedela paligi par parskats pieprasijumi "
    "pieteikums priekslikumi raditaji registret rezervacija ricibas sakt statuss tradicijas uzaicinajums velesanas".split()
)
"""Addresses at which the portal's own pages stand beside those of communities, centres, events and cards."""


def free_slug(model, text: str) -> str:
    """An address for ``text``: Latin letters, unique among ``model``'s rows, and not that of a page of the portal.

    Whoever asks for the same words meanwhile waits until this transaction ends, so that two never get one address.
    """
    stem = slugify(text.replace("–", "-"))[:70].strip("-") or "ieraksts"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{model._meta.db_table}/{stem}"])
    slug, number = stem, 1
    while slug in RESERVED or model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


@action("communities.community.registered")
def register_community(
    *,
    name: str,
    neighbourhoods: Iterable[Neighbourhood],
    uniting: str,
    second_person: str,
    declared: bool,
    by,
    now: datetime,
    **details: Any,
) -> Community:
    """A resident enters a community and leads it; officers verify it by a known day (S4-19).

    ``second_person`` is the e-mail of whoever begins it too, invited at once (S4-146); ``declared`` says that the
    community promises openness, fairness and sharing (S4-44). Sent twice, the same form gives one community. Raises
    ``InvalidInput`` for what is missing or wrong.
    """
    get_user_model().objects.lock(by.pk)
    known = Community.objects.filter(name=name, verified_at=None, memberships__in=by.memberships.leaders()).first()
    if known:
        return known
    if second_person.lower() == by.email.lower():
        raise InvalidInput(_("This is your own address. Write the address of somebody else."), field="second_person")
    if not declared:
        raise InvalidInput(_("A community promises to be open, fair and ready to share."), field="declared")
    community = Community(slug=free_slug(Community, name), declared_at=now)
    _write(community, neighbourhoods, {"name": name, "uniting": uniting, **details})
    Membership.objects.create(community=community, user=by, role=MemberRole.LEADER, accepted_at=now)
    record(target=community)
    index(community)
    ask_verification(community, now)
    invite(community=community, email=second_person, role=MemberRole.CONTACT, by=by, now=now)
    return community


@action("communities.community.sent_again")
def send_community_again(
    *, community: Community, neighbourhoods: Iterable[Neighbourhood], by, now: datetime, **facts: Any
) -> Community:
    """The leader has corrected what was sent back; officers verify it anew."""
    community = Community.objects.lock(community.pk)
    VERIFICATION.check(community.verification, Verification.WAITING)
    community.returned_at, community.return_reason = None, ""
    _write(community, neighbourhoods, facts)
    record(target=community)
    index(community)
    ask_verification(community, now)
    return community


def _write(community: Community, neighbourhoods: Iterable[Neighbourhood], facts: dict[str, Any]) -> None:
    """Raises ``InvalidInput`` without a neighbourhood, or as the community's own rules say."""
    if not neighbourhoods:
        raise InvalidInput(_("Choose at least one neighbourhood."), field="neighbourhoods")
    for name, value in facts.items():
        setattr(community, name, value)
    try:
        community.full_clean(exclude=["slug"])
    except ValidationError as wrong:
        # What concerns several fields here is the registration number: missing, or registered already.
        field, sentences = next(iter(wrong.message_dict.items()))
        raise InvalidInput(" ".join(sentences), field="registration_number" if field == NON_FIELD_ERRORS else field) from None
    community.save()
    community.neighbourhoods.set(neighbourhoods)


@action("communities.community.stage_changed")
def change_stage(*, community: Community, stage: str, by, now: datetime) -> Community:
    """An officer notes that a verified community has begun, gone quiet or come back; the leader hears of it."""
    community = Community.objects.lock(community.pk)
    if community.verification != Verification.VERIFIED:
        raise StateConflict(_("The community is not verified yet."))
    COMMUNITY.check(community.stage, stage)
    before, community.stage = community.stage, stage
    community.save(update_fields=["stage", "updated_at"])
    record(target=community, before=before, after=stage)
    index(community)
    notify("communities.community_stage_changed", subject=community, now=now)
    return community
