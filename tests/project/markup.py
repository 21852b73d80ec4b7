"""A page as plain values: its elements with what surrounds them, its texts, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"script", "style", "template", "svg"}
ICON = "material-symbols"
"""The theme writes its icons as words of a picture font."""
LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    around: list["Element"]
    texts: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def __str__(self) -> str:
        return f"<{self.tag} {self.get('id') or self.get('name') or self.get('href') or self.get('class')}>"

    @property
    def is_seen(self) -> bool:
        return self.tag not in UNSEEN and ICON not in self.get("class")


class Markup(HTMLParser):
    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self.foreign: set[str] = set()
        self.crossed: list[str] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        if not self._open or self._open[-1].tag != tag:
            self.crossed.append(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}")
            while self._open and self._open[-1].tag != tag:
                self._open.pop()
        if self._open:
            self._open.pop()

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and all(element.is_seen for element in self._open):
            self.texts.append(text)
            if any(element.get("lang") for element in self._open[1:]):
                self.foreign.add(text)
            for element in self._open:
                element.texts.append(text)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def links(self) -> list[str]:
        return [element.get("href") for element in self.all("a") if "href" in element.attributes]

    @property
    def addresses(self) -> list[str]:
        """Where the page's links and forms lead."""
        return [*self.links, *(element.get("action") for element in self.all("form") if element.get("action"))]


def faults(page: Markup, language: str) -> Iterator[str]:
    """What no page of the portal may have."""
    yield from page.crossed
    if [element.get("lang") for element in page.all("html")] != [language]:
        yield f"the page's language is not {language}"
    if not [element for element in page.all("title") if element.text and not _inside(element, "svg")]:
        yield "no title"
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} h1"
    yield from _headings(page)
    yield from (
        f"id {name} stands {n} times" for name, n in Counter(one.get("id") for one in page.elements).items() if name and n > 1
    )
    yield from (f"no label: {one}" for one in page.all(*LABELLED) if not _has_label(one, page))
    yield from (f"no alternative text: {one}" for one in page.all("img") if "alt" not in one.attributes)
    yield from (f"no name: {one}" for one in page.all("a", "button") if not _has_name(one))
    yield from (f"leaked: {text}" for text in page.texts if text == "None" or "{{" in text or "{%" in text)
    yield from (f"leaked: {one} {name}" for one in page.elements for name, value in one.attributes.items() if value == "None")
    names = {one.get("id") for one in page.elements} | {"", "top"}
    yield from (f"leads nowhere: {one}" for one in page.addresses if one.startswith("#") and one[1:] not in names)


def inline_code(page: Markup) -> Iterator[str]:
    """What the policy of the public pages forbids."""
    yield from (
        f"script in the page: {one}" for one in page.all("script") if not one.get("src") and "json" not in one.get("type")
    )
    yield from (f"style in the page: {one}" for one in page.all("style"))
    yield from (
        f"{name} on {one}" for one in page.elements for name in one.attributes if name == "style" or name.startswith("on")
    )


def _headings(page: Markup) -> Iterator[str]:
    levels = [int(one.tag[1]) for one in page.elements if one.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    yield from (f"h{after} follows h{before}" for before, after in pairwise(levels) if after > before + 1)


def _inside(element: Element, tag: str) -> bool:
    return any(one.tag == tag for one in element.around)


def _has_label(control: Element, page: Markup) -> bool:
    if control.get("type") in NEEDS_NO_LABEL or control.get("aria-label") or _inside(control, "template"):
        return True
    if control.get("aria-labelledby"):
        return any(one.get("id") == control.get("aria-labelledby").split()[0] and one.text for one in page.elements)
    named = [one for one in page.all("label") if one.get("for") and one.get("for") == control.get("id")]
    return any(one.text for one in [*named, *(one for one in control.around if one.tag == "label")])


def _has_name(element: Element) -> bool:
    inside = element.text or element.get("aria-label") or element.get("title") or element.get("aria-labelledby")
    return bool(inside) or (element.tag == "a" and "href" not in element.attributes)
