"""Does a signed file hold exactly the document?"""

import pytest

from portal.documents.models import SignedCopy
from portal.documents.signed import Comparison, compare
from tests.factories.files import SIGNATURE, archive, each_damaged, pdf, signed_container, signed_pdf

ORIGINAL = pdf()
TWO_SIGNATURES = {"META-INF/signatures0.xml": b"<x/>", "META-INF/signatures1.xml": b"<x/>"}


@pytest.mark.parametrize(
    ("signed", "signatures"),
    [
        (signed_container({"memorands.pdf": ORIGINAL}), 1),
        (signed_container({"cits-nosaukums.pdf": ORIGINAL}, TWO_SIGNATURES), 2),
        (archive({"memorands.pdf": ORIGINAL, "META-INF/manifest.xml": b"<x/>", **SIGNATURE}), 1),
    ],
    ids=["edoc", "two signatures", "with a manifest"],
)
def test_a_container_with_exactly_the_document_contains_it(signed, signatures):
    assert compare(signed, ORIGINAL) == Comparison(SignedCopy.Match.CONTAINS, signatures)


def test_a_pdf_signed_by_an_incremental_update_extends_the_document():
    once = signed_pdf(ORIGINAL)

    assert compare(once, ORIGINAL) == Comparison(SignedCopy.Match.EXTENDS, 1)
    assert compare(signed_pdf(once), ORIGINAL) == Comparison(SignedCopy.Match.EXTENDS, 2)


@pytest.mark.parametrize(
    "signed",
    [
        signed_container({"memorands.pdf": pdf(pages=2)}),
        signed_container({"memorands.pdf": ORIGINAL[:-1] + b" "}),
        signed_container({"memorands.pdf": ORIGINAL, "pielikums.pdf": ORIGINAL}),
        signed_container({}),
        signed_container({"memorands.pdf": bytes(5_000_000)}),
        signed_container({"memorands.pdf": ORIGINAL})[:-40],
        signed_pdf(pdf(pages=2)),
        b"not even an archive",
        b"",
    ],
    ids=[
        "another document", "one byte changed", "a second document beside it", "nothing signed",
        "far larger inside", "cut off", "another signed pdf", "no archive", "empty",
    ],
)  # fmt: skip
def test_anything_else_does_not_hold_the_document(signed):
    assert compare(signed, ORIGINAL) is None


@pytest.mark.parametrize(
    ("unsigned", "match"),
    [
        (ORIGINAL, SignedCopy.Match.EXTENDS),
        (ORIGINAL + b"\n% nothing signed\n", SignedCopy.Match.EXTENDS),
        (signed_container({"memorands.pdf": ORIGINAL}, signatures={}), SignedCopy.Match.CONTAINS),
        (
            signed_container({"memorands.pdf": ORIGINAL}, signatures={"META-INF/manifest.xml": b"<x/>"}),
            SignedCopy.Match.CONTAINS,
        ),
    ],
    ids=["the unsigned original", "something added but no signature", "no signature", "a manifest is no signature"],
)
def test_the_document_without_a_signature_is_known_as_such(unsigned, match):
    assert compare(unsigned, ORIGINAL) == Comparison(match, 0)


def test_whatever_byte_of_a_container_is_damaged_there_is_an_answer():
    for damaged in each_damaged(signed_container({"memorands.pdf": ORIGINAL})):
        found = compare(damaged, ORIGINAL)
        assert found is None or (found.match, found.signatures <= 1) == (SignedCopy.Match.CONTAINS, True)
