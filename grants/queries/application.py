"""Reads of applications."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Greatest

from communities.models import Community
from grants.enums import ApplicationState
from grants.models import Application, Attachment, AttachmentKind
from participation.models import Submission


def deadline_of(application: str = "") -> Greatest:
    """Until when an application is taken: the call's day, or the community's own if that is later. ``application``
    is the way to it from another model, as ``application__``."""
    return Greatest(f"{application}extended_until", f"{application}call__closes_at")


DEADLINE = deadline_of()


def drafts_closing(now: datetime, days: int) -> QuerySet[Application]:
    """Drafts whose deadline comes within ``days`` days."""
    return open_drafts(now).filter(last_moment__lte=now + timedelta(days=days)).select_related("call", "community")


def open_drafts(now: datetime) -> QuerySet[Application]:
    """Drafts that can still be handed in."""
    return (
        Application.objects.filter(state=ApplicationState.DRAFT, call__state="published")
        .alias(last_moment=DEADLINE)
        .filter(last_moment__gt=now)
    )


def missing_attachments(application: Application) -> QuerySet[AttachmentKind]:
    """What the call asks for and nobody has attached yet."""
    attached = Attachment.objects.filter(application=application, kind=OuterRef("pk"))
    return AttachmentKind.objects.filter(~Exists(attached), call=application.call_id, is_required=True)


def forum_ideas_near(community: Community | None) -> QuerySet[Submission]:
    """What was proposed at forums of the community's neighbourhoods, the newest first."""
    if community is None:
        return Submission.objects.none()
    return (
        Submission.objects.public()
        .filter(forum__isnull=False, neighbourhood__in=community.neighbourhoods.all())
        .order_by("-received_at", "-pk")
    )
