"""What the chapters of the guide say, in our own words after the source documents; each list names the rules it follows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Point:
    """One thought: its name and a sentence or two."""

    title: Any
    text: Any


WHOM_IT_SPEAKS_TO = (
    (
        Point(
            _("We are only beginning"),
            _("A few neighbours, an idea, perhaps no name yet. You need no association and no money to start."),
        ),
        "pages:guide_community",
        _("How to begin a community"),
    ),
    (
        Point(
            _("We are an association or an active community"),
            _("You have done things together. Now you look for a say in decisions, for partners and steady support."),
        ),
        "pages:guide_participation",
        _("How to take part and how to invite"),
    ),
    (
        Point(
            _("We work for the municipality"),
            _("You ask residents, answer them and want those to come who usually stay at home."),
        ),
        "pages:guide_culture",
        _("Culture, community, resilience"),
    ),
)
"""S4-03: three ways in, each with the chapter to begin with."""

FOR_EVERYBODY = (
    Point(
        _("A right, never a duty"),
        _(
            "Everybody may always take part, and nobody must. Whoever stays at home owes no explanation, and a community owes "
            "only what it has signed for."
        ),
    ),
    Point(
        _("A voice that is heard"),
        _("Where nobody takes part, the voice of the people falls silent and decisions get worse. Here each voice is answered."),
    ),
    Point(
        _("Open on both sides"),
        _(
            "An open community needs a municipality that is open too: that tries new ways of asking, can be trusted and thinks "
            "ahead."
        ),
    ),
)
"""S4-73, S3-53, S3-55."""

WHY_TOGETHER = (
    Point(_("The place has a voice"), _("Who lives here speaks for the place itself, for its street, wood and shore.")),
    Point(_("Cleverer solutions"), _("Not only a path and a bench: those who know the place find what nobody at a desk would.")),
    Point(
        _("Needs instead of wishes"),
        _("Neighbours who have talked it over bring a reasoned proposal and need not fight for a share."),
    ),
    Point(_("Many interests"), _("Young and old, newcomers and long-time residents bring fresh views and new ideas.")),
    Point(
        _("More hands and means"),
        _("The municipality cannot do everything, and it need not: a community brings time, skills, things and money."),
    ),
    Point(_("Joy"), _("A person has more than a home and a job: doing something for all is a pleasure of its own.")),
)
"""S2-05 to S2-10: why a community thinks, decides and acts for itself."""

LED_BY_COMMUNITY = (
    Point(_("Those who live there make the vision"), _("What the place shall be in ten years is said first by its residents.")),
    Point(_("The local voice comes first"), _("Experts advise; what is done in a place is decided with those who live in it.")),
    Point(_("Built on strengths"), _("Begin with what is good here already, not with a list of troubles.")),
    Point(
        _("Across fields and for long"),
        _("School, shop, culture and road belong together: change what lies behind, instead of running from project to project."),
    ),
)
"""S2-18 to S2-21."""

LEADERS_LEARN = (
    _("to listen and to speak so that others understand"),
    _("how people behave in a group, and what to do when they quarrel"),
    _("to plan, to write a project and to account for the money"),
    _("to hand work on, so that not everything hangs on one person"),
)
"""S2-28."""

APPROACH = (
    Point(_("Long cooperation"), _("Stay with the same partners for years, and keep many ways of working at hand.")),
    Point(
        _("Inner motivation"),
        _("People create by themselves where three things meet: a challenge, freedom to act, and somebody who backs them."),
    ),
)
"""S1-19, S1-20."""

PARTICIPATION_GIVES = (
    _("to form an idea and to say it"),
    _("to influence what is decided about one's own place"),
    _("to see what others need, not only oneself"),
    _("to take more responsibility for the neighbourhood"),
)
"""S0-29."""

MODES = (
    Point(
        _("Informing: “We shall do it so”"),
        _("Pass the facts on, advise, inspire, explain and encourage. Honest as long as nobody is promised a say."),
    ),
    Point(
        _("Consulting: “How could we do it better?”"),
        _("Gather what people have experienced, know, have seen elsewhere, have tried and believe in."),
    ),
    Point(
        _("Planning together"),
        _("Learn, study and discuss together, discover what nobody knew before, and agree."),
    ),
)
"""S2-11 to S2-13."""

SETTING_UP = (
    Point(
        _("Who begins?"),
        _(
            "Anybody: a local leader, a council, an association, a community centre. The municipality backs it at least with its "
            "contact person, a room and an answer; the page of the meeting names both."
        ),
    ),
    Point(_("For whom?"), _("Ten neighbours talk at one table; a whole parish needs a survey first, young people another hour.")),
    Point(_("What for?"), _("To tell, to ask, to improve or to decide: the aim chooses the level and the way.")),
    Point(
        _("How much time is there?"),
        _("A week is enough for a survey, a month for a discussion, a season for a plan. Do not ask for more than you can use."),
    ),
)
"""S0-30, S0-31."""

ONE_VOICE = Point(
    _("Speaking with one voice"),
    _(
        "An opinion on which neighbours have agreed stands first and is counted apart from single voices. In calls for projects "
        "a place that has handed one in may get extra points; the call says how many."
    ),
)
"""S4-23, S4-94."""

PRINCIPLES = (
    _("There is no right and no wrong method."),
    _("The aim is always to learn."),
    _("Nobody learns without trying, and sometimes failing."),
    _("It may be complicated, and that is normal."),
)
"""S0-34."""

CHAIN = (
    Point(_("Culture"), _("invites, engages, inspires")),
    Point(_("Community and participation"), _("trust, belonging, social contacts grow")),
    Point(_("Resilience"), _("people get through hard times together")),
)
"""S0-05."""

PRESSURES = (
    Point(_("On small towns"), _("fewer and older residents, the pull of big cities, shrinking budgets")),
    Point(_("From outside"), _("war, migration, recession, the danger of a climate disaster")),
    Point(
        _("All around the Baltic Sea"),
        _("climate change, urbanisation, recession, people living apart, an ageing society, political tension"),
    ),
)
"""S0-06 to S0-08."""

CULTURE_ROLES = (
    Point(
        _("A gate"),
        _("An easy invitation: to a hearing few come, to a street picnic or an outdoor show of photographs nearly everybody."),
    ),
    Point(
        _("A spark"),
        _("New views and boldness: whoever makes something with others learns to risk, to invent and to cooperate."),
    ),
    Point(_("A space"), _("A reason and a place to meet, open to everybody.")),
)
"""S0-12 to S0-14."""

CULTURE_FORMS = (
    _("poetry and language"),
    _("theatre and dance"),
    _("music"),
    _("art and design"),
    _("fashion and crafts"),
    _("rituals and celebrations"),
    _("food"),
    _("daily life"),
)
"""S0-11: culture is meant broadly: whatever people create and what brings them together."""

EXAMPLES = (
    Point(_("Art and community"), _("A theatre of today put the stories of a community on its stage.")),
    Point(
        _("Art, community and school"),
        _("A play about inclusion, with lessons around it, came into the culture programme for schools “Latvijas skolas soma”."),
    ),
    Point(
        _("School and community"),
        _("Teachers and pupils learned to solve real problems of their own community and municipality."),
    ),
)
"""S1-16 to S1-18."""

PARTNERS = (
    Point(_("Sweden"), _("the secretariat of the Council of the Baltic Sea States, which leads the project")),
    Point(_("Lithuania"), _("Alytus city municipality")),
    Point(
        _("Germany"),
        _(
            "the culture network Ars Baltica, the Heinrich Böll Foundation Schleswig-Holstein, and the ministry of justice, "
            "European affairs and consumer protection of Schleswig-Holstein"
        ),
    ),
    Point(_("Denmark"), _("the Danish Cultural Institute and Varde municipality")),
    Point(_("Poland"), _("the Baltic Sea Cultural Centre in Gdańsk")),
    Point(_("Estonia"), _("Creative Estonia")),
    Point(
        _("Latvia"),
        _("the secretariat of the Northern Dimension Partnership on Culture and Vidzeme Planning Region"),
    ),
    Point(_("Finland"), _("the Regional Council of Ostrobothnia")),
)
"""S0-03: twelve partners of eight countries."""

READING = (
    Point(
        _("On participation"),
        (
            "People Powered: The Participation Playbook",
            "Nikki Slocum: Participatory Methods Toolkit. A practitioner's manual (UNU-CRIS)",
            "We Solve: The Hierarchy of Participation Levels, Techniques and Examples",
        ),
    ),
    Point(
        _("On resilience"),
        (
            "Nordregio: Resilience Study",
            "OECD: Resilient Cities",
            "Resilient Cities Network: What is urban resilience",
            "URBACT: Resilient Europe",
            "Urban Resilience Hub: Social Resilience Guide",
        ),
    ),
    Point(
        _("On culture"),
        (
            "Voices of Culture: The Role of Culture in Non-Urban Areas of the European Union",
            "Aat Vos: Can Cultural Institutions Be Third Places?",
            "Urban Toolkit on Cultural Tools",
            "GALOP: Grow through Activating Local Potential",
            "Global Grassroots: Sense of community and belonging",
        ),
    ),
)
"""S0-66: by title and publisher, because addresses of others grow old sooner than titles."""
