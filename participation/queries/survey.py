"""What pages and letters of surveys ask: whose draft, who has answered, which link."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community, Membership
from participation.models import Survey, SurveyDraft, SurveyParticipation
from portal.accounts.models import User
from portal.errors import InvalidInput
from portal.obligations.rules_of_law import legal_rule
from portal.ui.confirming import ConfirmationLink

CONFIRMATION_TERM = timedelta(days=7)
LINK = ConfirmationLink(
    "participation.survey.confirm",
    CONFIRMATION_TERM,
    gettext_lazy(
        "This link is older than seven days and no longer works. What you confirmed counts; else answer the survey again."
    ),
)


def confirmation_token(draft: SurveyDraft) -> str:
    return LINK.token_for(str(draft.pk))


def draft_to_confirm(token: str) -> SurveyDraft:
    """The answers a confirmation link belongs to.

    Raises ``InvalidInput``: the link is mangled or old, or the answers count already and know no sender any more.
    """
    draft = SurveyDraft.objects.filter(pk=LINK.read(token), sent_at__isnull=False).select_related("survey").first()
    if draft is None:
        raise InvalidInput(_("These answers were confirmed before, or their time is over. Nothing more is needed."))
    return draft


def mark_of(survey: Survey, email: str) -> str:
    """The keyed hash of an address, another one for each survey: it tells a second answer, and nobody's address."""
    return salted_hmac(f"participation.survey.{survey.pk}", email.strip().casefold(), algorithm="sha256").hexdigest()


def may_answer(survey: Survey, user) -> bool:
    """Whether the survey is for this visitor; for members, of any invited community."""
    if not survey.is_for_members:
        return True
    if not user.is_authenticated:
        return False
    return Community.objects.of_member(user).filter(surveys=survey).exists()


def has_answered(survey: Survey, user) -> bool:
    """Known for members only: of others no trace is kept."""
    return user.is_authenticated and SurveyParticipation.objects.filter(survey=survey, person=user).exists()


def members_asked(survey: Survey) -> list[User]:
    """Members of the invited communities who have not answered yet."""
    memberships = Membership.objects.current().filter(community__in=survey.communities.all())
    answered = SurveyParticipation.objects.filter(survey=survey, person__isnull=False).values("person")
    people = User.objects.filter(pk__in=memberships.values("user"), is_active=True).exclude(pk__in=answered)
    return list(people.order_by("pk"))


def people_with_drafts(survey: Survey) -> list[User]:
    """Who began to answer while signed in and has not sent it."""
    drafts = SurveyDraft.objects.unsent().filter(survey=survey, person__isnull=False)
    return list(User.objects.filter(pk__in=drafts.values("person"), is_active=True).order_by("pk"))


def communities_told(survey: Survey):
    """Public communities of the neighbourhoods concerned; of all, when it concerns everybody."""
    communities = Community.objects.public()
    places = survey.neighbourhoods.all()
    return communities.filter(neighbourhoods__in=places).distinct() if places else communities


def is_used(survey: Survey) -> bool:
    """Whether somebody has answered or begun to: then the questions stay as they are."""
    return survey.responses.exists() or survey.drafts.exists()


REMINDER_RULE = "SURVEY_REMINDER_DAYS"
DRAFT_RULE = "SURVEY_DRAFT_DAYS"
RESPONSES_RULE = "SURVEY_MIN_RESPONSES"


def surveys_to_announce(now: datetime):
    """Open, and nobody was told yet."""
    return Survey.objects.open(now).filter(announced_at__isnull=True, source="")


def surveys_to_remind_of(now: datetime):
    """About to close, with readers who were told early enough for a reminder to be new to them."""
    soon = now + timedelta(days=legal_rule(REMINDER_RULE, timezone.localdate(now)).whole)
    told_before = Q(announced_at__lt=now - timedelta(days=1))
    return Survey.objects.open(now).filter(told_before, closes_at__lte=soon, reminded_at__isnull=True)


def surveys_to_forget_people_of(now: datetime):
    """Closed long enough: what was left unfinished or never confirmed goes, and who has answered."""
    days = legal_rule(DRAFT_RULE, timezone.localdate(now)).whole
    traces = Q(drafts__isnull=False) | Q(participations__isnull=False)
    return Survey.objects.filter(traces, closes_at__lt=now - timedelta(days=days)).distinct()


def fewest_responses(survey: Survey) -> int:
    """Of how many responses the results may be shown, so that nobody is recognised among few."""
    return legal_rule(RESPONSES_RULE, timezone.localdate(survey.closes_at)).whole
