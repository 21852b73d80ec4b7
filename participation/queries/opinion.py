"""The link that confirms a guest's opinion, what an opinion said before, and which ones are hidden."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.enums import OpinionState
from participation.models import Consultation, Moderation, Opinion
from participation.models.opinion import CONFIRMATION_TERM
from portal.audit.erasure import history_model
from portal.errors import InvalidInput
from portal.ui.confirming import ConfirmationLink
from portal.ui.links import plain_reverse

LINK = ConfirmationLink(
    "participation.opinion.confirm",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Send your opinion again."),
)


def confirmation_token(opinion: Opinion) -> str:
    return LINK.token_for(opinion.pk)


def opinion_to_confirm(token: str) -> Opinion:
    """The opinion a confirmation link belongs to.

    Raises ``InvalidInput``: the link is mangled, or older than a week and its opinion was let go.
    """
    confirmed = Opinion.objects.exclude(state=OpinionState.UNCONFIRMED)
    opinion = Opinion.objects.filter(pk=LINK.read(token, confirmed)).select_related("consultation").first()
    if opinion is None:
        raise InvalidInput(_("The opinion of this link no longer exists. Send it again."))
    return opinion


def author_steps(opinion: Opinion, now: datetime) -> list[tuple[Any, str]]:
    """What the author can still do with it: label and address without a language prefix."""
    steps = []
    if opinion.state in (OpinionState.RECEIVED, OpinionState.HIDDEN) and opinion.consultation.is_open(now):
        steps.append((_("Change the opinion"), "participation:opinion_edit"))
    if opinion.state in (OpinionState.UNCONFIRMED, OpinionState.RECEIVED, OpinionState.HIDDEN):
        steps.append((_("Withdraw the opinion"), "participation:opinion_withdraw"))
    is_hidden = opinion.hidden_reason and opinion.state != OpinionState.WITHDRAWN
    if is_hidden and not any(one.appealed_at for one in opinion.moderations.all() if one.ended_at is None):
        steps.append((_("Object to the hiding"), "participation:opinion_appeal"))
    return [(label, plain_reverse(name, opinion.pk)) for label, name in steps]


@dataclass(frozen=True)
class Wording:
    """What an opinion said from ``since`` until its author changed it."""

    text: str
    experience: str
    proposal: str
    since: datetime


def earlier_wordings(opinion: Opinion) -> list[Wording]:
    """What the author said before, the latest first; the present wording is not among them."""
    rows = history_model(Opinion).objects.filter(pgh_obj_id=opinion.pk).order_by("pgh_created_at", "pgh_id")
    wordings: list[Wording] = []
    for text, experience, proposal, edited_at in rows.values_list("text", "experience", "proposal", "edited_at"):
        if not wordings or wordings[-1].since != (edited_at or opinion.submitted_at):
            wordings.append(Wording(text, experience, proposal, edited_at or opinion.submitted_at))
    return wordings[-2::-1]


def hidden_opinions(consultation: Consultation) -> QuerySet[Moderation]:
    """The trace that hidden opinions leave in public: when and why, without their words. The withdrawn leave none."""
    current = Moderation.objects.current().filter(opinion__consultation=consultation)
    return current.exclude(opinion__state="withdrawn").only("reason", "hidden_at").order_by("hidden_at")
