import pytest
from django.urls import reverse
from django.utils import timezone

from participation.models import DraftDecision, TerritoryOverview
from portal.accounts.roles import Role
from portal.documents.models import Document
from tests.desks import step_of
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.draft_decision import RESULT, DraftDecisionFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def coordinator(client, municipality):
    person = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(person)
    return person


@pytest.mark.rule("S4-86")
@pytest.mark.usefixtures("coordinator")
def test_a_draft_without_affected_neighbourhoods_is_refused_where_it_stands(client):
    response = client.post(reverse("admin:participation_draftdecision_add"), {"title": "Par pieturu", "slug": "par-pieturu"})

    assert "neighbourhoods" in response.context["adminform"].form.errors
    assert not DraftDecision.objects.exists()


@pytest.mark.usefixtures("coordinator")
def test_a_draft_is_led_to_its_result_by_steps(client, time_machine):
    place = NeighbourhoodFactory()
    CommunityFactory(neighbourhoods=[place], leader=PersonFactory())
    draft = DraftDecisionFactory(neighbourhoods=[place], published_at=None)
    today = timezone.localdate()

    client.post(step_of(draft, "publicet"))
    meeting = {
        "committee": "Vides komiteja", "meeting_at": f"{today.year + 1}-02-03T15:00",
        "meeting_place": "Dome",
    }  # fmt: skip
    client.post(step_of(draft, "iesniegt"), meeting)
    client.post(step_of(draft, "uzaicinat"))
    client.post(step_of(draft, "lemums"), {"outcome": "adopted", "decided_on": f"{today:%Y-%m-%d}"})
    client.post(step_of(draft, "rezultats"), {"result": RESULT})

    draft.refresh_from_db()
    assert (draft.stage, draft.result, draft.invitations.count()) == ("decided", RESULT, 1)


@pytest.mark.rule("S4-85")
@pytest.mark.usefixtures("coordinator")
def test_asking_after_the_submission_is_told_in_a_sentence(client):
    draft = DraftDecisionFactory(neighbourhoods=[NeighbourhoodFactory()])
    today = timezone.localdate()
    DraftDecision.objects.update(
        stage="submitted", committee="Vides komiteja", submitted_at=timezone.now(), meeting_at=timezone.now()
    )

    response = client.post(
        step_of(draft, "lugt-viedokli"),
        {"can_change": "Vieta.", "answer_by": f"{today.year + 1}-02-03", "decision_on": f"{today.year + 1}-03-03"},
    )

    assert response.status_code == 422
    assert "komitejā" in response.context["form"].non_field_errors()[0]


def test_an_officer_leads_drafts_of_the_own_unit_alone(client, municipality):
    client.force_login(OfficerFactory())
    draft = DraftDecisionFactory(neighbourhoods=[NeighbourhoodFactory()], published_at=None)

    assert client.post(step_of(draft, "publicet")).status_code == 403


@pytest.mark.rule("S4-90")
@pytest.mark.usefixtures("coordinator")
def test_an_overview_for_a_planner_is_printed_when_saved_and_again_on_demand(client):
    place = NeighbourhoodFactory()

    client.post(reverse("admin:participation_territoryoverview_add"), {"planner": "Lokālplānojums", "neighbourhoods": [place.pk]})
    overview = TerritoryOverview.objects.get()
    client.post(reverse("admin:participation_territoryoverview_step", args=[overview.pk, "drukat"]))

    assert list(overview.neighbourhoods.all()) == [place]
    assert sorted(Document.objects.values_list("version", flat=True)) == [1, 2]
