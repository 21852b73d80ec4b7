from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.actions.call_seminar import announce_seminar
from grants.enums import ApplicationState, CallState
from grants.models import Call
from grants.queries.guidelines import Verdict, guideline_checks
from grants.workflow import CALL
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.search import index

SHORTEST_JUSTIFICATION = 30
SHORTEST_LESSON = 30


@action("grants.call.published")
def publish_call(*, call: Call, justifications: dict[str, str] | None = None, by, now: datetime) -> Call:
    """Announce the call once the guidelines are kept or explained. A seminar whose place is known takes registrations
    from now on.

    Raises ``InvalidInput`` that names every hard rule broken, or the first soft rule without its public justification.
    """
    call = Call.objects.lock(call.pk)
    CALL.check(call.state, CallState.PUBLISHED)
    if call.closes_at <= now:
        raise InvalidInput(_("The deadline is already past."), field="closes_at")
    checks = guideline_checks(call, now)
    broken = [check.rule for check in checks if check.verdict == Verdict.HARD]
    if broken:
        raise InvalidInput(_("The call cannot be published while this does not hold: %(rules)s.") % {"rules": "; ".join(broken)})
    given = {code: text.strip() for code, text in (justifications or {}).items() if text.strip()}
    for check in checks:
        if check.verdict == Verdict.SOFT and len(given.get(check.code, "")) < SHORTEST_JUSTIFICATION:
            raise InvalidInput(
                _("Explain publicly, in at least %(n)s characters, why this is not kept: %(rule)s.")
                % {"n": SHORTEST_JUSTIFICATION, "rule": check.rule},
                field=f"justify_{check.code}",
            )
    soft = {check.code for check in checks if check.verdict == Verdict.SOFT}
    call.justifications = {code: text for code, text in given.items() if code in soft}
    call.state, call.published_at = CallState.PUBLISHED, now
    call.save(update_fields=["state", "published_at", "justifications", "updated_at"])
    record(target=call, closes_at=call.closes_at, justified=sorted(call.justifications))
    index(call)
    notify("grants.call_published", subject=call, now=now)
    if call.seminar_at and call.seminar_ends_at and call.seminar_place and now < call.seminar_at:
        call.seminar = announce_seminar(
            call=call, starts_at=call.seminar_at, ends_at=call.seminar_ends_at, place=call.seminar_place,
            capacity=call.seminar_capacity, by=by, now=now,
        )  # fmt: skip
    return call


@action("grants.call.evaluation_begun")
def begin_evaluation(*, call: Call, by, now: datetime) -> Call:
    """The deadline is over; the commission begins. Raises ``StateConflict`` before the deadline or without members."""
    call = Call.objects.lock(call.pk)
    CALL.check(call.state, CallState.EVALUATION)
    if now < call.closes_at:
        raise StateConflict(_("Applications are still being taken until %(date)s.") % {"date": _local(call.closes_at)})
    if later := call.extensions.filter(until__gt=now).order_by("-until").first():
        raise StateConflict(_("One community may still apply until %(date)s.") % {"date": _local(later.until)})
    if call.commission.count() < 2:
        raise StateConflict(_("Name at least two members of the commission first."))
    call.state = CallState.EVALUATION
    call.save(update_fields=["state", "updated_at"])
    record(target=call)
    notify("grants.evaluation_begun", subject=call, now=now)
    return call


@action("grants.call.decided")
def close_decisions(*, call: Call, by, now: datetime) -> Call:
    """Every application has its decision. Raises ``StateConflict`` while one has none."""
    call = Call.objects.lock(call.pk)
    CALL.check(call.state, CallState.DECIDED)
    open_count = call.applications.filter(state__in=("submitted", "eligible", "evaluated")).count()
    if open_count:
        raise StateConflict(_("Applications without a decision: %(n)s.") % {"n": open_count})
    call.state = CallState.DECIDED
    call.save(update_fields=["state", "updated_at"])
    record(target=call)
    index(call)
    notify("grants.call_news", subject=call, now=now, what="decided")
    return call


@action("grants.call.finished")
def finish_call(*, call: Call, lessons: str, by, now: datetime) -> Call:
    """Every supported project is closed: the call is history, with what it taught the municipality (S4-08).

    Raises ``StateConflict`` while a project still runs, ``InvalidInput`` without a lesson.
    """
    call = Call.objects.lock(call.pk)
    CALL.check(call.state, CallState.FINISHED)
    if titles := _titles(call, ApplicationState.FUNDED):
        raise StateConflict(_("These projects are not closed yet: %(titles)s.") % {"titles": titles})
    if titles := _titles(call, ApplicationState.ENDED, contract__to_return__gt=0, contract__returned_on__isnull=True):
        raise StateConflict(_("Money of these projects is still to come back: %(titles)s.") % {"titles": titles})
    if titles := _titles(call, ApplicationState.RESERVE):
        raise StateConflict(
            _("These applications still wait in reserve; support them or let them out of it: %(titles)s.") % {"titles": titles}
        )
    if len("".join(lessons.split())) < SHORTEST_LESSON:
        raise InvalidInput(
            _("Say in a sentence or two what this call taught you: the next one is prepared by it."), field="lessons"
        )
    call.state, call.lessons = CallState.FINISHED, lessons.strip()
    call.save(update_fields=["state", "lessons", "updated_at"])
    record(target=call)
    index(call)
    return call


def _titles(call: Call, state: ApplicationState, **where) -> str:
    """The first of the applications in ``state``, to be named in a refusal."""
    return ", ".join(call.applications.filter(state=state, **where).order_by("title_sort").values_list("title", flat=True)[:5])


def _local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y. %H.%M}"
