"""What is known of communities at large: the survey of 2022, the model of Latgale, what cooperation gives.

Figures of published sources, kept in one place; they change with a new edition of the source, not with the portal's use.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Func
from django.utils.translation import gettext_lazy as _

from communities.enums import FoundingFactor, MutualBenefit
from communities.models import Community

SURVEYED = 17
SURVEY_PLACES = "Pierīga, Gulbene, Sēlija, Kuldīga, Cēsis, Ķekava"
SURVEY_PROJECT = "2022.LV/NVOF/MIC/041"
"""S4-10: community activists asked in 2022, and the project that asked them."""

SUPPORT_RECEIVED = (
    (_("Funding through calls"), 65),
    (_("Officials took part"), 53),
    (_("Joint meetings, nothing followed"), 53),
    (_("Real help with a problem"), 35),
    (_("Money for upkeep and administration"), 24),
)
"""S4-16: percent of the activists whose communities had received it. Two had received nothing, one a room."""


@dataclass(frozen=True)
class Figure:
    number: str
    label: Any


LATGALE_SINCE = 2019
LATGALE_FIGURES = (
    Figure("6000", _("people took part")),
    Figure("300+", _("institutions and organisations")),
    Figure("150+", _("local initiatives")),
    Figure("95", _("training sessions for communities and teachers")),
    Figure("3", _("contests of initiatives")),
    Figure("32", _("ideas supported")),
    Figure("10", _("resource centres")),
)
"""S3-25 to S3-30: the model “Active communities” in Latgale."""

LATGALE_GAINS = (
    _("Social capital of the place: people trust one another and act together."),
    _("The community has grown in skills and in numbers."),
    _("Diversity is valued."),
    _("People believe that taking part changes something."),
    _("Schools, institutions, firms and neighbours have become a network."),
)
"""S3-31."""

ACTIVE_COMMUNITY_CAN = (
    _("be open to every resident"),
    _("bring different fields together"),
    _("find friends and partners"),
    _("see what is needed"),
    _("come up with ideas"),
    _("bring in money"),
    _("learn"),
)
"""S3-17."""

EFFECTS = (
    _("people feel moved to act"),
    _("neighbours help one another"),
    _("things, skills and time are shared"),
    _("ideas turn up"),
    _("generations meet"),
    _("people are glad to live here"),
)
"""S3-19."""

START_PRINCIPLES = (
    _("Grow from a vision you share."),
    _("Build on what is strong already."),
    _("Work with different people and from different fields."),
    _("Lead together."),
    _("Learn by doing."),
)
"""S2-31."""

CONDUCT = (
    _("We respect one another, also when we disagree."),
    _("We speak openly: who decides, who pays, what went wrong."),
    _("We are honest: we promise what we can keep."),
)
"""S2-29, S3-34."""

PHASES = (
    (_("At the start"), _("Go to people in person; find those who open doors, and those who lead or may lead.")),
    (_("On the way"), _("Stay flexible; advise, encourage, thank, and leave room for small rewards.")),
    (_("Afterwards"), _("Grow, keep the ties, and look at what has changed.")),
)
"""S3-20, S3-22."""

MUNICIPALITY_GAINS = (
    (_("True needs"), _("It learns what people need, not what an office supposes.")),
    (_("Priorities agreed among residents"), _("Neighbours have weighed them before they reach the council.")),
    (_("Eyes and ears"), _("Trouble is noticed early, while it is small.")),
    (_("Money from funds"), _("Communities can apply where a municipality cannot.")),
    (_("An example"), _("What works in one place is tried in the next.")),
    (_("A name"), _("A place with an active community is heard of.")),
)
"""S4-26."""

BOTH_GAIN = tuple(benefit.label for benefit in MutualBenefit)
"""S4-29."""

CONVERSATION = (
    _("What moves each of us to take part?"),
    _("How do we draw in those who are not here?"),
    _("What change would be worth the effort?"),
    _("How do we keep going once the first joy is over?"),
)
"""S3-35: four questions for a talk before rating oneself."""


def founding_factors() -> list[tuple[str, int]]:
    """What the registered communities grew out of, each factor with how many name it (S4-11)."""
    named = (
        Community.objects.public().annotate(factor=Func("founding_factors", function="unnest")).values_list("factor", flat=True)
    )
    counts = Counter(named)
    return [(str(factor.label), counts[factor.value]) for factor in FoundingFactor]
