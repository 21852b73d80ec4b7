"""Bars, lines and circles of ratings as SVG pictures, the same on the page and in print, each beside its table of values."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.utils.text import Truncator

from portal.ui.cache import made

INK, QUIET, GRID = "#1d2729", "#5a6669", "#dfe3e1"
PALETTE = ("#0b5563", "#c2601c", "#5b7f3a", "#7a4b8c", "#8a7a3c")
"""At most five hues, told apart also by colour-blind readers; direct labels say the rest."""
LONGEST_LABEL = 36
"""Letters before a bar: longer ones would push the bars out of the picture. The table beside it says them whole."""


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


def _blank(kind: str, accent: str, **how: Any):
    """A chart of the portal's look without its values."""
    import pygal  # only where a picture is drawn that is not kept
    from pygal.style import Style

    style = Style(
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
    return getattr(pygal, kind)(style=style, js=(), width=560, **how)


def _picture(chart, title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    def finish(root):
        """The chart's own title in place of the library's; a picture carries no scripts."""
        root.find("title").text = title
        definitions = root.find("defs")
        for script in definitions.findall("script"):
            definitions.remove(script)
        return root

    chart.add_xml_filter(finish)
    chart.x_labels = list(labels)
    for one in series:
        chart.add(one.label, list(one.values))
    return "data:image/svg+xml;base64," + base64.b64encode(chart.render()).decode()


def _drawn_once(draw: Callable[..., str]) -> Callable[..., Chart]:
    """Drawing takes longer than all else on a page, so a picture is kept for whoever asks for the same values."""

    @wraps(draw)
    def chart(title: str, labels: Sequence[str], series: Sequence[Series], **how: Any) -> Chart:
        values = [(str(one.label), list(one.values)) for one in series]
        source = (draw.__name__, str(title), [str(label) for label in labels], values, how)
        return Chart(title, labels, series, made("ui.chart", source, lambda: draw(title, labels, series, **how)))

    return chart


@_drawn_once
def bars(title: str, labels: Sequence[str], series: Sequence[Series], *, accent: str = PALETTE[0]) -> str:
    """Horizontal bars, one row per label, values written at their ends."""
    chart = _blank(
        "HorizontalBar", accent, height=60 + 34 * max(1, len(labels)) * len(series),
        show_legend=len(series) > 1, print_values=True, print_values_position="top",
        show_x_guides=False, show_y_guides=False, show_x_labels=False, margin=4, margin_right=80, spacing=6,
    )  # fmt: skip
    chart.add_xml_filter(_values_beside)
    chart.y_labels_major_every = None
    short = [Truncator(label).chars(LONGEST_LABEL) for label in reversed(labels)]
    return _picture(chart, title, short, _reversed(series))


def _values_beside(root):
    """Each value begins where its bar ends; the library would write it across the end."""
    for text in root.iter("text"):
        if "value" in text.get("class", ""):
            text.set("text-anchor", "start")
    return root


@_drawn_once
def lines(title: str, labels: Sequence[str], series: Sequence[Series], *, accent: str = PALETTE[0]) -> str:
    """Lines over years; gaps stay gaps."""
    chart = _blank(
        "Line", accent, height=300, show_legend=len(series) > 1, print_values=True,
        show_x_guides=False, show_y_guides=True, margin=8, margin_right=44, dots_size=4, legend_at_bottom=True,
        allow_interruptions=True, include_x_axis=True, max_scale=6,
    )  # fmt: skip
    return _picture(chart, title, labels, series)


@_drawn_once
def radar(title: str, labels: Sequence[str], series: Sequence[Series], *, most: int, accent: str = PALETTE[0]) -> str:
    """Ratings from 0 to ``most`` around a circle, one axis per label."""
    chart = _blank(
        "Radar", accent, height=440, range=(0, most), y_labels=range(most + 1),
        show_legend=len(series) > 1, legend_at_bottom=True, margin=8, dots_size=4, truncate_label=-1,
    )  # fmt: skip
    return _picture(chart, title, labels, series)


def _reversed(series: Sequence[Series]) -> list[Series]:
    return [Series(one.label, list(reversed(one.values))) for one in series]
