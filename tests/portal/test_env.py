import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.env import env_bool, env_int, env_list, env_secret, env_str

NAME = "PORTAL_TEST_VALUE"


def test_a_missing_value_tells_what_to_set():
    with pytest.raises(ImproperlyConfigured, match=rf"Set the environment variable {NAME}\. For example 25\."):
        env_str(NAME, hint="For example 25.")


@pytest.mark.parametrize("read", [env_str, env_bool, env_int, env_list, env_secret])
def test_a_missing_value_with_a_default_is_the_default(read):
    assert read(NAME, None) is None


@pytest.mark.parametrize(("word", "meaning"), [("1", True), ("True", True), (" on ", True), ("no", False), ("", False)])
def test_yes_and_no_are_understood_in_several_words(monkeypatch, word, meaning):
    monkeypatch.setenv(NAME, word)

    assert env_bool(NAME) is meaning


@pytest.mark.parametrize(
    ("read", "text", "complaint"),
    [
        (env_bool, "maybe", f"{NAME} must be true or false, not 'maybe'"),
        (env_int, "ten", f"{NAME} must be a whole number, not 'ten'"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(monkeypatch, read, text, complaint):
    monkeypatch.setenv(NAME, text)

    with pytest.raises(ImproperlyConfigured, match=complaint):
        read(NAME)


def test_a_number_and_a_list_are_read(monkeypatch):
    monkeypatch.setenv(NAME, "25")
    assert env_int(NAME) == 25

    monkeypatch.setenv(NAME, "a.lv, ,b.lv,")
    assert env_list(NAME) == ["a.lv", "b.lv"]


def test_a_secret_is_read_from_the_file_the_environment_names(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("hush\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))

    assert env_secret(NAME) == "hush"


def test_a_secret_file_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "missing"))

    with pytest.raises(ImproperlyConfigured, match=rf"{NAME}_FILE names .*/missing, which cannot be read"):
        env_secret(NAME)
