"""What changed between two versions of an agreement, word by word."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communities.enums import CommitmentParty
from communities.models import Agreement, AgreementVersion, ClauseBlock
from portal.ui.templatetags.portal_ui import day

WORD = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
"""A word or a mark with the space before it, so that a run of changed words is one piece."""


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True)
class PartDifference:
    """One part of the text with its pieces in reading order."""

    block: str
    title: str
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.change != Change.SAME for piece in self.pieces)


def parts_of(version: AgreementVersion) -> dict[str, str]:
    """The version's text by part, each clause a paragraph of its own; dated promises last, under an empty code."""
    found = {
        block: "\n\n".join(clause["text"] for clause in clauses)
        for block, clauses in groupby(version.clauses, key=lambda clause: clause["block"])
    }
    parts = {block.value: found[block] for block in ClauseBlock if block in found}
    if version.commitments:
        parts[""] = "\n\n".join(_commitment_line(one) for one in version.commitments)
    return parts


def differences(old: AgreementVersion, new: AgreementVersion) -> list[PartDifference]:
    """Every part that stands in either version, in the order of the text."""
    before, after = parts_of(old), parts_of(new)
    order = [*ClauseBlock.values, ""]
    return [
        PartDifference(block, part_title(block), compare_words(before.get(block, ""), after.get(block, "")))
        for block in order
        if block in before or block in after
    ]


def part_title(block: str) -> str:
    return str(ClauseBlock(block).label) if block else _("Commitments with their dates")


def compare_words(old: str, new: str) -> list[Piece]:
    """Both texts as one: what stayed, what was taken out and what was put in, word by word."""
    before, after = WORD.findall(old), WORD.findall(new)
    pieces = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(before[old_from:old_to])))
            continue
        if old_to > old_from:
            pieces.append(Piece(Change.REMOVED, "".join(before[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece(Change.ADDED, "".join(after[new_from:new_to])))
    return pieces


def _commitment_line(commitment: dict) -> str:
    party = capfirst(CommitmentParty(commitment["party"]).label)
    return f"{party}: {commitment['text']} ({day(date.fromisoformat(commitment['due_on']))})"


@dataclass(frozen=True)
class Comparison:
    """Two versions of an agreement beside each other, and all there are to choose from."""

    versions: list[AgreementVersion]
    old: AgreementVersion | None
    new: AgreementVersion | None
    parts: list[PartDifference]


def compare_versions(agreement: Agreement, old: str = "", new: str = "") -> Comparison:
    """The versions with the chosen numbers; of what was not chosen, or is no version, the last two."""
    versions = list(agreement.versions.select_related("made_by").prefetch_related("comments__made_by"))
    if not versions:
        return Comparison([], None, None, [])
    by_number = {str(version.number): version for version in versions}
    after = by_number.get(new, versions[-1])
    before = by_number.get(old) or by_number.get(str(after.number - 1), after)
    return Comparison(versions, before, after, differences(before, after))
