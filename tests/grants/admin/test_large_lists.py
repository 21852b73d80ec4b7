"""Lists of the admin as they are on a large municipality, and parts of a thing that are only read."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.models import AttachmentKind, Criterion, InstalmentTerm
from portal.accounts.roles import Role
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.files import stored_file
from tests.factories.grants import published_call, scored_call
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def coordinator(client, municipality):
    officer = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(officer)
    return officer


def listed(client, **asked) -> list:
    return list(client.get(reverse("admin:communities_community_changelist"), asked).context["cl"].result_list)


@pytest.fixture
def many_neighbourhoods(monkeypatch):
    """As many as are no choice of links any more."""
    monkeypatch.setattr("portal.ui.admin_filters.MOST_LINKS", 1)
    return NeighbourhoodFactory(name="Ķekava"), NeighbourhoodFactory(name="Baloži")


@pytest.mark.usefixtures("coordinator")
def test_where_names_are_many_a_part_of_one_is_typed(client, many_neighbourhoods):
    there, elsewhere = (CommunityFactory(neighbourhoods=[place]) for place in many_neighbourhoods)

    assert listed(client, neighbourhoods__nosaukums="kekav") == [there]
    assert listed(client, neighbourhoods__nosaukums="nekur") == []
    assert set(listed(client)) == {there, elsewhere}


@pytest.mark.usefixtures("coordinator")
def test_the_typed_name_keeps_the_other_filters_and_says_which_is_set(client, many_neighbourhoods):
    there, _elsewhere = many_neighbourhoods
    address = reverse("admin:communities_community_changelist")

    typed = client.get(address, {"neighbourhoods__nosaukums": "kekav", "stage__exact": "active"}).text
    linked = client.get(address, {"neighbourhoods__id__exact": there.pk}).text

    assert 'name="neighbourhoods__nosaukums" value="kekav"' in typed
    assert '<input type="hidden" name="stage__exact" value="active">' in typed
    assert f'aria-current="true">{there.name}</a>' in linked


@pytest.mark.usefixtures("coordinator")
def test_dozens_of_names_are_offered_and_a_whole_one_is_found_alone(client, many_neighbourhoods):
    _there, elsewhere = many_neighbourhoods
    longer = NeighbourhoodFactory(name="Baloži un <Titurga>")
    named, _other = (CommunityFactory(neighbourhoods=[place]) for place in (elsewhere, longer))

    page = client.get(reverse("admin:communities_community_changelist")).text

    assert 'list="neighbourhoods__nosaukums_names"' in page
    assert '<option value="Baloži"><option value="Baloži un &lt;Titurga&gt;">' in page
    assert listed(client, neighbourhoods__nosaukums="Baloži") == [named]
    assert len(listed(client, neighbourhoods__nosaukums="baloži")) == 2


@pytest.mark.usefixtures("coordinator")
def test_of_hundreds_of_names_none_is_offered(client, many_neighbourhoods, monkeypatch):
    monkeypatch.setattr("portal.ui.admin_filters.MOST_CHOICES", 1)

    page = client.get(reverse("admin:communities_community_changelist")).text

    assert 'name="neighbourhoods__nosaukums"' in page
    assert "<datalist" not in page


@pytest.mark.usefixtures("coordinator")
def test_few_names_are_links(client):
    place, _other = NeighbourhoodFactory(), NeighbourhoodFactory()

    page = client.get(reverse("admin:communities_community_changelist")).text

    assert f"?neighbourhoods__id__exact={place.pk}" in page


@pytest.mark.usefixtures("coordinator")
def test_a_row_leads_to_its_page_and_back_to_the_list_as_it_was(client):
    community = CommunityFactory(name="Sargi & <draugi>")

    page = client.get(reverse("admin:communities_community_changelist"), {"q": "sargi"}).text

    assert f'href="{reverse("admin:communities_community_change", args=[community.pk])}?_changelist_filters=q%3Dsargi"' in page
    assert "Sargi &amp; &lt;draugi&gt;</a></th>" in page


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(("is_long", "counted"), [(False, 3), (True, 2)])
def test_a_short_list_is_counted_each_time_and_a_long_one_once_a_minute(client, monkeypatch, is_long, counted):
    monkeypatch.setattr("portal.ui.admin_lists.COUNT_EXACTLY_TO", 1 if is_long else 10)
    address = reverse("admin:communities_community_changelist")
    CommunityFactory.create_batch(2)
    assert client.get(address).context["cl"].result_count == 2
    CommunityFactory()

    assert client.get(address).context["cl"].result_count == counted


def test_parts_of_what_is_announced_are_a_table_without_fields(client):
    client.force_login(OfficerFactory(roles=[Role.CALLS]))
    call = published_call()
    criterion = Criterion.objects.filter(call=call).first()

    response = client.get(reverse("admin:grants_call_change", args=[call.pk]))

    assert f'">{criterion.title}</td>' in response.text
    assert "criteria-TOTAL_FORMS" not in response.text


def test_the_tables_of_a_judged_call_are_read_in_one_question_and_its_page_in_fifteen(client):
    client.force_login(OfficerFactory(roles=[Role.CALLS]))
    call = scored_call(8, 7)
    AttachmentKind.objects.create(call=call, name="Tāme", template=stored_file("veidne.pdf"))
    InstalmentTerm.objects.create(call=call, position=1, share=80, condition="contract")
    address = reverse("admin:grants_call_change", args=[call.pk])
    client.get(address)
    cache.clear()

    with CaptureQueriesContext(connection) as captured:
        page = client.get(address).text

    shown = ("veidne.pdf", str(call.commission.first().user), "Brīvprātīgais darbs", "10,00", "80,00", "Materiāli")
    assert [word for word in shown if word not in page] == []
    assert len(captured) <= 15, "\n".join(query["sql"] for query in captured)
