"""How receipts of opinions and submissions read."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.enums import SubmissionState
from participation.models import Answer, Opinion, Submission
from participation.queries.opinion import author_steps
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_path, plain_reverse
from portal.ui.templatetags.portal_ui import moment


def _answer_steps(answer: Answer | None) -> list[tuple[Any, str]]:
    """What the author can do with the answer."""
    if not answer or not answer.published_at:
        return []
    return [(_("Say whether the answer helped, or dispute it"), plain_path(answer))]


def _opinion_receipt(opinion: Opinion) -> ReceiptView:
    facts = [(_("Consultation"), opinion.consultation.title)]
    if opinion.paragraph:
        facts.append((_("On paragraph"), f"{opinion.paragraph.number}. {opinion.paragraph.text}"))
    if opinion.is_joint:
        facts += [
            (_("Community"), opinion.community.name),
            (_("Speaks for residents"), opinion.residents_represented),
            (_("How it was agreed"), opinion.how_agreed),
        ]
    facts += [
        (label, value)
        for label, value in (
            (_("Agreed on"), opinion.agreed_on and date_format(opinion.agreed_on, "SHORT_DATE_FORMAT")),
            (_("Experience"), opinion.experience),
            (_("Proposal"), opinion.proposal),
            (_("Changed by the author"), moment(opinion.edited_at)),
            (_("Hidden publicly because"), opinion.hidden_reason),
        )
        if value
    ]
    answer = getattr(opinion, "answer", None)
    return ReceiptView(
        title=opinion.consultation.title,
        kind=_("Opinion"),
        status=opinion.status,
        facts=facts,
        text=opinion.text,
        answer=answer if answer and answer.published_at else None,
        page=plain_path(opinion),
        actions=[*_answer_steps(answer), *author_steps(opinion, timezone.now())],
    )


def _submission_receipt(submission: Submission) -> ReceiptView:
    answer = getattr(submission, "answer", None)
    facts = (
        (_("Need"), submission.need if submission.need != submission.text else ""),
        (_("Whom does it concern"), submission.concerns),
        (_("What we can do ourselves"), submission.own_part),
        (_("Which decision"), submission.decision),
        (_("Neighbourhood"), submission.neighbourhood.name if submission.neighbourhood else ""),
        (pgettext_lazy("proposal", "Place"), submission.place),
        (_("Community"), submission.community.name if submission.community else ""),
        (_("Signatures"), submission.support_count if submission.is_collective else ""),
        (_("Number in the document system"), submission.dvs_number),
        (_("Term"), _("set by law") if submission.is_signed else _("the municipality's promise")),
    )
    steps = []
    if submission.state == SubmissionState.COLLECTING:
        steps.append((_("Hand in"), plain_reverse("participation:submission_hand_in", submission.pk)))
    if submission.state in (SubmissionState.COLLECTING, SubmissionState.RECEIVED, SubmissionState.EXAMINED):
        steps.append((_("Withdraw the submission"), plain_reverse("participation:submission_withdraw", submission.pk)))
    return ReceiptView(
        title=submission.title,
        kind=submission.get_kind_display(),
        status=submission.status,
        facts=[(label, value) for label, value in facts if value],
        text=submission.text,
        answer=answer if answer and answer.published_at else None,
        page=plain_path(submission) if submission.is_public else "",
        actions=[*_answer_steps(answer), *steps],
    )


RECEIPTS.register(Opinion._meta.label_lower, _opinion_receipt)


RECEIPTS.register(Submission._meta.label_lower, _submission_receipt)
