"""What is open to a commission member, and what the others gave once the member has given points."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from grants.enums import ApplicationState, CallState
from grants.models import Application, Attachment, CommissionMember, ConflictDeclaration, Evaluation
from grants.models.application import ApplicationQuerySet
from grants.validators.scoring import SPREAD_LIMIT, spread

JUDGED = (ApplicationState.ELIGIBLE, ApplicationState.EVALUATED)


def undeclared(seat: CommissionMember) -> ApplicationQuerySet:
    """Applications on which the member has not said a word yet: while there are any, no file opens."""
    return seat.call.applications.filter(state__in=JUDGED).exclude(conflict_declarations__member=seat)


def open_to(seat: CommissionMember, states: Collection[str] | None = JUDGED) -> ApplicationQuerySet:
    """Applications on which the member declared to have no conflict of interest."""
    cleared = seat.declarations.filter(has_conflict=False).values("application")
    rows = seat.call.applications.filter(pk__in=cleared)
    return rows if states is None else rows.filter(state__in=states)


def scored_by(seat: CommissionMember) -> QuerySet[Evaluation]:
    """The member's own points for the application of the query around it."""
    return seat.evaluations.submitted().filter(application=OuterRef("pk"))


def still_to_score(seat: CommissionMember) -> ApplicationQuerySet:
    """What waits for the member: not declared yet, or open and without the member's points."""
    out = seat.declarations.filter(has_conflict=True).values("application")
    done = seat.evaluations.submitted().values("application")
    return seat.call.applications.filter(state__in=JUDGED).exclude(pk__in=out).exclude(pk__in=done)


def attachments_open_to(user) -> QuerySet[Attachment]:
    """Files of the applications a person may read: as a member of the applicant, an officer, or a member of the commission
    to whom the application is open."""
    readable = Q(application__in=Application.objects.visible_to(user))
    if user.has_perm("grants.evaluate"):
        cleared = ConflictDeclaration.objects.filter(member__user=user, has_conflict=False, application__state__in=JUDGED)
        readable |= Q(application__in=cleared.values("application"))
    return Attachment.objects.filter(readable).select_related("upload")


@dataclass(frozen=True)
class Beside:
    """The others' evaluations of the same application."""

    others: list[Evaluation]
    spread: Decimal

    @property
    def needs_note(self) -> bool:
        return self.spread > SPREAD_LIMIT


def evaluations_beside(mine: Evaluation) -> Beside:
    others = mine.application.evaluations.submitted().exclude(pk=mine.pk)
    rows = list(others.select_related("member__user").with_scores().order_by("submitted_at"))
    return Beside(rows, spread([mine.total, *(one.total for one in rows)]))


def may_note(seat: CommissionMember, application: Application) -> bool:
    """Whoever scored the application, and the chair."""
    return seat.is_chair or seat.evaluations.submitted().filter(application=application).exists()


def seats_waiting(user) -> QuerySet[CommissionMember]:
    """Seats in commissions that still wait for the person: an application not declared, or open and not scored."""
    return CommissionMember.objects.filter(Exists(_waiting()), user=user, call__state=CallState.EVALUATION)


def seats_of(user) -> QuerySet[CommissionMember]:
    """All seats of the person, each with how many applications wait for the person's word or points (``waiting``)."""
    number = _waiting().order_by().values("call").annotate(number=Count("pk")).values("number")
    seats = CommissionMember.objects.filter(user=user).annotate(waiting=Coalesce(Subquery(number), 0))
    return seats.select_related("call").order_by("-call__closes_at")


def _waiting() -> QuerySet[Application]:
    """Applications that wait for the member of a commission whom the query around it reads."""
    member = OuterRef(OuterRef("pk"))
    settled = Evaluation.objects.submitted().filter(application=OuterRef("pk"), member=member)
    out = ConflictDeclaration.objects.filter(application=OuterRef("pk"), member=member, has_conflict=True)
    return Application.objects.filter(call=OuterRef("call"), state__in=JUDGED).filter(~Exists(settled), ~Exists(out))
