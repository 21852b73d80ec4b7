"""How receipts of opinions and submissions read."""

from django.utils.translation import gettext_lazy as _

from participation.enums import OpinionState
from participation.models import Opinion, Submission
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_path, plain_reverse


def _opinion_receipt(opinion: Opinion) -> ReceiptView:
    facts = [(_("Consultation"), opinion.consultation.title)]
    if opinion.is_joint:
        facts += [
            (_("Community"), opinion.community.name),
            (_("Speaks for residents"), opinion.residents_represented),
            (_("How it was agreed"), opinion.how_agreed),
        ]
    answer = getattr(opinion, "answer", None)
    withdrawable = opinion.state in (OpinionState.UNCONFIRMED, OpinionState.RECEIVED)
    return ReceiptView(
        title=opinion.consultation.title,
        kind=_("Opinion"),
        status=opinion.status,
        facts=facts,
        text=opinion.text,
        answer=answer if answer and answer.published_at else None,
        page=plain_path(opinion),
        actions=[(_("Withdraw the opinion"), plain_reverse("participation:opinion_withdraw", opinion.pk))]
        if withdrawable
        else [],
    )


def _submission_receipt(submission: Submission) -> ReceiptView:
    answer = getattr(submission, "answer", None)
    return ReceiptView(
        title=submission.title,
        kind=submission.get_kind_display(),
        status=submission.status,
        facts=[(_("Neighbourhood"), submission.neighbourhood.name)] if submission.neighbourhood else [],
        text=submission.text,
        answer=answer if answer and answer.published_at else None,
        page=plain_path(submission) if submission.kind == "proposal" else "",
    )


RECEIPTS.register(Opinion._meta.label_lower, _opinion_receipt)


RECEIPTS.register(Submission._meta.label_lower, _submission_receipt)
