"""The kinds of submissions as data: what each asks for, who may read it, and which clock runs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.enums import ParticipationForm, SubmissionKind

BY_LAW = "ANSWER"
BY_PROMISE = "ANSWER_PROMISE"
"""The term by law is owed to whoever is known: signed, by e-address, on paper or with a checked identity. To everybody
else the municipality promises one."""

TEXT_LABEL = _("What do you want to say")
TEXT_HINT = _("In your own words. No legal wording is needed; the officer adds it where it is.")
DETAILS = ("form", "contributions", "groups", "basis", "also_represents")
JOINT = ("community", "residents_represented", "how_agreed")


@dataclass(frozen=True)
class KindInfo:
    """One kind. ``slug`` stands in the address of the form; ``fields`` are asked beyond title, text and attachment."""

    slug: str
    lead: Any
    fields: tuple[str, ...]
    text_label: Any = TEXT_LABEL
    text_hint: Any = TEXT_HINT
    is_public: bool = False
    law: str = BY_LAW
    promise: str = BY_PROMISE


KINDS: dict[str, KindInfo] = {
    SubmissionKind.PROPOSAL: KindInfo(
        slug="priekslikums",
        lead=_("Say what is needed. Whoever needs it too can support it, and everybody sees the answer."),
        fields=(
            "need", "concerns", "own_part", "target", "theme", "neighbourhood", "place", "latitude", "longitude",
            *JOINT, *DETAILS,
        ),
        text_label=_("How could it be solved"),
        text_hint=_("Not obligatory: finding the solution is the municipality's work."),
        is_public=True,
    ),
    SubmissionKind.SUBMISSION: KindInfo(
        slug="iesniegums",
        lead=_("A question, a complaint or a request. Only you and the municipality see it."),
        fields=("neighbourhood", *JOINT),
    ),
    SubmissionKind.COLLECTIVE: KindInfo(
        slug="kolektivais-iesniegums",
        lead=_("Many residents sign one text by name. The text and the number of signatures are public, the names are not."),
        fields=("neighbourhood", "declared"),
        is_public=True,
        promise=BY_LAW,
    ),
    SubmissionKind.INFORMATION_REQUEST: KindInfo(
        slug="informacijas-pieprasijums",
        lead=_("Ask for documents, figures or decisions, for example about your neighbourhood. You need not say why."),
        fields=("neighbourhood", "community"),
        text_label=_("What do you want to know"),
        text_hint=_("Name the matter, the place and the time as exactly as you can."),
        law="INFORMATION_REQUEST",
        promise="INFORMATION_REQUEST",
    ),
    SubmissionKind.REACTION: KindInfo(
        slug="reakcija",
        lead=_("Tell how a decision works where you live, so that a conflict can be prevented while it is small."),
        fields=("decision", "neighbourhood", *JOINT),
        text_label=_("What does the decision change for you"),
    ),
    SubmissionKind.INVITATION: KindInfo(
        slug="uzaicinajums",
        lead=_("Invite the municipality to your forum, meeting or walk. It answers who comes, or when somebody can."),
        fields=("community", "neighbourhood", "wished_on", "place"),
        text_label=_("What should be talked about"),
    ),
}  # fmt: skip
KIND_OF_SLUG = {info.slug: kind for kind, info in KINDS.items()}
PUBLIC_KINDS = tuple(str(kind) for kind, info in KINDS.items() if info.is_public)

FORM_MEANINGS = {
    ParticipationForm.NEEDS: _("See what is needed, put it in order, and talk it over with those who decide."),
    ParticipationForm.PLANNING: _("Set goals, agree on the steps, and say what is wrong with a plan."),
    ParticipationForm.MOBILISING: _("Make people aware, and choose who speaks for them."),
    ParticipationForm.TRAINING: _("Learn together, at school or by doing: to talk, to build, to handle money."),
    ParticipationForm.IMPLEMENTING: _("Do it: with work, materials, donations or member fees."),
    ParticipationForm.EVALUATING: _("Look at what came of it, decide what is next, and see the needs anew."),
}
FORM_EXAMPLES = {
    ParticipationForm.NEEDS: _("a cycle path from Daugmale to Ķekava; resting places by the water"),
    ParticipationForm.PLANNING: _("house signs in Mežinieki, from the goal to the agreed steps"),
    ParticipationForm.MOBILISING: _("a board that speaks for the residents, backed by their signatures"),
    ParticipationForm.TRAINING: _("courses for community leaders"),
    ParticipationForm.IMPLEMENTING: _("a resting place by the Misa, built together; parents who buy instruments"),
    ParticipationForm.EVALUATING: _("associations of Baldone that looked back and chose their partnership"),
}
"""What the six forms mean and look like here (S4-67 to S4-72)."""
