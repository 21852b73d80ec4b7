"""Does a signed file contain a given document? Answered by comparing bytes; signatures are not validated."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass

from portal.documents.models import SignedCopy
from portal.files.uploads import BROKEN_ARCHIVE

SIGNATURE_ENTRY = re.compile(r"META-INF/[^/]*signature[^/]*\.xml", re.IGNORECASE)
PDF_SIGNATURE = re.compile(rb"/Type\s*/Sig\b|/ByteRange\s*\[")


@dataclass(frozen=True)
class Comparison:
    match: str
    signatures: int


def compare(signed: bytes, original: bytes) -> Comparison | None:
    """How ``signed`` holds ``original``: as the one document of an ``.edoc`` or ``.asice`` container, or as the
    first revision of a PDF that was signed by an incremental update; without signatures where nobody signed it. None when
    it does neither."""
    if signed.startswith(b"%PDF-"):
        if not signed.startswith(original):
            return None
        marks = len(PDF_SIGNATURE.findall(signed[len(original) :]))
        return Comparison(SignedCopy.Match.EXTENDS, max(1, marks // 2) if marks else 0)
    try:
        with zipfile.ZipFile(io.BytesIO(signed)) as container:
            names = [entry.filename for entry in container.infolist() if not entry.is_dir()]
            payload = [name for name in names if name != "mimetype" and not name.startswith("META-INF/")]
            signatures = sum(1 for name in names if SIGNATURE_ENTRY.fullmatch(name))
            wanted = hashlib.sha256(original).hexdigest()
            if (
                len(payload) == 1
                and container.getinfo(payload[0]).file_size == len(original)
                and hashlib.sha256(container.read(payload[0])).hexdigest() == wanted
            ):
                return Comparison(SignedCopy.Match.CONTAINS, signatures)
    except BROKEN_ARCHIVE:
        return None
    return None
