import pytest

from portal.registry import Registry


def test_what_is_registered_is_found_by_its_key():
    colours = Registry("colours")

    colours.register("green", "#0b5563")

    assert colours["green"] == "#0b5563"
    assert list(colours.items()) == [("green", "#0b5563")]
    assert "green" in colours
    assert len(colours) == 1


def test_a_second_entry_under_one_key_is_refused():
    colours = Registry("colours")
    colours.register("green", "#0b5563")

    with pytest.raises(LookupError, match=r"colours: 'green' is registered already\."):
        colours.register("green", "#000")


def test_an_unknown_key_is_answered_with_the_known_ones():
    colours = Registry("colours")
    colours.register("green", "#0b5563")

    with pytest.raises(LookupError, match=r"colours: 'red' is not registered \(known: green\)\."):
        colours["red"]

    assert colours.get("red", "none") == "none"
