"""How long agreements, members and questions are kept."""

from datetime import date

from django.db.models.functions import Coalesce

from communities.actions.retention import (
    let_agreement_go,
    let_community_go,
    let_council_member_go,
    let_membership_go,
    let_question_go,
)
from communities.enums import CommunityStage
from communities.models import Agreement, Community, CouncilMember, Membership, Question
from portal.accounts.retention import Term, moment_ago, years_ago
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.RETENTION)
def people_of_long_ago(today: date):
    """Each with its own term, counted from the day on which it ended."""
    ended = Agreement.objects.alias(end=Coalesce("ended_on", "valid_to")).filter(end__lt=years_ago("AGREEMENT_KEPT_YEARS", today))
    asleep = Community.objects.filter(stage=CommunityStage.INACTIVE, updated_at__lt=moment_ago("COMMUNITY_KEPT_YEARS", today))
    left = Membership.objects.filter(ended_at__lt=moment_ago("MEMBERSHIP_KEPT_YEARS", today))
    former = CouncilMember.objects.filter(until__lt=years_ago("COUNCIL_MEMBER_KEPT_YEARS", today))
    answered = Question.objects.filter(answered_at__lt=moment_ago("QUESTION_KEPT_YEARS", today))
    return [
        Term("agreement", ended, let_agreement_go),
        Term("community", asleep, let_community_go),
        Term("membership", left, let_membership_go),
        Term("member", former, let_council_member_go),
        Term("question", answered, let_question_go),
    ]
