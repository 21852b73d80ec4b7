"""Surveys, draft decisions and requests for an opinion: who may open what."""

from communities.models import Community
from participation.models import DraftDecision, OpinionRequest, Survey
from participation.queries.survey import confirmation_token
from tests.factories.draft_decision import DraftDecisionFactory, ask
from tests.factories.files import stored_file
from tests.factories.survey import SurveyFactory, respond
from tests.project.visitors import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    LEADER,
    OFFICER,
    STAFF,
    Desk,
    first,
    official,
    only,
    person,
    private,
    public,
)

OPEN = first(lambda: Survey.objects.filter(audience="anonymous", source="", results_at=None))
WITH_RESULTS = first(lambda: Survey.objects.filter(results_at__isnull=False))
REFERENCE = first(lambda: Survey.objects.exclude(source=""))
FOR_MEMBERS = first(lambda: Survey.objects.filter(audience="members"))
IN_PREPARATION = {"state": "draft", "published_at": None}


def to_confirm() -> dict[str, str]:
    survey = SurveyFactory(audience="email")
    respond(survey, email="viesis@example.lv")
    return {"token": confirmation_token(survey.drafts.get())}


def closed_survey() -> dict:
    survey = SurveyFactory(closed=True)
    respond(survey)
    return {"slug": survey.slug}


def responses() -> dict:
    return {"pk": Survey.objects.get(slug=closed_survey()["slug"]).pk, "format_name": "csv"}


def draft_with_file() -> dict[str, str]:
    draft = DraftDecision.objects.public().first()
    DraftDecision.objects.filter(pk=draft.pk).update(file=stored_file("projekts.pdf"))
    return {"slug": draft.slug}


def leaders_request() -> dict[str, int]:
    """To the community the leader of these tests leads."""
    community = Community.objects.of_member(person(LEADER)).get()
    draft = DraftDecisionFactory(neighbourhoods=list(community.neighbourhoods.all()))
    ask(draft)
    return {"pk": OpinionRequest.objects.get(draft=draft, community=community).pk}


PAGES = (
    public("participation:survey_list"),
    public("participation:survey_detail", OPEN),
    public("participation:survey_detail", WITH_RESULTS),
    public("participation:survey_detail", REFERENCE),
    public("participation:survey_detail", FOR_MEMBERS),
    public("participation:survey_detail", lambda: {"slug": SurveyFactory(**IN_PREPARATION).slug}, opens=STAFF),
    public("participation:survey_answer", OPEN),
    public("participation:survey_answer", REFERENCE, status=409),
    public("participation:survey_send", OPEN, status=302),
    public("participation:survey_saved", OPEN, status=302),
    public("participation:survey_resume", OPEN),
    public("participation:survey_sent", OPEN),
    public("participation:survey_unconfirmed", OPEN),
    public("participation:survey_confirm", to_confirm),
    public("participation:survey_results", WITH_RESULTS),
    public("participation:survey_results", REFERENCE),
    public("participation:survey_results", closed_survey, opens=STAFF),
    public("participation:draft_decision_list"),
    public("participation:draft_decision_detail", first(lambda: DraftDecision.objects.filter(stage="drafting"))),
    public("participation:draft_decision_detail", first(lambda: DraftDecision.objects.filter(stage="submitted"))),
    public("participation:draft_decision_detail", first(lambda: DraftDecision.objects.filter(stage="decided"))),
    public("participation:draft_decision_detail", lambda: {"slug": DraftDecisionFactory(published_at=None).slug}, opens=STAFF),
    public("participation:draft_decision_file", draft_with_file),
    private("participation:request_decline", leaders_request, opens=only(LEADER)),
    private("participation:invitation_answer", lambda: {"pk": 1}, status=405),
    official(
        "admin:participation_survey_responses", responses, opens=only(COORDINATOR, OFFICER, AUDITOR, ADMINISTRATOR)
    ),
)  # fmt: skip

PREPARES = only(COORDINATOR)
"""And officers in what their own unit holds; the officer of these tests sits in none."""

DESKS = {
    "participation.survey": Desk(
        STAFF,
        only(COORDINATOR, OFFICER),
        steps={**dict.fromkeys(("publicet", "labot", "rezultati"), PREPARES), "kopet": PREPARES},
    ),
    "participation.surveytext": Desk(
        only(COORDINATOR, OFFICER, AUDITOR, ADMINISTRATOR),
        steps=dict.fromkeys(("radit", "neradit"), only(COORDINATOR, OFFICER)),
    ),
    "participation.draftdecision": Desk(
        STAFF,
        only(COORDINATOR, OFFICER),
        steps=dict.fromkeys(
            ("fails", "publicet", "lugt-viedokli", "iesniegt", "uzaicinat", "lemums", "rezultats"), PREPARES
        ),
    ),
    "participation.territoryoverview": Desk(
        STAFF, only(COORDINATOR, OFFICER), steps={"drukat": only(COORDINATOR, OFFICER)}
    ),
}  # fmt: skip
