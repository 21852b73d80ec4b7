from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from grants.enums import ApplicationState, CallState, SittingState
from grants.models import Application, Call, CommissionMember, ConflictDeclaration, Evaluation, Score
from grants.queries.suspicion import suspicions
from grants.validators.scoring import Weighted, average, weighted_total
from portal.accounts.actions import create_person, grant_roles
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify

NEEDED_EVALUATIONS = 2
SHORTEST_JUSTIFICATION = 10


@action("grants.commission.member_named")
def name_commission_member(
    *, call: Call, user=None, email: str = "", name: str = "", represents: str, is_chair: bool, by, now: datetime
) -> CommissionMember:
    """Put somebody into the commission: ``user`` with the evaluator's role, or whoever ``email`` belongs to, who is
    invited if there is no account yet. A substitute may be named until the commission sits."""
    call = Call.objects.lock(call.pk)
    if call.state not in (CallState.DRAFT, CallState.PUBLISHED, CallState.EVALUATION) or call.sittings.exists():
        raise StateConflict(_("The commission has sat already; it can no longer change."))
    user = user or _evaluator(email, name, by, now)
    if call.commission.filter(user=user).exists():
        raise InvalidInput(_("This person sits in the commission already."), field="user")
    if is_chair and call.commission.filter(is_chair=True).exists():
        raise InvalidInput(_("The commission has a chair already."), field="is_chair")
    member = CommissionMember.objects.create(call=call, user=user, represents=represents, is_chair=is_chair)
    record(target=call, represents=represents)
    notify("grants.commission_named", subject=member, now=now)
    return member


def _evaluator(email: str, name: str, by, now: datetime) -> User:
    """The person with this address, from now on with the evaluator's role; a new one gets a letter to choose a password."""
    if not email:
        raise InvalidInput(_("Choose a person, or give the e-mail address of one from outside."), field="user")
    known = User.objects.filter(email__iexact=email, is_active=True).first()
    if known is None:
        return create_person(email=email, name=name, password=None, roles=[Role.EVALUATOR], by=by, now=now)
    if Role.EVALUATOR not in known.roles:
        grant_roles(person=known, roles=[*known.roles, Role.EVALUATOR], by=by, now=now)
    return known


@action("grants.conflicts.declared")
def declare_conflicts(*, member: CommissionMember, answers: dict[int, tuple[bool, str]], by, now: datetime) -> int:
    """The member's word on every application of the call, before the first file opens (S4-104).

    ``answers`` maps an application's id to (has a conflict, what kind). A word once given stays. Whoever denies what the
    registers show says why it is no conflict.
    """
    call = Call.objects.lock(member.call_id)
    applications = list(call.applications.filter(state__in=("eligible", "evaluated")))
    declared = set(member.declarations.values_list("application_id", flat=True))
    missing = [one for one in applications if one.pk not in declared and one.pk not in answers]
    if missing:
        raise InvalidInput(_("Answer for every application before you open the first one."))
    suspected = suspicions(member)
    new = []
    for one in applications:
        if one.pk in declared:
            continue
        has_conflict, note = answers[one.pk]
        suspicion = "; ".join(suspected.get(one.pk, []))
        if suspicion and not has_conflict and not note.strip():
            raise InvalidInput(
                _("The registers show a tie to this applicant; say why it is no conflict."), field=f"note_{one.pk}"
            )
        new.append(
            ConflictDeclaration(
                member=member,
                application=one,
                has_conflict=has_conflict,
                note=note.strip(),
                suspicion=suspicion[:300],
                declared_at=now,
            )
        )
    ConflictDeclaration.objects.bulk_create(new)
    record(target=call, conflicts=sum(one.has_conflict for one in new))
    return len(new)


@action("grants.conflict.found_later")
def find_conflict(*, member: CommissionMember, application: Application, note: str, by, now: datetime) -> ConflictDeclaration:
    """A tie came to light in the file itself: it closes to the member, and the minutes name the conflict (S4-104).

    Raises ``StateConflict`` once the member has given points or the commission has ended its sitting, ``InvalidInput``
    without a word on what kind of conflict it is.
    """
    call = Call.objects.lock(application.call_id)
    application = Application.objects.lock(application.pk)
    _check_open(call, application)
    declaration = ConflictDeclaration.objects.filter(member=member, application=application, has_conflict=False).first()
    if declaration is None:
        raise StateConflict(_("Declare first whether you have a conflict of interest."))
    if member.evaluations.submitted().filter(application=application).exists():
        raise StateConflict(_("You have handed in your points already. Tell the chair of the commission about the conflict."))
    if len("".join(note.split())) < SHORTEST_JUSTIFICATION:
        raise InvalidInput(_("Say in a sentence what kind of conflict it is."), field="note")
    declaration.has_conflict, declaration.note, declaration.declared_at = True, note.strip(), now
    declaration.save()
    record(target=application)
    return declaration


@action("grants.evaluation.submitted")
def submit_evaluation(
    *, member: CommissionMember, application: Application, scores: dict[int, tuple[int, str]], by, now: datetime
) -> Evaluation:
    """One member's points with a reason for each (S4-104). With the second one the application has its points.

    Raises ``StateConflict`` with a conflict of interest, before declaring, twice, or outside the evaluation;
    ``InvalidInput`` for points beyond the maximum or a missing reason.
    """
    call = Call.objects.lock(application.call_id)
    application = Application.objects.lock(application.pk)
    _check_open(call, application)
    declaration = ConflictDeclaration.objects.filter(member=member, application=application).first()
    if declaration is None:
        raise StateConflict(_("Declare first whether you have a conflict of interest."))
    if declaration.has_conflict:
        raise StateConflict(_("You declared a conflict of interest with this application, so you do not score it."))
    evaluation, _created = Evaluation.objects.get_or_create(member=member, application=application)
    if evaluation.submitted_at:
        raise StateConflict(_("You have handed in your evaluation already."))
    criteria = list(call.criteria.all())
    _check_scores(criteria, scores)
    Score.objects.bulk_create(
        Score(evaluation=evaluation, criterion=one, points=scores[one.pk][0], justification=scores[one.pk][1].strip())
        for one in criteria
    )
    evaluation.total = weighted_total([Weighted(scores[one.pk][0], one.maximum, one.weight) for one in criteria])
    evaluation.submitted_at = now
    evaluation.save()
    record(target=application, total=evaluation.total)
    _give_points(application)
    return evaluation


def _check_open(call: Call, application: Application) -> None:
    """Raises ``StateConflict`` outside the evaluation."""
    if call.sittings.exclude(state=SittingState.OPEN).exists():
        raise StateConflict(_("The commission has ended its sitting; points can no longer be given."))
    if call.state != CallState.EVALUATION or application.state not in (ApplicationState.ELIGIBLE, ApplicationState.EVALUATED):
        raise StateConflict(_("This application is not being evaluated now."))


def _check_scores(criteria: list[Any], scores: dict[int, tuple[int, str]]) -> None:
    for criterion in criteria:
        if criterion.pk not in scores:
            raise InvalidInput(_("Give points for every criterion."), field=f"points_{criterion.pk}")
        points, reason = scores[criterion.pk]
        if not 0 <= points <= criterion.maximum:
            raise InvalidInput(
                _("Between 0 and %(maximum)s points can be given here.") % {"maximum": criterion.maximum},
                field=f"points_{criterion.pk}",
            )
        if len(reason.strip()) < SHORTEST_JUSTIFICATION:
            raise InvalidInput(_("Say in a sentence why you give these points."), field=f"reason_{criterion.pk}")


def _give_points(application: Application) -> None:
    totals = list(application.evaluations.submitted().values_list("total", flat=True))
    if len(totals) < NEEDED_EVALUATIONS:
        return
    application.points, application.state = average(totals), ApplicationState.EVALUATED
    application.save(update_fields=["points", "state", "updated_at"])
