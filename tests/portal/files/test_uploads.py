"""What may come in, judged by content."""

import io
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from pypdf import PdfReader

from portal.files.uploads import ATTACHMENT, PHOTO, BoundedMemoryUploadHandler, check_upload
from tests.factories.files import archive, each_damaged, pdf, picture, signed_container, upload

DOCX = archive({"word/document.xml": b"<w:document/>"})
XLSX = archive({"xl/workbook.xml": b"<workbook/>"})
ODT = archive({"mimetype": b"application/vnd.oasis.opendocument.text"})
ODS = archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
EDOC = signed_container({"memorands.pdf": pdf()})
EXECUTABLE = b"MZ\x90\x00\x03" + b"\x00" * 60
PAGE = b"<!doctype html><script>alert(1)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def refusal(name, content, policy=ATTACHMENT) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        check_upload(upload(name, content), policy)
    return refused.value


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("tāme.pdf", pdf(), "application/pdf"),
        ("LĪGUMS.PDF", pdf(), "application/pdf"),
        ("tāme.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("tāme.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("tāme.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("tāme.ods", ODS, "application/vnd.oasis.opendocument.spreadsheet"),
        ("memorands.edoc", EDOC, "application/vnd.etsi.asic-e+zip"),
        ("memorands.asice", EDOC, "application/vnd.etsi.asic-e+zip"),
    ],
)
def test_documents_are_taken_as_they_are(name, content, content_type):
    checked = check_upload(upload(name, content), ATTACHMENT)

    assert (checked.name, checked.content_type, checked.content) == (name, content_type, content)


@pytest.mark.parametrize(
    ("name", "kind", "content_type"),
    [("ala.jpg", "JPEG", "image/jpeg"), ("ala.jpeg", "JPEG", "image/jpeg"), ("ala.png", "PNG", "image/png")],
)
def test_pictures_are_taken(name, kind, content_type):
    checked = check_upload(upload(name, picture(kind)), PHOTO)

    assert checked.content_type == content_type
    assert Image.open(io.BytesIO(checked.content)).size == (40, 30)


@pytest.mark.parametrize("name", ["virus.exe", "lapa.html", "zīme.svg", "pdf", "tāme.pdf.exe", "tāme.xlsm"])
def test_other_kinds_are_refused_with_the_list_of_allowed_ones(name):
    refused = refusal(name, EXECUTABLE)

    assert refused.code == "kind"
    assert "pdf, jpg, jpeg, png, docx, xlsx, odt, ods, edoc, asice" in refused.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("programma.pdf", EXECUTABLE),
        ("lapa.pdf", PAGE),
        ("lapa.pdf", b"%PDF-1.7\n" + PAGE),
        ("pārrauts.pdf", pdf()[:120]),
        ("bojāts.pdf", pdf().replace(b"<<\n/Type /Catalog\n/Pages", b"")),
        ("bez-lapām.pdf", pdf(pages=0)),
        ("programma.png", EXECUTABLE),
        ("zīme.png", DRAWING),
        ("zīme.png", picture("GIF")),
        ("zīme.jpg", picture("PNG")),
        ("pārrauts.jpg", picture("JPEG")[:300]),
        ("programma.docx", EXECUTABLE),
        ("arhīvs.docx", archive({"virus.exe": EXECUTABLE})),
        ("programma.docx", EXECUTABLE + DOCX),
        ("lapa.odt", PAGE + ODT),
        ("tāme.xlsx", DOCX),
        ("tāme.odt", ODS),
        ("tāme.odt", DOCX),
        ("arhīvs.edoc", archive({"memorands.pdf": pdf()})),
        ("arhīvs.asice", EXECUTABLE),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(name, content):
    assert refusal(name, content).code == "content"


@pytest.mark.parametrize(
    ("name", "content"),
    [("tāme.pdf", pdf()), ("ala.jpg", picture("JPEG", size=(8, 8))), ("ala.png", picture(size=(8, 8))), ("tāme.odt", ODT)],
    ids=["pdf", "jpeg", "png", "odt"],
)
def test_whatever_byte_is_damaged_the_upload_is_taken_or_refused(name, content):
    for damaged in each_damaged(content):
        with suppress(ValidationError):
            assert check_upload(upload(name, damaged), ATTACHMENT).content


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "..\\..\\autoexec.bat"])
def test_a_container_that_would_unpack_outside_its_folder_is_refused(path):
    assert refusal("memorands.edoc", signed_container({path: pdf()})).code == "content"


def test_a_container_that_unpacks_to_far_more_than_its_size_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 10_000
    bomb = archive({"word/document.xml": b"<w:document/>", "word/media/bomb": bytes(300_000)})

    assert refusal("bumba.docx", bomb).code == "bomb"


def test_a_container_of_thousands_of_entries_is_refused():
    assert refusal("bumba.docx", archive({f"word/{n}": b"" for n in range(5001)})).code == "bomb"


def test_an_empty_file_is_refused():
    assert refusal("tāme.pdf", b"").code == "empty"


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings):
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024

    refused = refusal("tāme.pdf", pdf() + bytes(3 * 1024 * 1024))

    assert refused.code == "too_large"
    assert "3,0 MB" in refused.message.replace("\xa0", " ")
    assert "2,0 MB" in refused.message.replace("\xa0", " ")


def test_a_pdf_behind_a_password_is_refused():
    assert refusal("tāme.pdf", pdf(password="noslēpums")).code == "encrypted"


def test_a_pdf_of_too_many_pages_is_refused():
    refused = refusal("tāme.pdf", pdf(pages=301))

    assert refused.code == "pages"
    assert "301" in refused.message


def test_a_small_pdf_that_claims_endless_pages_is_refused():
    assert refusal("bumba.pdf", page_bomb(levels=6, branches=10)).code == "content"


def page_bomb(*, levels: int, branches: int) -> bytes:
    """Each level of the page tree lists the next one ``branches`` times."""
    nodes = [b"<</Type/Catalog/Pages 2 0 R>>"]
    nodes += [b"<</Type/Pages/Kids[%s]>>" % (b"%d 0 R " % (n + 3) * branches) for n in range(levels)]
    nodes += [b"<</Type/Page/MediaBox[0 0 9 9]>>"]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, node) for n, node in enumerate(nodes, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 99/Root 1 0 R>>\nstartxref\n0\n%%EOF"


def pixel_bomb() -> bytes:
    """A picture whose header promises 2.5 thousand megapixels."""
    small = picture("PNG", size=(1, 1))
    header = b"IHDR" + (50_000).to_bytes(4) * 2 + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4) + small[33:]


@pytest.mark.parametrize("content", [picture(size=(6000, 6000), mode="1"), pixel_bomb()], ids=["36 MP", "2500 MP"])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(content):
    refused = refusal("karte.png", content)

    assert refused.code == "pixels"
    assert "30" in refused.message


def test_a_picture_is_kept_without_place_and_camera_the_right_way_up():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x0110] = "Tālrunis X"
    exif.get_ifd(0x8825)[1] = "N"

    checked = check_upload(upload("ala.jpg", picture("JPEG", size=(40, 30), exif=exif)), PHOTO)

    kept = Image.open(io.BytesIO(checked.content))
    assert kept.size == (30, 40)
    assert not kept.getexif()
    assert b"T\xc4\x81lrunis X" not in checked.content


@pytest.mark.parametrize("tail", [PAGE, DOCX], ids=["page", "archive"])
def test_what_hides_behind_a_picture_is_left_out(tail):
    checked = check_upload(upload("ala.jpg", picture("JPEG") + tail), PHOTO)

    assert tail not in checked.content


def test_a_transparent_picture_stays_transparent():
    checked = check_upload(upload("ģerbonis.png", picture("PNG", mode="P", transparency=0)), PHOTO)

    assert Image.open(io.BytesIO(checked.content)).convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_long_name_keeps_its_ending():
    checked = check_upload(upload("ā" * 240 + ".pdf", pdf()), ATTACHMENT)

    assert len(checked.name) == 200
    assert checked.name.endswith(".pdf")


def received(chunks) -> io.BytesIO:
    """What the handler makes of an upload that arrives in chunks."""
    handler = BoundedMemoryUploadHandler()
    handler.new_file("file", "video.mp4", "video/mp4", 0)
    size = 0
    for chunk in chunks:
        handler.receive_data_chunk(chunk, size)
        size += len(chunk)
    return handler.file_complete(size)


def test_an_upload_within_the_limit_arrives_whole():
    content = pdf(pages=3)

    file = received([content[:500], content[500:]])

    assert len(PdfReader(file).pages) == 3
    assert file.size == len(content)


def test_an_upload_of_100_megabytes_takes_no_more_memory_than_the_limit(settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    chunk = bytes(64 * 1024)

    tracemalloc.start()
    file = received(chunk for _ in range(1600))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert file.size == 100 * 1024 * 1024
    assert most < 4 * settings.UPLOAD_MAX_BYTES
