"""What is handed in: known by its content, refused when it acts, and cleaned of what tells of its making."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from tvcase.documents import cleaning, intake
from tvcase.documents.cleaning import NotAccepted, clean, without_notes
from tvcase.documents.states import MediaType
from tvcase.flow import Refused

pytestmark = pytest.mark.pure
CANARY = b"CANARYCAMERA"


def picture(kind="JPEG", size=(60, 40), mode="RGB", **options):
    made = BytesIO()
    image = Image.new(mode, size, "teal" if mode == "RGB" else 1)
    if kind == "JPEG":
        notes = image.getexif()
        notes[0x010F] = CANARY.decode()  # the maker of the camera
        notes[0x0112] = 6  # lies on its side
        options |= {"exif": notes, "comment": CANARY}
    elif kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", CANARY.decode())
        options |= {"pnginfo": notes}
    image.save(made, kind, **options)
    return made.getvalue()


def pdf(change=lambda pdf: None, **options):
    made = BytesIO()
    with pikepdf.new() as new:
        new.add_blank_page()
        change(new)
        new.save(made, **options)
    return made.getvalue()


def with_notes(new):
    new.docinfo["/Author"] = CANARY.decode()
    with new.open_metadata() as notes:
        notes["dc:creator"] = [CANARY.decode()]
    new.pages[0].obj["/PieceInfo"] = pikepdf.Dictionary(Maker=pikepdf.String(CANARY.decode()))


def with_a_photograph(new):
    scan = pikepdf.Stream(new, picture(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60, Height=40)
    scan.ColorSpace, scan.BitsPerComponent, scan.Filter = pikepdf.Name.DeviceRGB, 8, pikepdf.Name.DCTDecode
    new.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=new.make_indirect(scan)))
    new.pages[0].contents_add(b"/Scan Do")


def packed(*filters, wrap=lambda content: content, how=None):
    """The same photograph, inside what is named."""

    def change(new):
        with_a_photograph(new)
        scan = new.pages[0].obj.Resources.XObject.Scan
        names = pikepdf.Array([pikepdf.Name(name) for name in filters])
        scan.write(wrap(picture()), filter=names, decode_parms=how)

    return change


def with_a_script(new):
    new.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def with_a_hidden_script(new):
    act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    new.pages[0].obj["/AA"] = pikepdf.Dictionary(O=new.make_indirect(act))


def with_a_program(new):
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe")),
    )
    new.pages[0].obj["/Annots"] = pikepdf.Array([link])


def with_an_attachment(new):
    new.attachments["a.exe"] = b"MZ"


def with_a_note_that_is_a_file(new):
    program = new.make_indirect(pikepdf.Stream(new, b"MZ"))
    held = pikepdf.Dictionary(F=pikepdf.String("a.exe"), EF=pikepdf.Dictionary(F=program))
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], FS=held)
    new.pages[0].obj["/Annots"] = pikepdf.Array([note])


def with_a_file_elsewhere(new):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], FS=pikepdf.String("a.exe"))
    new.pages[0].obj["/Annots"] = pikepdf.Array([note])


def with_files_that_belong_to_it(new):
    new.Root["/AF"] = pikepdf.Array([pikepdf.Dictionary(F=pikepdf.String("a.exe"))])


def too_many_pages(new):
    for _page in range(cleaning.MOST_PAGES):
        new.add_blank_page()


def bomb():
    """A PNG of a few hundred bytes that would be 40,000 by 40,000 dots."""

    def chunk(name, content):
        return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)

    head = (40_000).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(64))) + chunk(b"IEND", b"")


def moving():
    made = BytesIO()
    Image.new("RGB", (9, 9)).save(made, "PNG", save_all=True, append_images=[Image.new("RGB", (9, 9), "red")])
    return made.getvalue()


REFUSED = {
    "program": (b"MZ\x90\x00" + bytes(200), "type"),
    "archive": (b"PK\x03\x04" + bytes(200), "type"),
    "page": (b"<html><script>alert(1)</script></html>", "type"),
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "type"),
    "moving gif": (b"GIF89a" + bytes(60), "type"),
    "text": ("Решение № 7".encode(), "type"),
    "pdf after something else": (b"junk" + pdf(), "type"),
    "half a photograph": (picture()[:300], "broken"),
    "no photograph": (b"\xff\xd8\xff" + bytes(300), "broken"),
    "half a pdf": (pdf()[:200], "broken"),
    "no pdf": (b"%PDF-1.7\n" + bytes(300), "broken"),
    "bomb": (bomb(), "size"),
    "moving png": (moving(), "active"),
    "too many pages": (pdf(too_many_pages), "size"),
    "locked pdf": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "locked"),
    "limited pdf": (pdf(encryption=pikepdf.Encryption(owner="a", user="")), "locked"),
    "script": (pdf(with_a_script), "active"),
    "hidden script": (pdf(with_a_hidden_script), "active"),
    "program in a link": (pdf(with_a_program), "active"),
    "attachment": (pdf(with_an_attachment), "active"),
    "attachment in a note": (pdf(with_a_note_that_is_a_file), "active"),
    "note that is an attachment": (pdf(with_a_file_elsewhere), "active"),
    "attachment of the whole": (pdf(with_files_that_belong_to_it), "active"),
    "photograph of another kind": (pdf(packed("/JPXDecode")), "picture"),
    "photograph packed the wrong way": (pdf(packed("/DCTDecode", "/FlateDecode")), "broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_acts_or_cannot_be_read_is_refused(name):
    raw, why = REFUSED[name]

    with pytest.raises(NotAccepted, match=why):
        clean(raw)


def test_every_refusal_has_a_sentence():
    assert {why for _raw, why in REFUSED.values()} == set(intake.WHY)


TAKEN = {
    "photograph": (picture(), cleaning.JPEG),
    "grey photograph": (picture(mode="L"), cleaning.JPEG),
    "scan": (picture("PNG"), cleaning.PNG),
    "black and white scan": (picture("PNG", mode="1"), cleaning.PNG),
    "pdf": (pdf(with_notes), cleaning.PDF),
    "old pdf": (pdf(with_notes, force_version="1.3"), cleaning.PDF),
    "scanned pdf": (pdf(with_a_photograph), cleaning.PDF),
}


@pytest.mark.parametrize("name", TAKEN)
def test_paper_is_taken_without_what_tells_of_its_making(name):
    raw, kind = TAKEN[name]
    assert CANARY in raw or kind == cleaning.PDF

    found, cleaned = clean(raw)

    assert found == kind
    assert CANARY not in cleaned
    if kind == cleaning.PDF:
        with pikepdf.open(BytesIO(cleaned)) as again:
            everything = b"".join(
                entry.read_raw_bytes() if isinstance(entry, pikepdf.Stream) else entry.unparse()
                for entry in again.objects
            )
            assert CANARY not in everything
            assert "/Info" not in again.trailer


def test_a_photograph_is_turned_the_right_way_up():
    _kind, cleaned = clean(picture(size=(60, 40)))

    assert Image.open(BytesIO(cleaned)).size == (40, 60)


PACKED = {
    "in a list": packed("/DCTDecode"),
    "packed": packed("/FlateDecode", "/DCTDecode", wrap=zlib.compress),
    "packed twice": packed(
        "/ASCIIHexDecode", "/FlateDecode", "/DCTDecode", wrap=lambda content: zlib.compress(content).hex().encode()
    ),
    "with its colours": packed(
        "/FlateDecode",
        "/DCTDecode",
        wrap=zlib.compress,
        how=pikepdf.Array([pikepdf.Dictionary(Predictor=1), pikepdf.Dictionary(ColorTransform=1)]),
    ),
    "as it is": with_a_photograph,
}


@pytest.mark.parametrize("name", PACKED)
def test_a_photograph_in_a_pdf_tells_nothing_however_it_is_packed_and_is_drawn_as_before(name):
    _kind, cleaned = clean(pdf(PACKED[name]))

    with pikepdf.open(BytesIO(cleaned)) as again:
        scan = again.pages[0].obj.Resources.XObject.Scan
        jpeg = scan.read_raw_bytes()
        assert scan.Filter == pikepdf.Name.DCTDecode
        assert ("/DecodeParms" in scan) == (name == "with its colours")
    assert CANARY not in jpeg
    assert Image.open(BytesIO(jpeg)).tobytes() == Image.open(BytesIO(picture())).tobytes()


def test_a_scan_in_many_greys_keeps_them():
    made = BytesIO()
    greys = [0, 0x4000, 0x8000, 0xFFFF]
    scan = Image.frombytes("I;16", (4, 1), b"".join(grey.to_bytes(2, "little") for grey in greys))
    scan.save(made, "PNG")

    _kind, cleaned = clean(made.getvalue())

    drawn = Image.open(BytesIO(cleaned))
    assert (drawn.mode, list(drawn.tobytes())) == ("L", [0, 0x40, 0x80, 0xFF])


def test_a_photograph_with_a_preview_behind_it_is_taken_alone():
    made = BytesIO()
    photograph, preview = Image.new("RGB", (60, 40), "teal"), Image.new("RGB", (6, 4), "red")
    photograph.save(made, "MPO", save_all=True, append_images=[preview])

    kind, cleaned = clean(made.getvalue())

    drawn = Image.open(BytesIO(cleaned))
    assert (kind, drawn.format, drawn.size) == (cleaning.JPEG, "JPEG", (60, 40))
    assert getattr(drawn, "n_frames", 1) == 1


def test_the_picture_inside_a_pdf_stays_as_it_is():
    before = picture()
    after = without_notes(before)

    assert CANARY not in after
    assert Image.open(BytesIO(after)).tobytes() == Image.open(BytesIO(before)).tobytes()


def test_a_file_is_cleaned_in_a_process_of_its_own():
    taken = intake.taken(picture("PNG"))

    assert taken.media_type == MediaType.PNG
    assert taken.content.startswith(b"\x89PNG")
    assert CANARY not in taken.content


def test_a_refusal_of_that_process_is_a_sentence():
    with pytest.raises(Refused, match="Only PDF, JPEG and PNG"):
        intake.taken(b"MZ")
    with pytest.raises(Refused, match="cannot be read"):
        intake.taken(picture()[:300])


def test_a_process_that_dies_is_a_refusal(monkeypatch):
    monkeypatch.setattr(intake, "COMMAND", ("false",))

    with pytest.raises(Refused, match="cannot be read"):
        intake.taken(picture())


def test_a_file_that_is_too_large_is_refused(settings):
    settings.UPLOAD_BYTES = 100

    with pytest.raises(Refused, match="at most"):
        intake.taken(picture())
