"""The demonstration municipality fills the screens of this app."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(
            ("Labā prakse", "Palīdzība kopienas veidošanā", "Sākuma atbalsts", "Kopīgs portāls"), marks=pytest.mark.rule("S4-21")
        ),
        pytest.param(
            ("Labā prakse", "Vieta konsultatīvajā padomē", "Ikgadējs atbalsts", "infrastruktūrai", "kopviedokli"),
            marks=pytest.mark.rule("S4-22"),
        ),
    ],
)
def test_the_demonstration_offers_what_communities_asked_for(demo, client, names):
    rows = client.get(reverse("communities:support_list")).context["lines"]
    offered = " ".join(one.name for one in rows)

    assert all(name in offered for name in names)
