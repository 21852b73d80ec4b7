"""Paragraphs of consultation documents: which is which from version to version, and what was said of each."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Count
from django.utils.translation import gettext as _

from communities.queries.differences import Piece, compare_words
from participation.models import Consultation, ConsultationDocument, DocumentVersion, Opinion, Paragraph
from portal.errors import InvalidInput

BLANK_LINES = re.compile(r"\n\s*\n")
WORDS = re.compile(r"\w+")
ALIKE = 0.5
"""From this likeness of words on a rewritten paragraph counts as the same one."""


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a pasted text: blank lines part them. A heading belongs to the paragraph under it."""
    paragraphs, heading = [], ""
    for block in BLANK_LINES.split(text.replace("\r\n", "\n").strip()):
        if block.lstrip().startswith("#") and "\n" not in block.strip():
            heading += f"{block.strip()}\n\n"
        elif any(character.isalnum() for character in block):
            paragraphs.append(heading + _without_number(block.strip(), len(paragraphs) + 1))
            heading = ""
    return [*paragraphs, heading.strip()] if heading else paragraphs


def _without_number(block: str, number: int) -> str:
    """A pasted text often brings its own numbers; the one that equals ours is not said twice."""
    return re.sub(rf"^{number}\.\s+", "", block)


def keys_for(texts: list[str], earlier: list[tuple[int, str]], last_key: int) -> list[int]:
    """A key for each paragraph: that of the earlier one it is or was rewritten from, else the next after ``last_key``."""
    old = [text for _key, text in earlier]
    keys: list[int | None] = [None] * len(texts)
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, texts, autojunk=False).get_opcodes():
        if tag == "equal":
            keys[new_from:new_to] = [key for key, _text in earlier[old_from:old_to]]
        elif tag == "replace":
            for new in range(new_from, new_to):
                match = next((one for one in range(old_from, old_to) if _are_alike(old[one], texts[new])), None)
                if match is not None:
                    keys[new], old_from = earlier[match][0], match + 1
    for index, key in enumerate(keys):
        if key is None:
            last_key += 1
            keys[index] = last_key
    return keys


def _are_alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, WORDS.findall(old.lower()), WORDS.findall(new.lower()), autojunk=False).ratio() >= ALIKE


def paragraph_for(consultation: Consultation, pk: int) -> Paragraph:
    """The paragraph an opinion is about, as it reads today; a form names it by ``pk`` (``?punkts=``).

    One that went over unchanged into a newer version is taken there. Raises ``InvalidInput`` when it was rewritten or
    left out meanwhile: nobody is taken to speak of a text that he has not read.
    """
    asked = Paragraph.objects.of(consultation).filter(pk=pk).select_related("version").first()
    if asked is None:
        raise InvalidInput(
            _("There is no such paragraph in this consultation. Choose one on the page of the document."), field="paragraph"
        )
    current = paragraph_now(asked)
    if current is None:
        raise InvalidInput(
            _("Paragraph %(number)s is no longer in the document. Speak of another paragraph or of the whole.")
            % {"number": asked.number},
            field="paragraph",
        )
    if current.text != asked.text:
        raise InvalidInput(
            _("Paragraph %(number)s was rewritten while you were writing. Read its new text and send the opinion again.")
            % {"number": asked.number},
            field="paragraph",
        )
    return current


def paragraph_now(paragraph: Paragraph) -> Paragraph | None:
    """The same paragraph in the newest version of its document; None when it was left out."""
    return Paragraph.objects.newest().filter(version__document=paragraph.version.document_id, key=paragraph.key).first()


@dataclass(frozen=True)
class ParagraphRow:
    """A paragraph on the page of its document, with how many public opinions speak of it in any of its versions."""

    paragraph: Paragraph
    opinions: int


def paragraph_rows(version: DocumentVersion) -> list[ParagraphRow]:
    """The paragraphs of a version with their opinions counted: two queries."""
    said = Opinion.objects.public().filter(paragraph__version__document=version.document_id)
    counts = dict(said.order_by().values_list("paragraph__key").annotate(number=Count("pk")))
    return [ParagraphRow(one, counts.get(one.key, 0)) for one in version.paragraphs.all()]


@dataclass(frozen=True)
class ParagraphChange:
    """What became of a paragraph between two versions; ``before`` or ``after`` is missing where it came or went."""

    before: Paragraph | None
    after: Paragraph | None
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        return self.before is None or self.after is None or self.before.text != self.after.text


@dataclass(frozen=True)
class DocumentComparison:
    versions: list[DocumentVersion]
    old: DocumentVersion
    new: DocumentVersion
    changes: list[ParagraphChange]


def compare_document(document: ConsultationDocument, old: str = "", new: str = "") -> DocumentComparison:
    """The versions with the chosen numbers; of what was not chosen, or is no version, the last two."""
    versions = list(document.versions.order_by("number"))
    by_number = {str(version.number): version for version in versions}
    after = by_number.get(new, versions[-1])
    before = by_number.get(old) or by_number.get(str(after.number - 1), after)
    return DocumentComparison(versions, before, after, _changes(before, after))


def _changes(old: DocumentVersion, new: DocumentVersion) -> list[ParagraphChange]:
    """The paragraphs of the new version in order; one that was left out stands where it used to."""
    rows = {version: list(version.paragraphs.all()) for version in {old, new}}
    before, after = {one.key: one for one in rows[old]}, {one.key: one for one in rows[new]}
    order = [one.key for one in rows[new]]
    place = 0
    for one in rows[old]:
        if one.key in after:
            place = order.index(one.key) + 1
        else:
            order.insert(place, one.key)
            place += 1
    return [change_of(before.get(key), after.get(key)) for key in order]


def change_of(before: Paragraph | None, after: Paragraph | None) -> ParagraphChange:
    pieces = compare_words(before.words if before else "", after.words if after else "")
    return ParagraphChange(before, after, pieces)
