"""Files as people send them."""

import io
import zipfile
from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from portal.files.actions import store_upload
from portal.files.models import File
from portal.files.uploads import CheckedUpload

SIGNATURE = {"META-INF/signatures0.xml": b"<asic:XAdESSignatures/>"}


def pdf(pages: int = 1, *, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    return _written(writer.write)


def picture(kind: str = "PNG", *, size: tuple[int, int] = (40, 30), mode: str = "RGB", **details) -> bytes:
    return _written(lambda stream: Image.new(mode, size).save(stream, kind, **details))


def archive(entries: dict[str, bytes]) -> bytes:
    def pack(stream):
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in entries.items():
                packed.writestr(name, content)

    return _written(pack)


def signed_container(entries: dict[str, bytes], signatures: dict[str, bytes] = SIGNATURE) -> bytes:
    """An ``.edoc`` or ``.asice``: the signed files, and the signatures beside them."""
    return archive({"mimetype": b"application/vnd.etsi.asic-e+zip", **entries, **signatures})


def signed_pdf(original: bytes) -> bytes:
    """The original with a signature added as an incremental update, as signing programs do."""
    writer = PdfWriter(io.BytesIO(original), incremental=True)
    byte_range = ArrayObject([NumberObject(0)] * 4)
    writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/ByteRange"): byte_range}))
    return _written(writer.write)


def each_damaged(content: bytes) -> Iterator[bytes]:
    """The content with one byte turned over, for each of its bytes."""
    for position, byte in enumerate(content):
        yield content[:position] + bytes([byte ^ 0xFF]) + content[position + 1 :]


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored_file(name: str = "līgums.pdf", content: bytes = b"%PDF-1.7 saturs", content_type: str = "application/pdf") -> File:
    return store_upload(upload=CheckedUpload(name=name, content_type=content_type, content=content))


def _written(write) -> bytes:
    stream = io.BytesIO()
    write(stream)
    return stream.getvalue()
