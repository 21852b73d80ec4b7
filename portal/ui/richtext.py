"""Markdown by officers and communities, cleaned to what a page and a printed document can carry."""

import markdown
import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td"}


def to_html(text: str) -> SafeString:
    """Safe HTML: no scripts, no styles, no pictures; headings begin at the third level."""
    rendered = markdown.markdown(text, extensions=["tables", "sane_lists"], output_format="html")
    for level in (1, 2):
        rendered = rendered.replace(f"<h{level}>", "<h3>").replace(f"</h{level}>", "</h3>")
    return mark_safe(nh3.clean(rendered, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"}))  # noqa: S308
