import base64
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from portal.ui.charts import Series, bars, lines, radar

SVG = "{http://www.w3.org/2000/svg}"


def drawing(chart) -> ElementTree.Element:
    kind, content = chart.picture.split(",", 1)
    assert kind == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(content))


def words(chart) -> list[str]:
    return [text for text in drawing(chart).itertext() if text.strip()]


@pytest.fixture
def answers():
    return [Series("Atbildēts laikā", [12, 5, None]), Series("Nokavēts", [1, 0, 4])]


@pytest.mark.parametrize("draw", [bars, lines])
def test_a_chart_is_drawn_with_its_labels_and_without_scripts(draw, answers):
    chart = draw("Atbildes", ["Ādaži", "Ķekava", "Žīguri"], answers)

    assert {"Ādaži", "Ķekava", "Žīguri", "Atbildēts laikā", "Nokavēts"} <= set(words(chart))
    assert drawing(chart).findall(f".//{SVG}script") == []


@pytest.mark.parametrize("draw", [bars, lines])
def test_a_picture_bears_the_title_of_its_chart(draw, answers):
    assert drawing(draw("Atbildes", ["a", "b", "c"], answers)).findtext(f"{SVG}title") == "Atbildes"


def test_ratings_are_drawn_around_a_circle_with_a_name_on_each_axis():
    chart = radar(
        "Rīcībspēja", ["uzticēšanās", "līderi", "saziņa"], [Series("2026", [4, 2, 5]), Series("2025", [3, 2, 4])], most=5
    )

    assert {"uzticēšanās", "līderi", "saziņa", "2026", "2025"} <= set(words(chart))
    assert chart.table[0] == ("uzticēšanās", [4, 3])


def test_the_table_beside_a_chart_holds_the_same_values(answers):
    chart = bars("Atbildes", ["Ādaži", "Ķekava", "Žīguri"], answers)

    assert chart.table == [("Ādaži", [12, 1]), ("Ķekava", [5, 0]), ("Žīguri", [None, 4])]


def test_the_page_shows_the_picture_with_its_title_and_its_table(answers):
    chart = bars("Atbildes", ["Ādaži", "Ķekava", "Žīguri"], answers)

    html = render_to_string("components/chart.html", {"chart": chart})

    assert "<figcaption>Atbildes</figcaption>" in html
    assert f'<img src="{chart.picture}" alt="Vērtības' in html
    assert '<th scope="row">Žīguri</th>' in html
    assert '<td class="num">–</td>' in html


def test_bars_wear_the_colour_of_the_municipality(answers):
    assert (
        "#7a1f3d" in base64.b64decode(bars("Atbildes", ["a", "b", "c"], answers, accent="#7a1f3d").picture.split(",")[1]).decode()
    )


def test_a_year_without_a_value_is_a_gap_in_its_line():
    chart = lines("Forumi", ["2022", "2023", "2024", "2025", "2026"], [Series("Forumi", [1, 2, None, 4, 5])])

    assert len([path for path in drawing(chart).iter(f"{SVG}path") if "reactive" in path.get("class", "")]) == 2


def test_a_long_label_leaves_the_bars_room_and_stands_whole_in_the_table():
    label = "Atbildes, kurās norādīts, kas tieši mainīts pēc iedzīvotāju viedokļa"
    chart = bars("Daļas", [label, "Forumi"], [Series("Procenti", [92, 44])])

    widths = [float(one.get("width")) for one in drawing(chart).iter() if "rect" in one.get("class", "").split()]

    assert max(widths) > 100
    assert chart.table[0][0] == label
