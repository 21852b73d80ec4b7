"""The sections in which a community tells of itself, and what it has told so far."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from communities.enums import ProfileTopic
from communities.models import Community, ProfileText

T = ProfileTopic


@dataclass(frozen=True)
class ProfileSection:
    """One page of the profile: its topics with the question each asks. ``is_public``: shown on the community's page.

    ``checks`` are what a good text of this section does, shown beside the fields and enforced by nothing.
    """

    slug: str
    title: Any
    intro: Any
    questions: dict[ProfileTopic, Any]
    is_public: bool
    checks: tuple[Any, ...] = ()
    checks_title: Any = ""


SECTIONS = (
    ProfileSection(
        "identitate",
        _("Identity and values"),
        _("What makes us one community: the place, its people, nature and culture."),
        {
            T.IDENTITY: _("How would you show the place to a guest? What do people say “ours” about?"),
            T.CULTURE: _("Festivals, stories, crafts, songs: what would be missed if it were gone?"),
            T.VALUES: _("What do we never argue about?"),
        },
        is_public=True,
    ),
    ProfileSection(
        "vajadzibas",
        _("Needs, aims and resources"),
        _("Each community has its own. Where capacities, needs and resources meet, a strategy begins."),
        {
            T.NEEDS: _("What makes daily life harder than it should be? Which problem comes first?"),
            T.AIMS: _("What should be different here in three years?"),
            T.INTERESTS: _("What do people come to gladly?"),
            T.POSSIBILITIES: _("What lies within reach: a place, a project, a partner?"),
            T.CAPACITIES: _("Who among us can do what: lead, write, build, cook, repair?"),
            T.RESOURCES: _("Rooms, tools, money, time, friends."),
        },
        is_public=True,
    ),
    ProfileSection(
        "vizija",
        _("Vision"),
        _("What the place will be like when it goes well, on four pillars."),
        {
            T.STRONGER: _("People and leaders, trust, skills, health, safety."),
            T.PROSPEROUS: _("Work and enterprise, homes, services, a well-kept place."),
            T.CONNECTED: _("Neighbours, generations, roads and paths, ties with other places and with the municipality."),
            T.RESILIENT: _("Floods, storms, power cuts, change: how we hold together and recover."),
        },
        is_public=True,
        checks=(
            _("It shows the aim and the values we share."),
            _("It inspires people who differ from one another."),
            _("It says what will change and what the results will be."),
            _("It speaks of several fields of life."),
        ),
        checks_title=_("A vision becomes a goal when"),
    ),
    ProfileSection(
        "jautajumi",
        _("Five key questions"),
        _("Answer them together, before money and deadlines ask for the answers."),
        {
            T.FORMATION: _("How do people come to the group that speaks for the place? Who is still missing?"),
            T.INNOVATION: _("What do we try that has not been tried here?"),
            T.OUTSIDE: _("With whom outside do we work: neighbours, schools, firms, the municipality?"),
            T.STRUCTURE: _("Who is responsible for what, and where do the means come from?"),
            T.GOVERNANCE: _("How do we lead so that everybody is included, all is clear, and things get done?"),
        },
        is_public=False,
    ),
    ProfileSection(
        "strategija",
        _("Strategy"),
        _("A short plan: what, how, for how much, and how we know that it works."),
        {
            T.ACTIVITIES: _("What, when, who."),
            T.SOLUTIONS: _("Which ways did we choose, and why these?"),
            T.FINANCES: _("What we give ourselves, what we ask for and where."),
            T.MONITORING: _("What do we look at, how often, and who does it?"),
            T.COMMUNICATION: _(
                "Whom do we tell, what, where and how often, and who writes? One regular activity that ties people to the place."
            ),
        },
        is_public=False,
    ),
)

OVERLAP = (T.CAPACITIES, T.NEEDS, T.RESOURCES)
"""Where the three overlap, a strategy begins (S2-30)."""


def section_of(slug: str) -> ProfileSection | None:
    return next((section for section in SECTIONS if section.slug == slug), None)


def texts_of(community: Community) -> dict[str, str]:
    """What the community has told, by topic."""
    return dict(community.profile_texts.values_list("topic", "text"))


def with_texts(communities: QuerySet) -> QuerySet:
    """The communities, each with what it has told in ``told``: topics and texts, fetched along."""
    texts = ProfileText.objects.filter(community=OuterRef("pk")).values(json=JSONObject(topic="topic", text="text"))
    return communities.annotate(told=ArraySubquery(texts))


def public_chapters(texts: dict[str, str]) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """The public sections with what is told in them, each with the label of its topic; empty ones are left out."""
    chapters = [
        (section.title, [(topic.label, texts[topic]) for topic in section.questions if topic in texts])
        for section in SECTIONS
        if section.is_public
    ]
    return [(title, told) for title, told in chapters if told]


def residents_over_time(community: Community) -> list[tuple[date, int]]:
    """How many residents the community united on each day on which it counted; a corrected count stands as told last."""
    counts = community.events.filter(residents_united__isnull=False).order_by("residents_united_on", "-pgh_id")
    return list(counts.distinct("residents_united_on").values_list("residents_united_on", "residents_united"))
