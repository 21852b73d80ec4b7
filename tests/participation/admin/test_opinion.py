import pytest
from django.urls import reverse
from django.utils import timezone

from participation.actions.moderation import appeal_hiding, hide_opinion
from participation.actions.opinion import edit_opinion
from participation.models import Opinion
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.obligations.models import Receipt
from portal.obligations.receipts import secret_of
from tests.desks import step_of
from tests.factories.communities import CommunityFactory
from tests.factories.files import stored_file
from tests.factories.participation import ConsultationFactory, give_joint_opinion, give_opinion, type_in
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
REASON = "Viedoklī nosaukts cita cilvēka vārds."
TEXT = "Bibliotēkā vajag durvis, kas atveras ar pogu."


def page_of(opinion, name: str = "change") -> str:
    return reverse(f"admin:participation_opinion_{name}", args=[opinion.pk])


@pytest.fixture
def officer(client, municipality):
    """An officer of one unit, signed in."""
    person = OfficerFactory()
    client.force_login(person)
    return person


@pytest.fixture
def consultation(officer):
    return ConsultationFactory(unit=UnitFactory(members=[officer]))


def paper(client, consultation, **data):
    """What the officer types in from paper."""
    form = client.get(step_of(consultation, "viedoklis")).context["form"]
    given = {
        "channel": "paper", "received_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "text": TEXT,
        "form_token": form["form_token"].value(),
    }  # fmt: skip
    return client.post(step_of(consultation, "viedoklis"), given | data, follow=True)


@pytest.mark.rule("S4-151")
def test_what_came_on_paper_is_typed_in_and_its_receipt_printed(client, consultation, officer):
    response = paper(client, consultation, name="Anna Ozola")

    receipt = Receipt.objects.get()
    assert Opinion.objects.get().entered_by == officer
    assert response.request["PATH_INFO"] == reverse("obligations:receipt_detail", args=[receipt.number])
    assert secret_of(receipt) in response.text
    assert "data-print" in response.text


@pytest.mark.rule("S4-94")
def test_a_joint_opinion_on_paper_is_counted_apart(client, consultation):
    joint = {"residents_represented": "21", "how_agreed": "sapulcē", "agreed_on": f"{timezone.localdate():%Y-%m-%d}"}

    paper(client, consultation, community=CommunityFactory().pk, **joint)

    consultation.refresh_from_db()
    assert (consultation.joint_count, consultation.represented_count, consultation.individual_count) == (1, 21, 0)


@pytest.mark.parametrize(
    ("data", "field"),
    [({"text": " "}, "text"), ({"received_at": "2099-01-01T10:00"}, "received_at"), ({"channel": "web"}, "channel")],
)
def test_what_is_typed_in_wrongly_is_told_where_and_kept(client, consultation, data, field):
    response = paper(client, consultation, name="Anna Ozola", **data)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert "Anna Ozola" in response.text


@pytest.mark.usefixtures("officer")
def test_nobody_types_in_for_another_unit(client):
    assert client.get(step_of(ConsultationFactory(), "viedoklis")).status_code == 403
    assert client.get(page_of(type_in(), "receipt")).status_code == 403


def test_the_receipt_of_what_somebody_sent_is_not_the_officers(client, consultation):
    assert client.get(page_of(give_opinion(consultation), "receipt")).status_code == 403


def test_an_officer_hides_an_opinion_and_shows_it_again(client, consultation):
    opinion = give_opinion(consultation)

    refused = client.post(step_of(opinion, "paslept"), {"reason": "Slikti."})
    client.post(step_of(opinion, "paslept"), {"reason": REASON})
    assert not Opinion.objects.public().exists()
    client.post(step_of(opinion, "paradit"))

    assert set(refused.context["form"].errors) == {"reason"}
    assert Opinion.objects.public().get() == opinion


def test_the_head_decides_on_the_objection_and_the_one_who_hid_it_does_not(client, officer, now):
    head = OfficerFactory()
    opinion = give_opinion(ConsultationFactory(unit=UnitFactory(members=[officer], head=head)))
    hide_opinion(opinion=opinion, reason=REASON, by=officer, now=now)
    appeal_hiding(opinion=opinion, objection="Vārdu no teksta esmu izņēmis.", by=opinion.author, now=now)
    decision = {"shows_again": "1", "decision": "Svešu datu tekstā vairs nav."}

    assert client.post(step_of(opinion, "iebildums"), decision).status_code == 403
    client.force_login(head)
    client.post(step_of(opinion, "iebildums"), decision)

    assert Opinion.objects.public().get() == opinion


def test_officers_read_what_it_said_before(client, consultation, now):
    opinion = give_opinion(consultation, text="Vajag ceļu.")
    edit_opinion(opinion=opinion, text="Vajag drošu ceļu.", by=opinion.author, now=now)

    page = client.get(page_of(opinion)).text

    assert "Vajag ceļu." in page
    assert "Vajag drošu ceļu." in page


def test_opening_the_evidence_is_noted(client, consultation):
    opinion = give_joint_opinion(consultation, evidence=stored_file("protokols.pdf"))

    response = client.get(page_of(opinion, "evidence"))

    assert response.getvalue()
    assert response["Content-Disposition"] == 'attachment; filename="protokols.pdf"'
    assert Event.objects.filter(name="participation.opinion.evidence_read").exists()
    assert client.get(page_of(give_opinion(consultation), "evidence")).status_code == 404


@pytest.mark.rule("S4-94")
def test_the_download_has_joint_opinions_first(client, consultation):
    single, joint = give_opinion(consultation, text="Viens."), give_joint_opinion(consultation, text="Visi.")

    rows = client.get("/admin/participation/opinion/lejupielade/csv/").content.decode()

    assert rows.index(joint.text) < rows.index(single.text)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_moderate_nothing(client, role):
    opinion = give_opinion()
    client.force_login(OfficerFactory(roles=[role]))

    assert client.post(step_of(opinion, "paslept"), {"reason": REASON}).status_code == 403
