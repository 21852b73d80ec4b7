"""Markdown by officers and communities, cleaned to what a page and a printed document can carry."""

import re
from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from portal.ui.cache import made

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td"}
NUMBERED = re.compile(r"^(\d+)\.(?=\s)")


def to_html(text: str) -> SafeString:
    """Safe HTML: no scripts, no styles, no pictures; headings begin at the third level."""
    import markdown  # both load three megabytes, and most pages show no such text or one that is kept
    import nh3

    rendered = markdown.markdown(ordinals_kept(text), extensions=["tables", "sane_lists"], output_format="html")
    for level in (1, 2):
        rendered = rendered.replace(f"<h{level}>", "<h3>").replace(f"</h{level}>", "</h3>")
    return mark_safe(nh3.clean(rendered, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"}))  # noqa: S308


def all_to_html(texts: Sequence[str]) -> list[SafeString]:
    """As ``to_html`` for each of the texts of one page."""
    return made("ui.rich_texts", list(texts), lambda: [to_html(text) for text in texts])


def ordinals_kept(text: str) -> str:
    """``text`` with a backslash before the full stop of each ordinal that begins a line and no list.

    Latvian writes "2029. gadā" and "17. novembrī"; to Markdown that would be a list of one item. A list begins at 1 and
    has a second item.
    """
    lines = text.splitlines()
    runs: list[list[int]] = []
    expected = None
    for index, line in enumerate(lines):
        if found := NUMBERED.match(line):
            number = int(found[1])
            if number != expected:
                runs.append([])
            runs[-1].append(index)
            expected = number + 1
    for run in runs:
        if len(run) == 1 or not lines[run[0]].startswith("1."):
            for index in run:
                lines[index] = NUMBERED.sub(r"\1\\.", lines[index])
    return "\n".join(lines)
