import pytest
from django.urls import reverse

from communities.enums import SupportAudience, SupportForm, SupportKind
from communities.models import SupportBenefit, SupportInstrument
from tests.factories.portal import OfficerFactory
from tests.factories.profile import SupportInstrumentFactory

pytestmark = pytest.mark.usefixtures("municipality")


def listed(client, **query) -> list[str]:
    return [one.name for one in client.get(reverse("communities:support_list"), query).context["lines"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param({"veids": "knowledge"}, ["Mācības"], marks=pytest.mark.rule("S3-23")),
        pytest.param({"forma": "material"}, ["Galdi"], marks=pytest.mark.rule("S3-18")),
        pytest.param({"kam": "new"}, ["Galdi", "Mācības"], marks=pytest.mark.rule("S4-20")),
        pytest.param({"kam": "existing"}, ["Dotācija", "Galdi"], marks=pytest.mark.rule("S4-20")),
        ({"meklet": "macibas"}, ["Mācības"]),
    ],
)
def test_support_is_found_by_kind_form_and_audience(client, query, found):
    SupportInstrumentFactory(name="Mācības", kind=SupportKind.KNOWLEDGE, form=SupportForm.INFORMATIONAL, audience="new")
    SupportInstrumentFactory(name="Dotācija", audience=SupportAudience.EXISTING)
    SupportInstrumentFactory(name="Galdi", kind=SupportKind.EXCHANGE, form=SupportForm.MATERIAL, audience=SupportAudience.BOTH)

    assert listed(client, **query) == found


@pytest.mark.rule("S4-18")
def test_each_support_says_on_what_terms_and_how_to_get_it(client):
    SupportInstrumentFactory(terms="Vismaz 35 iedzīvotāji.", how_to_apply="Februārī.", link="/konkursi/")

    page = client.get(reverse("communities:support_list")).text

    assert "Vismaz 35 iedzīvotāji." in page
    assert "Februārī." in page
    assert 'href="/konkursi/"' in page


def test_support_no_longer_offered_is_not_listed(client):
    SupportInstrumentFactory(is_active=False)

    assert listed(client) == []


@pytest.mark.rule("S4-58")
@pytest.mark.rule("S4-152")
def test_the_table_compares_no_community_a_forming_and_an_active_one(client):
    SupportBenefit.objects.create(name="Nauda", without="nav", forming="līdz 400 EUR", active="līdz 1200 EUR")

    page = client.get(reverse("communities:support_list")).text

    table = page[page.index('id="ko-iegust"') :]
    assert table.index("nav") < table.index("līdz 400 EUR") < table.index("līdz 1200 EUR")


def test_an_officer_writes_a_link_that_opens_a_page_and_nothing_else(client):
    client.force_login(OfficerFactory(roles=["coordinator"]))
    unwritten = {"name": "Slazds", "kind": "finance", "form": "financial", "audience": "both", "summary": "x", "terms": "x"}

    page = client.post(
        reverse("admin:communities_supportinstrument_add"), unwritten | {"how_to_apply": "x", "link": "javascript:alert(1)"}
    ).text

    assert "Sāciet ar /" in page
    assert not SupportInstrument.objects.exists()
