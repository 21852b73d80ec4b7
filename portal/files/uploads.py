"""What may come in: checked by content, not by name, before anything is stored."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What ``zipfile`` raises on archives that are damaged, locked or made to confuse it."""


class BoundedMemoryUploadHandler(FileUploadHandler):
    """Keeps an upload in memory up to the portal's limit and lets the rest run through unseen.

    Nothing is written to disk before the checks, a 100 MB upload costs no more than the limit, and the other fields
    of the form arrive, so that nothing typed is lost. ``size`` is the true size, for the sentence that refuses it.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data, start):
        room = settings.UPLOAD_MAX_BYTES - self.kept.tell()
        if room > 0:
            self.kept.write(raw_data[:room])

    def file_complete(self, file_size):
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


@dataclass(frozen=True)
class FileKind:
    """One kind of file the portal takes: its endings, its type, and the check its bytes must pass."""

    name: str
    endings: tuple[str, ...]
    content_type: str
    check: Callable[[bytes, "UploadPolicy"], bytes]


@dataclass(frozen=True)
class UploadPolicy:
    """What one field accepts, of at most ``settings.UPLOAD_MAX_BYTES``: more never reaches the checks.

    Pictures larger than ``longest_side`` pixels are made smaller: pages are read on phones.
    """

    kinds: tuple[FileKind, ...]
    max_pixels: int = 30_000_000
    longest_side: int | None = None
    max_pages: int = 300

    @property
    def endings(self) -> tuple[str, ...]:
        return tuple(ending for kind in self.kinds for ending in kind.endings)

    @property
    def accept(self) -> str:
        """The value of the ``accept`` attribute of the file input."""
        return ",".join(self.endings)

    @property
    def limits_text(self) -> str:
        """The limits in one line for the hint below the field."""
        names = ", ".join(ending.lstrip(".") for ending in self.endings)
        return _("Allowed: %(kinds)s; at most %(size)s.") % {"kinds": names, "size": filesizeformat(settings.UPLOAD_MAX_BYTES)}


@dataclass(frozen=True)
class CheckedUpload:
    """Bytes that passed: what is stored is exactly this."""

    name: str
    content_type: str
    content: bytes


def check_upload(upload: UploadedFile, policy: UploadPolicy) -> CheckedUpload:
    """Judge an upload by its content.

    Raises ``ValidationError`` with a sentence that says what is wrong and what to do.
    """
    name = upload.name or ""
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("The file is %(size)s, but at most %(limit)s can be attached. Save it in a smaller size or split it.")
            % {"size": filesizeformat(upload.size), "limit": filesizeformat(settings.UPLOAD_MAX_BYTES)},
            code="too_large",
        )
    if not upload.size:
        raise ValidationError(_("The file is empty. Check it on your device and attach it again."), code="empty")
    kind = next((kind for kind in policy.kinds if name.lower().endswith(kind.endings)), None)
    if kind is None:
        raise ValidationError(_("This kind of file cannot be attached. %(limits)s") % {"limits": policy.limits_text}, code="kind")
    upload.seek(0)
    content = kind.check(upload.read(), policy)
    return CheckedUpload(name=name[-200:], content_type=kind.content_type, content=content)


def wrong_content(kind: str) -> ValidationError:
    """The refusal of bytes that are no ``kind``, whatever their name."""
    return ValidationError(
        _("The content of the file is not what its name says (%(kind)s). Attach the original file.") % {"kind": kind},
        code="content",
    )


def _check_pdf(content: bytes, policy: UploadPolicy) -> bytes:
    if not content.startswith(b"%PDF-"):
        raise wrong_content("PDF")
    from pypdf import PdfReader  # eight megabytes, which only who attaches a PDF needs

    try:
        reader = PdfReader(io.BytesIO(content))
        encrypted = reader.is_encrypted
        pages = 0 if encrypted else len(reader.pages)
    except Exception:  # a broken file makes pypdf raise almost anything, TypeError and AttributeError too
        raise wrong_content("PDF") from None
    if encrypted:
        raise ValidationError(
            _("The PDF is protected by a password. Save it without the password and attach it again."), code="encrypted"
        )
    if not pages:
        raise wrong_content("PDF")
    if pages > policy.max_pages:
        raise ValidationError(
            _("The PDF has too many pages: %(pages)s. At most %(limit)s are allowed.")
            % {"pages": pages, "limit": policy.max_pages},
            code="pages",
        )
    return content


def _check_picture(content: bytes, policy: UploadPolicy, format_name: str) -> bytes:
    """The picture, written anew without its metadata (place and camera), turned the right way up."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # only who attaches a picture needs it

    try:
        with Image.open(io.BytesIO(content), formats=[format_name]) as picture:
            if picture.width * picture.height > policy.max_pixels:
                raise Image.DecompressionBombError
            upright = ImageOps.exif_transpose(picture)
            if policy.longest_side:
                upright.thumbnail((policy.longest_side, policy.longest_side))
            upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
            clean = io.BytesIO()
            upright.save(clean, format=format_name, **({"quality": 88} if format_name == "JPEG" else {}))
            return clean.getvalue()
    except Image.DecompressionBombError:
        raise ValidationError(
            _("The picture is too large: at most %(limit)s megapixels are allowed. Save it in a smaller size.")
            % {"limit": round(policy.max_pixels / 1e6)},
            code="pixels",
        ) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise wrong_content(format_name) from None


def _check_jpeg(content: bytes, policy: UploadPolicy) -> bytes:
    return _check_picture(content, policy, "JPEG")


def _check_png(content: bytes, policy: UploadPolicy) -> bytes:
    return _check_picture(content, policy, "PNG")


def _check_container(content: bytes, kind: str, belongs: Callable[[zipfile.ZipFile], bool]) -> bytes:
    if not content.startswith(b"PK\x03\x04"):  # an archive may hide behind a program or a page, and zipfile would find it
        raise wrong_content(kind)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > 20 * settings.UPLOAD_MAX_BYTES or len(archive.infolist()) > 5000:
                raise ValidationError(
                    _("The file unpacks to far more than its size. Save it again and attach the new file."),
                    code="bomb",
                )
            if _reaches_outside(archive) or not belongs(archive):
                raise wrong_content(kind)
    except BROKEN_ARCHIVE:
        raise wrong_content(kind) from None
    return content


def _reaches_outside(archive: zipfile.ZipFile) -> bool:
    """Whether unpacking would write outside the folder one unpacks into."""
    paths = [PurePosixPath(name.replace("\\", "/")) for name in archive.namelist()]
    return any(path.is_absolute() or ".." in path.parts for path in paths)


def _office_checker(kind: str, main_part: str) -> Callable[[bytes, UploadPolicy], bytes]:
    return lambda content, _policy: _check_container(content, kind, lambda archive: main_part in archive.namelist())


def _mimetype_checker(kind: str, start: str) -> Callable[[bytes, UploadPolicy], bytes]:
    def belongs(archive: zipfile.ZipFile) -> bool:
        if "mimetype" not in archive.namelist():
            return False
        with archive.open("mimetype") as mimetype:
            return mimetype.read(len(start)) == start.encode()

    return lambda content, _policy: _check_container(content, kind, belongs)


def _signed_container(archive: zipfile.ZipFile) -> bool:
    return any(
        name.startswith("META-INF/") and "signature" in name.lower() and name.endswith(".xml") for name in archive.namelist()
    )


def _check_signed(content: bytes, _policy: UploadPolicy) -> bytes:
    return _check_container(content, "eDoc / ASiC-E", _signed_container)


PDF = FileKind("PDF", (".pdf",), "application/pdf", _check_pdf)
JPEG = FileKind("JPEG", (".jpg", ".jpeg"), "image/jpeg", _check_jpeg)
PNG = FileKind("PNG", (".png",), "image/png", _check_png)
DOCX = FileKind(
    "Word",
    (".docx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    _office_checker("Word", "word/document.xml"),
)
XLSX = FileKind(
    "Excel",
    (".xlsx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _office_checker("Excel", "xl/workbook.xml"),
)
ODT = FileKind(
    "OpenDocument",
    (".odt",),
    "application/vnd.oasis.opendocument.text",
    _mimetype_checker("OpenDocument", "application/vnd.oasis.opendocument.text"),
)
ODS = FileKind(
    "OpenDocument",
    (".ods",),
    "application/vnd.oasis.opendocument.spreadsheet",
    _mimetype_checker("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet"),
)
SIGNED = FileKind("eDoc / ASiC-E", (".edoc", ".asice"), "application/vnd.etsi.asic-e+zip", _check_signed)

ATTACHMENT = UploadPolicy((PDF, JPEG, PNG, DOCX, XLSX, ODT, ODS, SIGNED))
PHOTO = UploadPolicy((JPEG, PNG), longest_side=1600)
SIGNED_COPY = UploadPolicy((SIGNED, PDF))

STORAGE_FULL = gettext_lazy(
    "The file could not be saved because the server has no room left. What you typed is kept on this page; "
    "try again later or send the form without the file."
)
