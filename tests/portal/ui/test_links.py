import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from portal.accounts.roles import Role
from portal.ui.links import absolute, localised, path_to, without_language
from tests.factories.portal import MunicipalityFactory, OfficerFactory


@pytest.mark.parametrize(("language", "path"), [("lv", "/kopienas/"), ("en", "/en/kopienas/")])
def test_only_english_has_a_prefix(language, path):
    assert localised("/kopienas/", language) == path
    assert absolute("/kopienas/", language) == f"http://testserver{path}"
    assert without_language(path) == "/kopienas/"


@pytest.mark.parametrize(("path", "plain"), [("/en/", "/"), ("/en", "/"), ("/energija/", "/energija/"), ("/lv/", "/lv/")])
def test_only_a_whole_prefix_is_taken_off(path, plain):
    assert without_language(path) == plain


@pytest.mark.parametrize("address", ["/apkaimes/mana/?apkaime=%00", "/meklet/?q=%00"])
def test_a_character_that_no_database_knows_finds_nothing_and_breaks_nothing(client, db, address):
    MunicipalityFactory()

    assert client.get(address, follow=True).status_code == 200


def test_a_filter_of_the_admin_with_such_a_character_shows_the_whole_list(client, db):
    MunicipalityFactory()
    client.force_login(OfficerFactory(roles=[Role.ADMINISTRATOR]))
    desk = reverse("admin:obligations_emptyphrase_changelist")

    assert client.get(desk, {"language__exact": "\x00"}).url == desk


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize(
    ("name", "key"), [("communities:community_detail", "upmalas-laudis"), ("participation:answer_detail", 1234567890)]
)
def test_an_address_by_its_pattern_is_that_of_django(name, key, language):
    with translation.override(language):
        assert path_to(name, key) == path_to(name, key) == reverse(name, args=[key])


def test_there_is_no_address_without_a_key():
    with pytest.raises(NoReverseMatch):
        path_to("communities:community_detail", "")
