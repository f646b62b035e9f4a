"""The code on a letter, by which anybody can ask whether it is genuine, and the same as a QR code."""

import secrets
from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's alphabet: no I, L, O or U
GROUPS, EACH = 4, 4  # 80 bits: nobody guesses one
LOOK_ALIKE = str.maketrans("ILO", "110")


@dataclass(frozen=True)
class Mark:
    """A square picture as the path of an SVG drawing; one unit is one dot."""

    size: int
    path: str


def new_code() -> str:
    """A random code, as 7KQM-02XA-94TD-RW3E; it says nothing."""
    return grouped("".join(secrets.choice(LETTERS) for _sign in range(GROUPS * EACH)))


def grouped(signs: str) -> str:
    """The signs in groups of four."""
    return "-".join(signs[start : start + EACH] for start in range(0, len(signs), EACH))


def read_code(typed: str) -> str:
    """What somebody typed as a code is written: spaces and case do not matter, nor letters that look like numbers.

    Empty when it cannot be a code.
    """
    signs = "".join(typed.upper().translate(LOOK_ALIKE).replace("-", " ").split())
    if len(signs) != GROUPS * EACH or not set(signs) <= set(LETTERS):
        return ""
    return grouped(signs)


def address_of(code: str) -> str:
    """Where the code is checked, with the code filled in."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('verify-code', args=[code])}"


def qr(text: str) -> Mark:
    """The text as a QR code that is still read when a quarter of it is dirty."""
    rows = [list(row) for row in segno.make(text, error="q", micro=False).matrix_iter(border=4)]
    dots = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Mark(size=len(rows), path="".join(dots))
