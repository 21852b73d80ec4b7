from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.actions.task import give_task
from actionplans.actions.writing import save_draft, write_chapter
from actionplans.enums import PlanState, TeamRole
from actionplans.models import Plan, PlanTemplate, TeamMember
from communities.models import Term
from portal.accounts.roles import Role
from tests.factories.actionplans import PlanFactory
from tests.factories.communities import MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory
from tests.factories.writing import NOW, VILLAGE, CreativePartnerFactory, chapter, page, writer

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def plan(municipality):
    return PlanFactory(chapters=False)


@pytest.fixture
def author(client, plan):
    person = writer(plan, TeamRole.LEAD)
    client.force_login(person)
    return person


def save(client, plan, text, revision=0, slug="vizija", **more):
    return client.post(page("writing_chapter", plan, slug), {"text": text, "revision": str(revision), **more})


# A plan begins


def test_a_leader_begins_the_communitys_strategy_in_the_browser(client):
    leader = MembershipFactory(role="leader")
    client.force_login(leader.user)
    typed = {
        "template": PlanTemplate.objects.get(slug=VILLAGE).pk, "community": leader.community.pk, "title": "Ciems kopā",
        "story": "Mūsu ciems.", "year_from": "2027", "year_to": "2030", "unit": UnitFactory().pk,
    }  # fmt: skip

    refused = client.post(reverse("actionplans:plan_begin"), {**typed, "year_to": "2026"})
    assert refused.status_code == 422
    assert "Mūsu ciems." in refused.text

    begun = client.post(reverse("actionplans:plan_begin"), typed)
    assert begun.url == page("writing", Plan.objects.get())
    assert Plan.objects.get().community == leader.community


def test_a_member_who_does_not_write_for_a_community_begins_nothing(client):
    client.force_login(MembershipFactory(role="member").user)

    assert client.get(reverse("actionplans:plan_begin")).status_code == 403


def test_nobody_begins_a_plan_of_a_strangers_community(client):
    leader, other = MembershipFactory(role="leader"), MembershipFactory(role="leader")
    client.force_login(leader.user)

    page = client.post(reverse("actionplans:plan_begin"), {"community": other.community.pk})

    assert "community" in page.context["form"].errors


# Writing a chapter


def test_the_overview_leads_to_every_chapter(client, plan, author):
    text = client.get(page("writing", plan)).text

    assert all(page("writing_chapter", plan, kind.slug) in text for kind in plan.template.chapters.all())


def test_guidance_and_example_stand_beside_the_field(client, plan, author):
    text = client.get(page("writing_chapter", plan, "vizija")).text

    assert "Kā šeit būs pēc desmit gadiem" in text
    assert "2035. gadā novadā katrs zina savu kaimiņu vārdā" in text


def test_a_saved_chapter_is_what_everybody_reads(client, plan, author):
    save(client, plan, "Parkā skan mūzika.", check_1="on", turpinat="talak")
    client.logout()

    assert "Parkā skan mūzika." in client.get(plan.get_absolute_url()).text
    assert chapter(plan).checked == [1]


def test_what_is_typed_is_kept_and_comes_back(client, plan, author):
    told = client.post(page("chapter_autosave", plan, "vizija"), {"text": "Vēl top", "revision": "0"}).json()

    assert told["revision"] == 1
    assert "10:00" in told["saved"] or "10.00" in told["saved"]
    assert client.get(page("writing_chapter", plan, "vizija")).context["form"]["text"].value() == "Vēl top"


def test_line_ends_of_a_browser_are_no_difference(client, plan, author):
    save(client, plan, "Viens\r\n\r\nDivi")

    assert save(client, plan, "Viens\r\n\r\nDivi").status_code == 302
    assert chapter(plan).text == "Viens\n\nDivi"


@pytest.mark.rule("S0-36")
def test_two_who_save_the_same_chapter_are_shown_both_texts(client, plan, author):
    other = writer(plan)
    write_chapter(plan=plan, kind=chapter(plan).kind, text="Parks ir tumšs.", by=other, now=NOW)

    shown = save(client, plan, "Parks ir gaišs.", 0)

    assert shown.status_code == 409
    assert shown.context["differences"] == [
        {"label": shown.context["form"].fields["text"].label, "theirs": "Parks ir tumšs.", "mine": "Parks ir gaišs."}
    ]
    assert {one.text.strip() for one in shown.context["pieces"] if one.change != "same"} == {"tumšs", "gaišs"}
    assert other.name in shown.text

    save(client, plan, "Parks ir gaišs.", shown.context["revision"])
    assert list(chapter(plan).versions.values_list("text", flat=True)) == ["Parks ir tumšs.", "Parks ir gaišs."]


def test_a_colleague_who_types_meanwhile_is_told_while_typing(client, plan, author):
    save_draft(chapter=chapter(plan), fields={"text": "Cits"}, revision=0, by=writer(plan), now=NOW)

    told = client.post(page("chapter_autosave", plan, "vizija"), {"text": "Mans", "revision": "0"})

    assert told.status_code == 409
    assert told.json()["problem"]


def test_who_else_has_the_chapter_open_is_shown(client, plan, author):
    client.get(page("writing_chapter", plan, "vizija"))
    client.force_login(writer(plan))

    assert client.get(page("writing_chapter", plan, "vizija")).context["others"] == [author.name]


def test_a_text_too_long_comes_back_whole_with_its_sentence(client, plan, author):
    refused = save(client, plan, "ā" * 100_001)

    assert refused.status_code == 422
    assert "Nodaļas garums zīmēs: 100001; pieļaujamais garums: 100000." in refused.text
    assert len(refused.context["form"]["text"].value()) == 100_001


def test_who_lost_the_role_gets_the_text_back(client, plan, author):
    TeamMember.objects.filter(user=author).update(role=TeamRole.ADVISER)

    shown = save(client, plan, "Mans stundas darbs")

    assert shown.status_code == 403
    assert "Mans stundas darbs" in shown.text


def test_what_was_typed_when_the_consultation_opened_comes_back_too(client, plan, author):
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.CONSULTED)

    shown = save(client, plan, "Mans stundas darbs")

    assert shown.status_code == 409
    assert "Mans stundas darbs" in shown.text


def test_an_adviser_reads_and_comments(client, plan):
    adviser = writer(plan, TeamRole.ADVISER)
    client.force_login(adviser)

    shown = client.get(page("writing_chapter", plan, "vizija"))
    assert shown.context["form"] is None

    client.post(page("chapter_comment", plan, "vizija"), {"komentars-text": "Kur ziema?"})
    assert "Kur ziema?" in client.get(page("writing_chapter", plan, "vizija")).text


def test_an_empty_comment_is_refused_on_the_page(client, plan, author):
    refused = client.post(page("chapter_comment", plan, "vizija"), {"komentars-text": " "})

    assert refused.status_code == 422
    assert refused.context["comment_form"].errors


def test_a_comment_sent_beside_an_unsaved_chapter_keeps_the_chapters_text(client, plan, author):
    typed = {"text": "Vēl top", "revision": "0", "komentars-text": "Kur ziema?"}

    client.post(page("chapter_comment", plan, "vizija"), typed)

    shown = client.get(page("writing_chapter", plan, "vizija"))
    assert shown.context["form"]["text"].value() == "Vēl top"
    assert "Kur ziema?" in shown.text
    assert chapter(plan).text == ""


def test_a_chapter_saved_beside_an_unsent_comment_keeps_the_comment(client, plan, author):
    save(client, plan, "Parks ir gaišs.", **{"komentars-text": "Kur ziema?"})

    assert chapter(plan).comments.get().text == "Kur ziema?"


def test_a_comment_sent_after_a_colleague_saved_shows_both_texts_and_stays_typed(client, plan, author):
    write_chapter(plan=plan, kind=chapter(plan).kind, text="Parks ir tumšs.", by=writer(plan), now=NOW)
    typed = {"text": "Parks ir gaišs.", "revision": "0", "komentars-text": "Kur ziema?"}

    shown = client.post(page("chapter_comment", plan, "vizija"), typed)

    assert shown.status_code == 409
    assert all(text in shown.text for text in ("Parks ir tumšs.", "Parks ir gaišs.", "Kur ziema?"))


def test_a_comment_is_marked_as_dealt_with(client, plan, author):
    comment = chapter(plan).comments.create(text="Kur ziema?", made_by=author, made_at=NOW)

    client.post(page("comment_settle", plan, comment.pk))

    comment.refresh_from_db()
    assert comment.settled_by == author


def test_versions_show_what_changed_and_bring_a_text_back(client, plan, author):
    for text in ("Parks ir tumšs.", "Parks ir gaišs."):
        write_chapter(plan=plan, kind=chapter(plan).kind, text=text, by=author, now=NOW)

    shown = client.get(page("chapter_versions", plan, "vizija"))
    assert "<ins>" in shown.text
    assert "<del>" in shown.text

    client.post(page("chapter_restore", plan, "vizija", 1))
    assert chapter(plan).text == "Parks ir tumšs."


def test_a_chapter_of_another_template_is_not_there(client, plan, author):
    assert client.get(page("writing_chapter", plan, "krustpunkts")).status_code == 404


def test_a_stranger_is_shown_the_public_page_only(client, plan):
    client.force_login(PersonFactory())

    assert client.get(page("writing", plan)).status_code == 403
    assert client.post(page("chapter_autosave", plan, "vizija"), {"text": "x"}).status_code == 403


# Lists


@pytest.mark.rule("S0-40")
def test_a_shock_from_the_vocabulary_is_put_on_its_list(client, plan, author):
    flood = Term.objects.get(kind="shock", slug="pludi")

    client.post(page("point_add", plan, "diagnoze", "shock"), {"word": flood.pk, "text": "Applūst ceļš."})

    assert "Applūst ceļš." in client.get(page("writing_chapter", plan, "diagnoze")).text


def test_a_list_that_the_chapter_does_not_keep_is_not_there(client, plan, author):
    assert client.get(page("point_add", plan, "vizija", "shock")).status_code == 404


def test_a_refused_point_keeps_what_was_typed(client, plan, author):
    refused = client.post(page("point_add", plan, "puses", "stakeholder"), {"title": "Skola", "text": ""})

    assert refused.status_code == 422
    assert "Skola" in refused.text


def test_a_point_is_changed_and_taken_off_in_the_browser(client, plan, author):
    client.post(page("point_add", plan, "diagnoze", "strength"), {"title": "Parks"})
    point = chapter(plan, "diagnoze").points.get()

    client.post(page("point_edit", plan, point.pk), {"title": "Vecais parks"})
    point.refresh_from_db()
    assert point.title == "Vecais parks"

    client.post(page("point_remove", plan, point.pk))
    assert not chapter(plan, "diagnoze").points.exists()


def test_a_point_of_another_plan_is_not_there(client, plan, author):
    stranger = chapter(PlanFactory(chapters=False), "diagnoze").points.create(kind="strength", title="Cits")

    assert client.get(page("point_edit", plan, stranger.pk)).status_code == 404


# Team, tasks, about


def test_the_lead_names_the_team(client, plan, author):
    person = PersonFactory()
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    client.post(page("writing_team_add", plan), {"post": "Skolas direktore", "role": "adviser", "email": person.email})

    assert "Skolas direktore" in client.get(page("writing", plan)).text


def test_an_unknown_address_is_refused_beside_its_field(client, plan, author):
    refused = client.post(page("writing_team_add", plan), {"post": "Direktore", "role": "writer", "email": "nav@example.lv"})

    assert refused.status_code == 422
    assert refused.context["form"].errors["email"]


def test_a_writer_does_not_name_the_team(client, plan):
    client.force_login(writer(plan))

    assert client.get(page("writing_team_add", plan)).status_code == 403


def test_a_task_is_noted_and_done(client, plan, author):
    day = (NOW + timedelta(days=3)).date().isoformat()
    client.post(page("writing_task_add", plan), {"title": "Saskaitīt laternas", "due_on": day})
    assert "Saskaitīt laternas" in client.get(page("writing", plan)).text

    client.post(page("writing_task_finish", plan, plan.tasks.get().pk))
    assert "Saskaitīt laternas" not in client.get(page("writing", plan)).text


def test_my_tasks_stand_on_my_desk(client, plan, author):
    member = plan.team.get(user=author)
    give_task(plan=plan, title="Saskaitīt laternas", member=member, due_on=NOW.date(), by=author, now=NOW)

    text = client.get(reverse("pages:mans")).text

    assert "Saskaitīt laternas" in text
    assert page("writing", plan) in text


def test_the_plan_is_described_with_its_ten_steps(client, plan, author):
    client.post(page("writing_about", plan), {"title": "Jauns", "story": "Stāsts", "ten_steps": ["1", "4"]})

    plan.refresh_from_db()
    assert (plan.title, plan.ten_steps) == ("Jauns", [1, 4])


# Creative partners


@pytest.mark.rule("S0-16")
def test_creative_partners_are_found_by_sector(client):
    CreativePartnerFactory(name="Mūzikas skola", sectors=["muzika"])
    CreativePartnerFactory(name="Fotoklubs", sectors=["vizuala-maksla-un-foto"])

    text = client.get(reverse("actionplans:creative_partner_list"), {"nozare": "muzika"}).text

    assert "Mūzikas skola" in text
    assert "Fotoklubs" not in text


def test_who_did_not_agree_is_not_published(client):
    partner = CreativePartnerFactory(is_public=False)

    assert client.get(partner.get_absolute_url()).status_code == 404
    assert partner.name not in client.get(reverse("actionplans:creative_partner_list")).text


def test_a_partner_says_what_is_offered_and_where_it_helps(client, plan):
    partner = CreativePartnerFactory()
    chapter(plan, "radosie").points.create(kind="partner", title=partner.name, partner=partner)

    text = client.get(partner.get_absolute_url()).text

    assert "Vada stāstu vakarus." in text
    assert plan.title in text
