"""Participation on a community's page and desk."""

from django.db.models import OuterRef
from django.template.loader import render_to_string

from communities.queries.cooperation import DUTY_PAGES, TRACES
from participation.enums import VoiceKind
from participation.models import Opinion, Submission
from participation.queries.answer import question_cards
from portal.ui.page_cache import for_everybody
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.COMMUNITY)
def community_panels(community, *, now):
    proposals = list(Submission.objects.public().filter(community=community).for_cards().order_by("-received_at")[:5])
    opinions = list(Opinion.objects.public().filter(community=community).for_cards().order_by("-submitted_at")[:5])
    cards = question_cards(proposals, opinions)
    return [Panel("participation/partials/community.html", {"cards": cards}, order=20)] if cards else []


@fill_slot(Slot.COMMUNITY_DESK)
def words_of_the_community(request, community, *, now):
    """What was said in the community's name and what became of it; for members, each of them alike, also what is not public."""
    drawn = for_everybody(f"words.{community.pk}", lambda: _words_of(community))
    return [Panel("components/drawn.html", {"drawn": drawn}, order=50)] if drawn else []


def _words_of(community) -> str:
    submissions = Submission.objects.filter(community=community).handed_in().for_cards()
    opinions = Opinion.objects.exclude(state__in=("unconfirmed", "withdrawn")).filter(community=community)
    opinions = opinions.for_cards().order_by("-submitted_at")
    cards = question_cards(list(submissions.order_by("-received_at")[:3]), list(opinions[:3]))
    shown = {"cards": cards, "community": community}
    return render_to_string("participation/partials/community.html", {"panel": shown}) if cards else ""


TRACES.register("opinion", Opinion.objects.public().filter(community=OuterRef("pk")))


TRACES.register("forum", Submission.objects.public().filter(community=OuterRef("pk"), forum__isnull=False))


TRACES.register("joint", Submission.objects.public().filter(community=OuterRef("pk"), voice=VoiceKind.JOINT))


for duty, page in (
    ("follow", "participation:consultation_list"),
    ("decisions", "participation:answer_list"),
    ("oversight", "participation:scorecard"),
    ("mood", "participation:forum_list"),
):
    DUTY_PAGES.register(duty, page)
