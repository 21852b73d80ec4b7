"""Preparing a call: as a copy of an earlier one, with templates to its attachments."""

from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.community import free_slug
from grants.enums import CallState
from grants.models import AttachmentKind, Call
from portal.audit.actions import action, record
from portal.errors import StateConflict
from portal.files.models import File
from portal.ui.search import index

COPIED = (
    "summary", "description", "rules", "themes", "priorities", "target_groups", "eligible_applicants", "exclusions",
    "ineligible_costs", "total", "smallest_grant", "largest_grant", "intensity", "admin_cap", "one_per_applicant",
    "allows_joint", "threshold", "rounds", "ideas_consulted", "development_grant", "seminar_place", "seminar_capacity",
    "channels", "unit", "contact_post", "contact_phone", "contact_email",
)  # fmt: skip
"""What next year's call takes over as it is. The question of equal chances and the justifications are answered anew."""
DAYS = (
    "ideas_until", "opens_at", "closes_at", "seminar_at", "seminar_ends_at", "questions_until", "decision_on",
    "implementation_from", "implementation_to", "interim_report_on", "final_report_on",
)  # fmt: skip
PARTS = ("lots", "cost_categories", "in_kind_rates", "criteria", "bonuses", "attachment_kinds", "instalment_terms")


@action("grants.call.copied")
def copy_call(*, call: Call, by, now: datetime) -> Call:
    """A draft with the terms of an earlier call, every day a year later at the same hour. It is announced like any other."""
    call = Call.objects.lock(call.pk)
    title = _title_a_year_later(call)
    copy = Call(title=title, slug=free_slug(Call, title))
    for name in COPIED:
        setattr(copy, name, getattr(call, name))
    for name in DAYS:
        setattr(copy, name, _a_year_later(getattr(call, name)))
    copy.save()
    for name in PARTS:
        manager = getattr(call, name)
        manager.model.objects.bulk_create(_copy_of(part, copy) for part in manager.all())
    if call.tie_criterion:
        copy.tie_criterion = copy.criteria.get(position=call.tie_criterion.position)
        copy.save(update_fields=["tie_criterion", "updated_at"])
    record(target=copy, copied_from=call)
    index(copy)
    return copy


def _copy_of(part: models.Model, call: Call) -> models.Model:
    names = [field.name for field in part._meta.concrete_fields if field.name not in ("id", "call")]
    return type(part)(call=call, **{name: getattr(part, name) for name in names})


def _title_a_year_later(call: Call) -> str:
    """The year in the name moves on; a name without a year is told from the first by its address."""
    for year in (call.implementation_from.year, call.closes_at.year, call.opens_at.year):
        if str(year) in call.title:
            return call.title.replace(str(year), str(year + 1))
    return call.title


def _a_year_later(value: date | datetime | None) -> date | datetime | None:
    """The same day and hour on the wall; the end of February stays the end of February."""
    if value is None:
        return None
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    is_leap_day = (local.month, local.day) == (2, 29)
    return local.replace(year=local.year + 1, day=28) if is_leap_day else local.replace(year=local.year + 1)


@action("grants.call.template_attached")
def attach_template(*, call: Call, kind: AttachmentKind, template: File, by, now: datetime) -> AttachmentKind:
    """Give applicants a form to fill in for one of the attachments. Raises ``StateConflict`` once the call is announced."""
    call = Call.objects.lock(call.pk)
    if call.state != CallState.DRAFT:
        raise StateConflict(_("The call is announced, so its attachments stay as they are."))
    kind.template = template
    kind.save(update_fields=["template"])
    record(target=call, kind=kind.name)
    return kind
