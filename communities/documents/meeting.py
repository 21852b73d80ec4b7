"""Minutes of a council's meeting, in Latvian document form (facts 2.7)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import CouncilRole
from communities.models import AgendaItem, Meeting
from communities.queries.council import members_of
from portal.documents.kinds import DocumentKind, register_document

POSTS = {
    CouncilRole.CHAIR: "padomes priekšsēdētājs",
    CouncilRole.DEPUTY: "padomes priekšsēdētāja vietnieks",
    CouncilRole.SECRETARY: "padomes sekretārs",
}
"""Posts as the register names them, whoever holds them."""


def _signatory(officers: dict, *roles: CouncilRole) -> dict[str, str]:
    """Post and name of the first of ``roles`` that is held; the name only where its holder agreed to be named."""
    role = next((role for role in roles if role in officers), roles[0])
    member = officers.get(role)
    return {"post": POSTS[role], "name": member.name if member and member.publish_name else ""}


def _question(item: AgendaItem) -> dict:
    was_voted = item.votes_for is not None
    votes = f"par – {item.votes_for}, pret – {item.votes_against or 0}, atturas – {item.abstained or 0}" if was_voted else ""
    return {"item": item, "votes": votes}


def minutes_context(meeting: Meeting) -> dict:
    officers = {member.role: member for member in members_of(meeting.council, timezone.localdate(meeting.starts_at))}
    return {
        "council": meeting.council,
        "chair": _signatory(officers, CouncilRole.CHAIR, CouncilRole.DEPUTY),
        "secretary": _signatory(officers, CouncilRole.SECRETARY),
        "questions": [_question(item) for item in meeting.agenda.all()],
        "papers": [paper.title for paper in meeting.papers.filter(is_public=True)],
    }


def may_view_minutes(user, meeting: Meeting) -> bool:
    return Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()


register_document(
    DocumentKind(
        key="communities.meeting_minutes",
        label=_("Minutes of a council meeting"),
        template="communities/documents/meeting_minutes.html",
        context=minutes_context,
        title=lambda meeting: f"{meeting.council.name}: sēdes protokols Nr. {meeting.number}",
        file_name=lambda meeting: f"{meeting.council.slug}-protokols-{meeting.number}",
        may_view=may_view_minutes,
    )
)
