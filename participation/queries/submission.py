"""Submissions looked up: links of guests, what is alike, how many signatures the law asks for."""

from datetime import datetime, timedelta

from allauth.socialaccount.models import SocialAccount
from django.contrib.postgres.search import TrigramSimilarity
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.enums import SubmissionState
from participation.models import Submission, Support
from participation.models.opinion import CONFIRMATION_TERM
from portal.db import Folded
from portal.errors import InvalidInput
from portal.obligations.rules_of_law import legal_rule
from portal.ui.confirming import ConfirmationLink
from portal.ui.search import fold

LINK = ConfirmationLink(
    "participation.submission.confirm",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Send it again."),
)
SUPPORT_LINK = ConfirmationLink(
    "participation.support",
    timedelta(days=3 * 365),
    gettext_lazy("This link is too old and no longer works."),
)
"""By the same link the support is confirmed and, later, taken back."""
SIMILAR_SINCE = timedelta(days=2 * 365)
MOST_SIMILAR = 5
SIGNATURES_RULE = "COLLECTIVE_SIGNATURES"
AGE_RULE = "COLLECTIVE_MIN_AGE"


def submission_to_confirm(token: str) -> Submission:
    """The submission a guest's link belongs to. Raises ``InvalidInput``: the link is mangled or too old."""
    confirmed = Submission.objects.exclude(state=SubmissionState.UNCONFIRMED)
    submission = Submission.objects.filter(pk=LINK.read(token, confirmed)).select_related("unit").first()
    if submission is None:
        raise InvalidInput(_("What this link belongs to no longer exists. Send it again."))
    return submission


def support_of_guest(token: str) -> Support:
    """The support a guest's link belongs to. Raises ``InvalidInput``: mangled, too old, or taken back."""
    support = Support.objects.filter(pk=SUPPORT_LINK.read(token)).select_related("submission__unit").first()
    if support is None:
        raise InvalidInput(_("There is no support behind this link: it was never confirmed, or it was taken back."))
    return support


def similar_to(title: str, now: datetime) -> list[Submission]:
    """Public proposals of the last two years whose titles resemble ``title``, the most alike first."""
    words = fold(title)
    recent = Submission.objects.public().filter(received_at__gt=now - SIMILAR_SINCE).alias(folded_title=Folded("title"))
    ranked = (
        recent.filter(folded_title__trigram_similar=words)
        .annotate(likeness=TrigramSimilarity("folded_title", words))
        .order_by("-likeness", "-pk")
    )
    return list(ranked.for_list()[:MOST_SIMILAR])


def signatures_needed(now: datetime) -> int:
    """How many people must sign a collective submission."""
    return legal_rule(SIGNATURES_RULE, timezone.localdate(now)).whole


def youngest_signatory(now: datetime) -> int:
    return legal_rule(AGE_RULE, timezone.localdate(now)).whole


def may_open_attachment(user, submission: Submission) -> bool:
    """A signed copy carries its signer's personal code: it is for the author, the community's members and officers."""
    return user.has_perm("participation.view_submission") or Submission.objects.own(user).filter(pk=submission.pk).exists()


def is_identified(user) -> bool:
    """Whether the person's identity was checked by the national sign-in, so that the law's term applies."""
    return user.is_authenticated and SocialAccount.objects.filter(user=user).exists()
