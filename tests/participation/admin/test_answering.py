"""The desk on which officers answer: the queue, the screen, many at once, disputes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participation.actions.answer import answer_now
from participation.actions.dispute import raise_dispute
from participation.actions.note import add_note, keep_sketch
from participation.models import Answer, AnswerSketch, Note
from portal.obligations.models import Obligation
from tests.factories.participation import ANSWER, REASON, ConsultationFactory, draft_answer, give_opinion, send_in
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
QUEUE = "admin:participation_answer_queue"
WHY = "Trīssimt skolēnu skaitīja brīvlaikā, īstais skaits ir divreiz lielāks."


def step(thing, name: str = "atbildet") -> str:
    return reverse(f"admin:participation_{thing._meta.model_name}_step", args=[thing.pk, name])


def sketch(thing) -> str:
    return reverse(f"admin:participation_{thing._meta.model_name}_sketch", args=[thing.pk])


@pytest.fixture
def officer(client, municipality):
    """An officer of one unit, signed in."""
    person = OfficerFactory()
    client.force_login(person)
    return person


@pytest.fixture
def shared(officer):
    """A consultation of the officer's unit."""
    return ConsultationFactory(unit=UnitFactory(members=[officer]))


@pytest.mark.rule("S4-39")
def test_the_queue_shows_the_own_units_work_the_most_urgent_first(client, shared, now):
    later, sooner = give_opinion(shared), give_opinion(shared)
    submission = send_in(unit=shared.unit)
    Obligation.objects.about(sooner).update(due_at=now + timedelta(hours=1))
    Obligation.objects.about(submission).update(due_at=now + timedelta(hours=2))
    strangers = give_opinion()

    own = client.get(reverse(QUEUE)).context["rows"]
    everybodys = client.get(f"{reverse(QUEUE)}?visas=1").context["rows"]

    assert [row.question for row in own] == [sooner, submission, later]
    assert strangers in [row.question for row in everybodys]


def test_the_queue_tells_what_is_begun_and_what_waits_for_a_colleague(client, shared, officer, now):
    begun, drafted = give_opinion(shared), give_opinion(shared)
    keep_sketch(question=begun, typed={}, by=officer, now=now)
    draft_answer(drafted)

    page = client.get(reverse(QUEUE))
    drafts = client.get(f"{reverse(QUEUE)}?melnraksti=1").context["rows"]

    assert "Turpināt rakstīt" in page.text
    assert step(drafted, "publicet-atbildi") in page.text
    assert [row.question for row in drafts] == [drafted]


def test_a_colleague_does_not_read_that_somebody_else_has_begun(client, shared, officer, now, settings):
    settings.PAGE_CACHE_SECONDS = 30
    keep_sketch(question=give_opinion(shared), typed={}, by=officer, now=now)
    colleague = OfficerFactory()
    shared.unit.members.add(colleague)

    pages = []
    for person in (officer, colleague, officer):
        client.force_login(person)
        pages.append(client.get(reverse(QUEUE)).text)

    assert ["Turpināt rakstīt" in page for page in pages] == [True, False, True]


def test_the_queue_says_how_many_wait_in_the_own_units_and_everywhere(client, shared):
    give_opinion(shared), give_opinion(shared), give_opinion()

    own, everybodys = client.get(reverse(QUEUE)), client.get(f"{reverse(QUEUE)}?visas=1")
    drafts = client.get(f"{reverse(QUEUE)}?melnraksti=1")

    assert [page.context["count"].number for page in (own, everybodys, drafts)] == [2, 3, 0]


def test_an_officer_without_a_unit_is_told_why_the_queue_is_empty(client, officer):
    assert "Jūs neesat nevienā nodaļā" in client.get(reverse(QUEUE)).text


def test_the_screen_shows_what_surrounds_the_question(client, shared, officer, now):
    opinion = give_opinion(shared, text="Vajag apgaismotu celiņu gar upi līdz skolai.")
    earlier = answer_now(
        question=give_opinion(shared, text="Vajag apgaismot celiņu gar upi līdz veikalam."), by=officer, now=now, **ANSWER
    )
    waiting = give_opinion(shared, text="Lūdzu apgaismotu celiņu gar upi līdz stacijai.")
    give_opinion(shared, text="Kāpēc bibliotēka sestdienās slēgta?")
    add_note(question=opinion, text="Tāme būs otrdien.", by=officer, now=now)

    response = client.get(step(opinion))

    assert response.context["alike_answers"] == [earlier]
    assert response.context["alike_waiting"] == [waiting]
    for text in (shared.title, shared.can_change, "Tāme būs otrdien.", earlier.reason[:40], opinion.text):
        assert text in response.text


def test_an_earlier_answer_is_a_start(client, shared, officer, now):
    earlier = answer_now(question=give_opinion(shared, text="Vajag soliņus."), by=officer, now=now, **ANSWER)
    opinion = give_opinion(shared)

    form = client.get(f"{step(opinion)}?sakums={earlier.pk}").context["form"]

    assert (form["reason"].value(), form["next_step"].value()) == (REASON, ANSWER["next_step"])


def test_what_is_typed_is_kept_and_counted(client, shared):
    opinion = give_opinion(shared)

    answered = client.post(sketch(opinion), {"reason": "Celiņš būs.", "outcome": ""}, headers={"Accept": "application/json"})
    form = client.get(step(opinion)).context["form"]

    assert "dažādi vārdi 2 no 8" in answered.json()["sums"]
    assert form["reason"].value() == "Celiņš būs."
    assert not Answer.objects.exists()


def test_a_note_is_added_and_the_begun_answer_stays(client, shared):
    opinion = give_opinion(shared)

    response = client.post(sketch(opinion), {"reason": "Celiņš būs.", "note-text": "Tāme būs otrdien."}, follow=True)

    assert Note.objects.get().text == "Tāme būs otrdien."
    assert response.context["form"]["reason"].value() == "Celiņš būs."
    assert "Tāme būs otrdien." in response.text


def test_a_colleague_who_has_begun_is_named(client, shared, now):
    opinion, colleague = give_opinion(shared), OfficerFactory()
    keep_sketch(question=opinion, typed={"reason": "Lampas"}, by=colleague, now=now)

    text = client.get(step(opinion)).text

    assert f"{colleague} jau sācis rakstīt atbildi" in text
    assert "Lampas" not in text


def test_of_another_units_question_nothing_is_kept(client, officer):
    opinion = give_opinion()

    assert client.post(sketch(opinion), {"reason": "Celiņš būs."}).status_code == 403
    assert client.get(sketch(opinion)).status_code == 404
    assert not AnswerSketch.objects.exists()


@pytest.mark.parametrize(
    ("second_look", "words"), [(True, "Pirms nosūtīšanas to pārlasa kolēģis."), (False, "Atbilde ir nosūtīta autoram.")]
)
def test_the_officer_is_told_whether_the_answer_is_out(client, officer, second_look, words):
    shared = ConsultationFactory(unit=UnitFactory(members=[officer], needs_second_look=second_look))

    page = client.post(step(give_opinion(shared)), ANSWER, follow=True)

    assert words in page.text


def test_after_a_draft_for_a_second_look_the_next_is_another_one(client, officer):
    shared = ConsultationFactory(unit=UnitFactory(members=[officer], needs_second_look=True))
    first, second = give_opinion(shared), give_opinion(shared)

    after_first = client.post(step(first), ANSWER)
    after_second = client.post(step(second), {**ANSWER, "outcome": "planned"})

    assert after_first.url == step(second)
    assert after_second.url == reverse("admin:participation_opinion_change", args=[second.pk])


def test_the_officer_goes_round_the_queue_without_answering(client, shared, now):
    opinions = [give_opinion(shared) for _each in range(3)]
    for hours, opinion in enumerate(opinions, start=1):
        Obligation.objects.about(opinion).update(due_at=now + timedelta(hours=hours))

    following = [client.get(step(opinion)).context["next_url"] for opinion in opinions]

    assert following == [step(opinions[1]), step(opinions[2]), step(opinions[0])]


def test_many_alike_are_chosen_seen_together_and_answered(client, shared):
    opinions = [give_opinion(shared, text=f"Vajag apgaismotu celiņu gar upi pie {place}.") for place in ("skolas", "tilta")]
    address = reverse("admin:participation_opinion_alike")

    chosen = client.post(
        reverse("admin:participation_opinion_changelist"),
        {"action": "answer_alike", "_selected_action": [opinions[0].pk]},
    )
    seen = client.get(chosen.url)
    client.post(address, {**ANSWER, "questions": [one.pk for one in opinions]})

    assert chosen.url == f"{address}?questions={opinions[0].pk}"
    assert [(one, one.is_chosen) for one in seen.context["candidates"]] == [(opinions[0], True), (opinions[1], False)]
    assert Answer.objects.public().filter(batch__size=2).count() == 2


def test_a_refused_answer_to_many_loses_nothing(client, shared):
    opinions = [give_opinion(shared, text=f"Vajag lampas pie {place}.") for place in ("skolas", "tilta")]

    response = client.post(
        reverse("admin:participation_opinion_alike"),
        {**ANSWER, "reason": "Pieņemts zināšanai.", "questions": [one.pk for one in opinions]},
    )

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reason"}
    assert "Pieņemts zināšanai." in response.text
    assert ANSWER["next_step"] in response.text
    assert all(one.is_chosen for one in response.context["candidates"])


def test_nobody_answers_many_of_another_unit(client, officer):
    opinions = [give_opinion(), give_opinion()]

    address = f"{reverse('admin:participation_opinion_alike')}?questions={opinions[0].pk}"

    assert client.get(address).status_code == 403
    assert client.get(reverse("admin:participation_opinion_alike")).status_code == 404


def test_drafts_are_published_at_once_and_the_refused_are_told(client, officer):
    shared = ConsultationFactory(unit=UnitFactory(members=[officer], needs_second_look=True))
    own, colleagues = draft_answer(give_opinion(shared), by=officer), draft_answer(give_opinion(shared))
    strangers = draft_answer(give_opinion())

    response = client.post(
        reverse("admin:participation_answer_changelist"),
        {"action": "publish_chosen", "_selected_action": [own.pk, colleagues.pk, strangers.pk]},
        follow=True,
    )

    number = Obligation.objects.about(own.opinion).get().number
    assert list(Answer.objects.published()) == [colleagues]
    assert "Publicēta 1 atbilde." in response.text
    assert f"{number}: " in response.text


def test_a_submission_is_passed_on_in_time_and_refused_later(client, officer, now):
    unit = UnitFactory(members=[officer])
    fresh, old = send_in(unit=unit), send_in(unit=unit, now=now - timedelta(days=22))
    body = {
        "body": "VSIA „Latvijas Valsts ceļi”", "next_step": "Ceļu pārvaldītājs atbild mēneša laikā.",
        "reason": "Autoceļš P85 pieder valstij, un par pārejas izbūvi uz tā lemj ceļu pārvaldītājs; vēstuli nosūtījām šodien.",
    }  # fmt: skip

    client.post(step(fresh, "nodot"), body)
    refused = client.post(step(old, "nodot"), body)

    assert Answer.objects.published().get().passed_to == body["body"]
    assert refused.status_code == 422
    assert "Jautājumu varēja nodot citai iestādei līdz" in refused.text
    assert body["next_step"] in refused.text


def test_a_published_answer_is_corrected_with_its_reason(client, shared, officer, now):
    opinion = give_opinion(shared)
    answer_now(question=opinion, by=officer, now=now, **ANSWER)

    form = client.get(step(opinion, "labot")).context["form"]
    client.post(
        step(opinion, "labot"),
        {**ANSWER, "reason": f"{REASON} Iepirkums beidzies.", "why": "Pievienots iepirkuma iznākums, ko vaicāja daudzi."},
    )

    assert form["reason"].value() == REASON
    assert Answer.objects.get().revisions.get().reason == REASON


def test_the_head_of_the_unit_decides_on_a_dispute_and_others_do_not(client, officer, now):
    opinion = give_opinion(ConsultationFactory(unit=UnitFactory(head=officer)))
    given = answer_now(question=opinion, by=OfficerFactory(), now=now, **ANSWER)
    dispute = raise_dispute(answer=given, reason=WHY, by=None, now=now)
    decision = {
        "outcome": "stands",
        "decision": "Skaitījumu atkārtojām otrdien no septiņiem līdz deviņiem: ceļu šķērso 610 skolēni, un celiņš paliek plānā.",
    }

    client.force_login(OfficerFactory())
    foreign = client.post(step(dispute, "izlemt"), decision)
    client.force_login(officer)
    shown = client.get(step(dispute, "izlemt")).text
    client.post(step(dispute, "izlemt"), decision)

    dispute.refresh_from_db()
    assert foreign.status_code == 403
    assert WHY in shown
    assert (dispute.outcome, dispute.decided_by) == ("stands", officer)
