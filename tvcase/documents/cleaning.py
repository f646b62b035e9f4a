"""A file from outside, taken apart and put together again. It runs in a process of its own, with little to break.

    python -m tvcase.documents.cleaning < file

answers on standard output with a line, `OK <type>` followed by the clean bytes or `NO <why>`. Nothing of Django is
loaded, nothing is written to a disk, and time, memory and what may be opened are bounded.
"""

import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageOps

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
BEGINNINGS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}

MOST_PAGES = 500
MOST_PIXELS = 60_000_000
DEEPEST = 50
SECONDS = 20
MEMORY = 1536 * 1024 * 1024

# What acts by itself has no place on paper; what tells of its making is taken out.
ACTIVE = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/AF", "/RichMedia", "/XFA", "/Movie"}
)
ACTS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/RichMediaExecute"})
ATTACHED = frozenset({"/EmbeddedFile", "/Filespec", "/FileAttachment"})
TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/Thumb", "/SpiderInfo", "/Collection")

# Pictures inside a PDF keep what the camera wrote: it is taken out of a JPEG, the others are refused.
PHOTOGRAPH, OTHER_PHOTOGRAPH = "/DCTDecode", "/JPXDecode"

# Parts of a JPEG that a picture needs: all but APP1 to APP13, APP15 and comments.
_DROPPED = {*range(0xE1, 0xEE), 0xEF, 0xFE}


class NotAccepted(Exception):
    """The file is not taken; the argument is the word for why."""


def clean(raw: bytes) -> tuple[str, bytes]:
    """The type of the file by its content, and the same paper without what does not belong on it.

    Raises NotAccepted.
    """
    kind = next((kind for beginning, kind in BEGINNINGS.items() if raw.startswith(beginning)), "")
    if not kind:
        raise NotAccepted("type")
    try:
        return kind, _clean_pdf(raw) if kind == PDF else _clean_picture(raw, kind)
    except NotAccepted:
        raise
    except Exception:
        raise NotAccepted("broken") from None


def _clean_picture(raw: bytes, kind: str) -> bytes:
    """The picture drawn anew: turned the right way up, without what camera and programs wrote into it."""
    Image.MAX_IMAGE_PIXELS = None  # they are counted here
    with Image.open(BytesIO(raw), formats=[kind.rpartition("/")[2].upper()]) as found:
        if found.width * found.height > MOST_PIXELS:
            raise NotAccepted("size")
        if kind == PNG and getattr(found, "n_frames", 1) > 1:  # behind a photograph are previews, which are left out
            raise NotAccepted("active")
        upright = _with_eight_bits(ImageOps.exif_transpose(found))
        modes = ("L", "RGB") if kind == JPEG else ("1", "L", "LA", "RGB", "RGBA")
        drawn = upright if upright.mode in modes else upright.convert("RGB")
        fresh = Image.frombytes(drawn.mode, drawn.size, drawn.tobytes())
    made = BytesIO()
    if kind == JPEG:
        fresh.save(made, "JPEG", quality=90, optimize=True)
    else:
        fresh.save(made, "PNG", optimize=True)
    return made.getvalue()


def _with_eight_bits(picture: Image.Image) -> Image.Image:
    """A scan in 65,536 greys has 256 from here on; without it all that is not nearly black would be white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _clean_pdf(raw: bytes) -> bytes:
    """The pages, without what acts by itself (that is refused) and without what tells of their making."""
    try:
        pdf = pikepdf.open(BytesIO(raw), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise NotAccepted("locked") from None
    with pdf:
        if pdf.is_encrypted:
            raise NotAccepted("locked")
        if not 1 <= len(pdf.pages) <= MOST_PAGES:
            raise NotAccepted("size")
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for entry in pdf.objects:
            _bare(entry)
        made = BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _bare(entry: pikepdf.Object, depth: int = 0) -> None:
    """Take out of an object, and of what is written inside it, what tells of its making. Raises NotAccepted."""
    if depth > DEEPEST:
        raise NotAccepted("broken")
    if isinstance(entry, pikepdf.Array):
        inside = list(entry)
    elif isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        inside = [entry[key] for key in entry.keys()]  # noqa: SIM118 - what iterates over a stream is something else
    else:
        return
    for part in inside:  # an object of its own is met by itself
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            _bare(part, depth + 1)
    if not isinstance(entry, pikepdf.Array):
        _look_at(entry)


def _look_at(entry: pikepdf.Dictionary | pikepdf.Stream) -> None:
    """Refuse what acts by itself, and take out what tells of the making. Raises NotAccepted."""
    keys = set(entry.keys())
    kinds = {str(entry.get("/Type", "")), str(entry.get("/Subtype", ""))}
    if keys & ACTIVE or str(entry.get("/S", "")) in ACTS or kinds & ATTACHED:
        raise NotAccepted("active")
    for key in keys.intersection(TELLING):
        del entry[key]
    if isinstance(entry, pikepdf.Stream):
        _look_at_picture(entry)


def _look_at_picture(stream: pikepdf.Stream) -> None:
    """Take the notes out of a JPEG, however it is packed. Raises NotAccepted for pictures that are packed oddly."""
    packed = [str(name) for name in _listed(stream.get("/Filter"))]
    if OTHER_PHOTOGRAPH in packed:
        raise NotAccepted("picture")
    if PHOTOGRAPH not in packed:
        return
    if packed.index(PHOTOGRAPH) != len(packed) - 1:
        raise NotAccepted("broken")
    how = _listed(stream.get("/DecodeParms"))
    drawn = how[-1] if len(how) == len(packed) else None
    if len(packed) > 1:  # what lies around the JPEG is unpacked
        stream.Filter = pikepdf.Array([pikepdf.Name(name) for name in packed[:-1]])
        if how:
            stream.DecodeParms = pikepdf.Array(how[:-1])
        jpeg = stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)
    else:
        jpeg = stream.read_raw_bytes()
    stream.write(without_notes(jpeg), filter=pikepdf.Name(PHOTOGRAPH), decode_parms=drawn)


def _listed(value: Any) -> list[Any]:
    """One value, or those of an array, as a list; nothing is an empty one."""
    if isinstance(value, pikepdf.Array):
        return list(value)
    return [] if value is None else [value]


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG inside a PDF, its picture untouched, without camera, place and comments. Raises NotAccepted."""
    return b"".join(part for marker, part in _parts(jpeg) if marker not in _DROPPED)


def _parts(jpeg: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of a JPEG with their markers; from the first scan on the rest is one part."""
    if jpeg[:2] != b"\xff\xd8":
        raise NotAccepted("broken")
    yield 0xD8, jpeg[:2]
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xFF:  # a filling sign
            at += 1
            continue
        if marker == 0xDA:
            yield marker, jpeg[at:]
            return
        length = 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        yield marker, jpeg[at : at + length]
        at += length
    raise NotAccepted("broken")


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Clean standard input onto standard output."""
    _bounded()
    raw = sys.stdin.buffer.read()
    try:
        kind, cleaned = clean(raw)
    except NotAccepted as refused:
        sys.stdout.buffer.write(f"NO {refused}\n".encode())
    else:
        sys.stdout.buffer.write(f"OK {kind}\n".encode() + cleaned)


if __name__ == "__main__":
    main()
