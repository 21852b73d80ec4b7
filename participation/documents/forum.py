"""Minutes of a residents' forum, in Latvian document form (facts 2.7)."""

from django.utils.translation import gettext_lazy as _

from participation.models import Forum, MeetingTask, Submission
from portal.documents.kinds import DocumentKind, register_document


def minutes_context(forum: Forum) -> dict:
    return {
        "places": [forum.neighbourhood, *forum.neighbours.all()],
        "communities": forum.communities.all(),
        "proposals": Submission.objects.public().filter(forum=forum).for_list().order_by("pk"),
        "tasks": MeetingTask.objects.filter(forum=forum).for_list().order_by("pk"),
    }


register_document(
    DocumentKind(
        key="participation.forum_minutes",
        label=_("Minutes of a residents' forum"),
        template="participation/documents/forum_minutes.html",
        context=minutes_context,
        title=lambda forum: f"{forum.title}: protokols",
        file_name=lambda forum: f"{forum.slug}-protokols",
        may_view=lambda user, forum: Forum.objects.visible_to(user).filter(pk=forum.pk).exists(),
    )
)
