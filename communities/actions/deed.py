from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import AttractedFunding, Community, SelfHelpAction
from portal.audit.actions import action, record
from portal.errors import InvalidInput


@action("communities.attracted_funding.added")
def add_attracted_funding(
    *, community: Community, source: str, purpose: str, amount: Decimal, year: int, by, now: datetime
) -> AttractedFunding:
    """A community notes money from outside that it brought to the place (S4-28)."""
    if year > timezone.localdate(now).year:
        raise InvalidInput(_("Note the money in the year in which it was granted, not in a year to come."), field="year")
    funding = AttractedFunding(community=community, source=source, purpose=purpose, amount=amount, year=year)
    funding.full_clean()
    funding.save()
    record(target=community, source=source, amount=amount, year=year)
    return funding


@action("communities.attracted_funding.removed")
def remove_attracted_funding(*, funding: AttractedFunding, by, now: datetime) -> None:
    """An entry that was a mistake goes; the log remembers it."""
    funding.delete()
    record(target=funding.community, source=funding.source, amount=funding.amount, year=funding.year)


@action("communities.self_help.added")
def add_self_help(*, community: Community, text: str, done_on: date, people: int | None, by, now: datetime) -> SelfHelpAction:
    """Residents solved something without the municipality (S4-50); the community's page shows it."""
    if done_on > timezone.localdate(now):
        raise InvalidInput(_("Note what is done already: this day is yet to come."), field="done_on")
    deed = SelfHelpAction(community=community, text=text, done_on=done_on, people=people)
    deed.full_clean()
    deed.save()
    record(target=community, text=text, done_on=done_on)
    return deed


@action("communities.self_help.removed")
def remove_self_help(*, deed: SelfHelpAction, by, now: datetime) -> None:
    """An entry that was a mistake goes; the log remembers it."""
    deed.delete()
    record(target=deed.community, text=deed.text, done_on=deed.done_on)
