"""Bars, lines and circles of ratings as SVG pictures, the same on the page and in print, each beside its table of values."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pygal
from pygal.style import Style

INK, QUIET, GRID = "#1d2729", "#5a6669", "#dfe3e1"
PALETTE = ("#0b5563", "#c2601c", "#5b7f3a", "#7a4b8c", "#8a7a3c")
"""At most five hues, told apart also by colour-blind readers; direct labels say the rest."""


@dataclass(frozen=True)
class Series:
    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Chart:
    """A finished picture with the words and the table that say the same."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    picture: str

    @property
    def table(self) -> list[tuple[str, list[float | None]]]:
        return [(label, [one.values[row] for one in self.series]) for row, label in enumerate(self.labels)]


def _style(accent: str) -> Style:
    return Style(
        background="transparent",
        plot_background="transparent",
        foreground=QUIET,
        foreground_strong=INK,
        foreground_subtle=GRID,
        colors=(accent, *PALETTE[1:]),
        font_family="Segoe UI, Helvetica, Arial, sans-serif",
        label_font_size=14,
        major_label_font_size=14,
        value_font_size=14,
        legend_font_size=14,
        value_colors=(INK,) * 5,
        opacity="1",
        opacity_hover="1",
        transition="0s",
        guide_stroke_color=GRID,
        major_guide_stroke_color=GRID,
        guide_stroke_dasharray="0",
        major_guide_stroke_dasharray="0",
    )


Drawer = Callable[..., pygal.Graph]
PICTURES_KEPT = 128


def _chart(draw: Drawer, title: str, labels: Sequence[str], series: Sequence[Series], accent: str, **options) -> Chart:
    """The picture is drawn when its words, its numbers or its colour have changed: drawing takes longer than a page."""
    words = tuple(str(label) for label in labels)
    rows = tuple((str(one.label), tuple(one.values)) for one in series)
    return Chart(title, labels, series, _picture(draw, str(title), words, rows, accent, **options))


@lru_cache(PICTURES_KEPT)
def _picture(draw: Drawer, title: str, labels: tuple[str, ...], rows: tuple, accent: str, **options) -> str:
    def finish(root):
        """The chart's own title in place of the library's; a picture carries no scripts."""
        root.find("title").text = title
        definitions = root.find("defs")
        for script in definitions.findall("script"):
            definitions.remove(script)
        return root

    chart = draw(labels, rows, style=_style(accent), js=(), width=560, **options)
    chart.add_xml_filter(finish)
    return "data:image/svg+xml;base64," + base64.b64encode(chart.render()).decode()


def _filled(chart: pygal.Graph, labels: Sequence[str], rows: Sequence[tuple[str, Sequence[float | None]]]) -> pygal.Graph:
    chart.x_labels = list(labels)
    for label, values in rows:
        chart.add(label, list(values))
    return chart


def bars(title: str, labels: Sequence[str], series: Sequence[Series], *, accent: str = PALETTE[0]) -> Chart:
    """Horizontal bars, one row per label, values written at their ends."""
    return _chart(_bars, title, labels, series, accent)


def _bars(labels, rows, **about) -> pygal.Graph:
    chart = pygal.HorizontalBar(
        height=60 + 34 * max(1, len(labels)) * len(rows),
        show_legend=len(rows) > 1, print_values=True, print_values_position="top",
        show_x_guides=False, show_y_guides=False, show_x_labels=False, margin=4, margin_right=80, spacing=6, **about,
    )  # fmt: skip
    chart.add_xml_filter(_values_beside)
    chart.y_labels_major_every = None
    return _filled(chart, labels[::-1], [(label, values[::-1]) for label, values in rows])


def _values_beside(root):
    """Each value begins where its bar ends; the library would write it across the end."""
    for text in root.iter("text"):
        if "value" in text.get("class", ""):
            text.set("text-anchor", "start")
    return root


def lines(title: str, labels: Sequence[str], series: Sequence[Series], *, accent: str = PALETTE[0]) -> Chart:
    """Lines over years; gaps stay gaps."""
    return _chart(_lines, title, labels, series, accent)


def _lines(labels, rows, **about) -> pygal.Graph:
    chart = pygal.Line(
        height=300, show_legend=len(rows) > 1, print_values=True,
        show_x_guides=False, show_y_guides=True, margin=8, margin_right=44, dots_size=4, legend_at_bottom=True,
        allow_interruptions=True, include_x_axis=True, max_scale=6, **about,
    )  # fmt: skip
    return _filled(chart, labels, rows)


def radar(title: str, labels: Sequence[str], series: Sequence[Series], *, most: int, accent: str = PALETTE[0]) -> Chart:
    """Ratings from 0 to ``most`` around a circle, one axis per label."""
    return _chart(_radar, title, labels, series, accent, most=most)


def _radar(labels, rows, *, most: int, **about) -> pygal.Graph:
    chart = pygal.Radar(
        height=440, range=(0, most), y_labels=range(most + 1),
        show_legend=len(rows) > 1, legend_at_bottom=True, margin=8, dots_size=4, truncate_label=-1, **about,
    )  # fmt: skip
    return _filled(chart, labels, rows)
