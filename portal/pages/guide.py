"""The guide's lists that other apps refer to: ten steps (S0-17b), the ladder of participation (S0-32, S0-33), five steps
to begin (S2-32). What only the guide itself says stands in ``chapters.py``.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class GuideStep:
    number: int
    title: str
    text: str
    question: str = ""
    """What is worth noting down while preparing."""


TEN_STEPS = (
    GuideStep(
        1,
        _("Notice the chance and tell others of your idea"),
        _("An idea said aloud finds its people. Tell it in at least two places: at the shop and in the neighbours' group."),
        _("Where did you tell of it?"),
    ),
    GuideStep(
        2,
        _("One simple thought, a plain name, clear roles"),
        _("If you cannot say it in one sentence, it is not ready. Agree who does what."),
        _("The thought in one sentence, and who does what"),
    ),
    GuideStep(
        3,
        _("Do not cling to the first idea, build the vision together"),
        _("Let others change it: what is made together is kept up together."),
        _("How did the first idea change?"),
    ),
    GuideStep(
        4,
        _("Clear frame and tools that may be changed"),
        _("Say what is fixed and what is open, and write down what changed on the way."),
        _("Which rules and tools, and which of them were changed?"),
    ),
    GuideStep(
        5,
        _("Let people create in their own way"),
        _("Do not prescribe how it must look, not even in a call for projects: ask for the aim and leave room for surprise."),
        _("Where are people free to create?"),
    ),
    GuideStep(
        6,
        _("Short involvement is fine too, everybody chooses how"),
        _("Two hours at a clean-up are as welcome as a year on the board."),
        _("What can one do in an hour or two?"),
    ),
    GuideStep(
        7,
        _("Think of a reward: joy, friends, experience, meaning, money"),
        _("People come back to where it was good to be."),
        _("What do those who come get from it?"),
    ),
    GuideStep(
        8,
        _("Open information, no vain hopes, one can always join"),
        _("Say what can still change and what cannot. Keep the door open."),
        _("What can still change, and how does one join later?"),
    ),
    GuideStep(
        9,
        _("Be there and answer"),
        _("A question without an answer for three working days is a lost neighbour."),
        _("Who answers questions, and where?"),
    ),
    GuideStep(
        10,
        _("Make it attractive, face to face and online"),
        _("A good picture, a clear place and time, and somebody who smiles at the door."),
        _("Where is the invitation seen, on the spot and online?"),
    ),
)


@dataclass(frozen=True)
class ParticipationLevel:
    slug: str
    name: str
    question: str
    techniques: str


LEVELS = (
    ParticipationLevel(
        "informing", _("Informing"), _("What are we going to do?"), _("newspaper, website, presentation of a project")
    ),
    ParticipationLevel("consulting", _("Consulting"), _("What do you think of it?"), _("survey, questionnaire, notice board")),
    ParticipationLevel("involving", _("Involving"), _("How can we improve it together?"), _("forum, mapping of places")),
    ParticipationLevel(
        "cooperating",
        _("Cooperating"),
        _("What shall we decide together?"),
        _("gathering of ideas, residents' proposals, joint decision"),
    ),
)

START_STEPS = (
    GuideStep(
        1,
        _("Gather people and learn the place"),
        _("Two or three are enough to begin. Walk through the neighbourhood and ask what people are glad of."),
    ),
    GuideStep(2, _("Find a lasting way to keep in touch"), _("An e-mail list or a group in which everybody feels at home.")),
    GuideStep(3, _("Divide the work"), _("Who speaks, who writes, who keeps the money, who bakes the cake.")),
    GuideStep(
        4,
        _("Find allies and partners"),
        _("The library, the school, the parish, the next community and the municipality's contact person."),
    ),
    GuideStep(5, _("Write your strategy"), _("What you want to keep, what you want to change, and what comes first.")),
)
