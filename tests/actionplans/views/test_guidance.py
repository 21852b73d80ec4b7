"""What helps the writing, read beside the field; and what a plan's vocabulary lets its authors choose and its readers see."""

import pytest
from django.utils.html import escape

from actionplans.models import PlanTemplate
from communities.models import Term
from portal.accounts.roles import Role
from tests.factories.actionplans import TEMPLATE, ActionFactory, GoalFactory, PlanFactory, complete_plan
from tests.factories.communities import CommunityFactory
from tests.factories.grants import published_call
from tests.factories.participation import plan as planned_forum
from tests.factories.portal import OfficerFactory
from tests.factories.writing import VILLAGE, CreativePartnerFactory, page

pytestmark = pytest.mark.usefixtures("municipality")


LOCAL_VOICE = (VILLAGE, "vizija", "Vīziju veido tie, kas te dzīvo, un vietējā balss ir pirmā")
ADVICE = {
    "S0-38": (TEMPLATE, "merki", "dažādu paaudžu cilvēki jēgpilni satiekas par 50 % biežāk"),
    "S0-46": (TEMPLATE, "ricibas", "50 koki un divas piknika vietas"),
    "S2-17": (VILLAGE, "vieta", "kuras vietas uzlabo un kuras veido no jauna"),
    "S2-18": LOCAL_VOICE,
    "S2-19": LOCAL_VOICE,
    "S2-21": (VILLAGE, "merki", "Mērķis maina kārtību ilgtermiņā, nav viens īss projekts"),
    "S2-22": (VILLAGE, "vieta", "Piekrastes ciemi savus attīstības plānus raksta jau kopš 2019. gada"),
    "S2-28": (VILLAGE, "prieksdarbi", "kas tiem vēl jāapgūst: saskarsme, psiholoģija, projektu rakstīšana"),
}
"""By rule: in which template and chapter the words stand."""


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.rule(rule)) for rule in ADVICE])
def test_the_source_documents_advice_stands_beside_the_field(client, rule):
    template, slug, words = ADVICE[rule]
    plan = PlanFactory(template=PlanTemplate.objects.get(slug=template), chapters=False)
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    assert escape(words) in client.get(page("writing_chapter", plan, slug)).text


@pytest.mark.rule("S0-43")
def test_a_local_leader_is_named_by_part_with_the_community(client):
    plan, community = PlanFactory(chapters=False), CommunityFactory()
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    leader = {"title": "Kopienas vadītāja", "text": "Sapulcina talku.", "community": community.pk}
    client.post(page("point_add", plan, "lideri", "leader"), leader)

    text = client.get(plan.get_absolute_url()).text
    assert "Kopienas vadītāja" in text
    assert community.get_absolute_url() in text


@pytest.mark.rule("S0-64")
@pytest.mark.parametrize("slug", ["novecosana", "prasmigo-aizplusana", "darbavietu-zudums", "trukums"])
def test_a_stressor_is_chosen_from_the_list(client, slug):
    plan, stress = PlanFactory(chapters=False), Term.objects.get(kind="stress", slug=slug)
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    client.post(page("point_add", plan, "diagnoze", "stress"), {"word": stress.pk, "text": "Skola kļūst tukša."})

    assert str(stress) in client.get(plan.get_absolute_url()).text


@pytest.mark.rule("S0-65")
@pytest.mark.parametrize("slug", ["kino-un-video", "speles-un-it", "radio-un-televizija", "kulturas-mantojums"])
def test_a_creative_partner_says_of_which_branch_it_is(client, slug):
    partner = CreativePartnerFactory(sectors=[slug])

    assert str(Term.objects.get(kind="sector", slug=slug)) in client.get(partner.get_absolute_url()).text


@pytest.mark.rule("S0-48")
def test_a_call_and_a_forum_name_the_creative_partners_who_help(client):
    partner, unnamed = CreativePartnerFactory(), CreativePartnerFactory(is_public=False)
    call, forum = published_call(), planned_forum()
    for one in (partner, unnamed):
        one.calls.add(call)
        one.forums.add(forum)

    for thing in (call, forum):
        text = client.get(thing.get_absolute_url()).text
        assert partner.get_absolute_url() in text
        assert unnamed.name not in text
        assert thing.get_absolute_url() in client.get(partner.get_absolute_url()).text


@pytest.mark.rule("S0-10")
def test_a_goal_says_by_which_of_the_four_ways_it_goes(client):
    goal = GoalFactory(route="belonging")

    assert "Piederība un līdzdalība" in client.get(goal.get_absolute_url()).text


@pytest.mark.rule("S0-09")
@pytest.mark.rule("S2-21")
def test_an_action_says_who_of_other_fields_takes_part_and_that_it_goes_on(client):
    action = ActionFactory(plan=complete_plan(), partners="ugunsdzēsēji un skola", is_long_term=True)

    text = client.get("/en" + action.get_absolute_url()).text

    assert "ugunsdzēsēji un skola" in text
    assert "Goes on after the plan." in text
