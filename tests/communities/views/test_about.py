import pytest
from django.urls import reverse

from communities.enums import FoundingFactor
from tests.factories.communities import CommunityFactory

pytestmark = pytest.mark.usefixtures("municipality")

SAID = {
    "S2-29": "Cits citu cienām",
    "S2-31": "Balstieties uz to, kas jau ir stiprs",
    "S3-01": "cilvēki, kurus vieno kopīgs mērķis",
    "S3-02": "Ikviens var dot savu ieguldījumu",
    "S3-03": "cilvēki paši ir pirmie, kas panāk pārmaiņas",
    "S3-06": "British Council",
    "S3-17": "piesaistīt naudu",
    "S3-19": "satiekas paaudzes",
    "S3-20": "Pēc tam",
    "S3-25": "kopš",
    "S3-26": "6000",
    "S3-27": "150+",
    "S3-28": "mācību nodarbības kopienām un pedagogiem",
    "S3-29": "atbalstītas idejas",
    "S3-30": "resursu centri",
    "S3-31": "Novērtēta dažādība",
    "S3-33": "Savu nākotni tā veido pati",
    "S3-34": "cieņa pret atšķirīgo",
    "S3-36": "cilvēks, ģimene, kaimiņi, iestādes, pašvaldība",
    "S4-10": "17 kopienu aktīvistiem",
    "S4-19": "Neviena kopiena netiek dibināta no augšas",
    "S4-26": "Acis un ausis",
    "S4-29": "kopīga atbildība",
}


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.rule(rule)) for rule in SAID])
def test_the_pages_about_communities_say_it(client, rule):
    pages = client.get(reverse("communities:about")).text + client.get(reverse("communities:support_list")).text

    assert SAID[rule] in pages


@pytest.mark.rule("S4-16")
def test_the_survey_is_drawn_with_its_table(client):
    survey = client.get(reverse("communities:about")).context["survey"]

    assert [values for _support, values in survey.table] == [[65], [53], [53], [35], [24]]


@pytest.mark.rule("S4-11")
def test_founding_factors_are_counted_over_the_public_communities(client):
    CommunityFactory(founding_factors=["problem", "place"])
    CommunityFactory(founding_factors=["problem"])
    CommunityFactory(founding_factors=["problem"], verified_at=None, verified_by=None)

    founding = client.get(reverse("communities:about")).context["founding"]

    assert dict(founding.table) == {
        str(factor.label): [{"problem": 2, "place": 1}.get(factor.value, 0)] for factor in FoundingFactor
    }
