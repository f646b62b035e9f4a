"""The handover package for a partner abroad: one encrypted file, opened by words that are told by another way."""

import secrets
from datetime import date
from io import BytesIO
from typing import Final

import pikepdf
from django.core.signing import BadSignature, TimestampSigner
from django.template.loader import render_to_string
from django.utils import translation

from cases.sharing.models import Referral
from cases.sharing.papers import told_on_paper
from tvcase.accounts.models import User
from tvcase.documents.rendering import pdf_of

SALT = "sharing.package"
GROUPS, LETTERS = 6, "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another; 119 bits
SHOWN_FOR = 30 * 60  # seconds from showing the words to making the file
LANGUAGE = "en"
STRONGEST: Final = 6  # AES with a key of 256 bits (ISO 32000-2)


def new_words() -> str:
    """Words that open one file; nobody keeps them."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(GROUPS))


def seal_words(words: str) -> str:
    """The words as a form carries them: nobody can put weaker ones in their place."""
    return TimestampSigner(salt=SALT).sign(words)


def words_of(sealed: str) -> str | None:
    """The words that were shown; None when they are not ours or were shown too long ago."""
    try:
        return TimestampSigner(salt=SALT).unsign(sealed, max_age=SHOWN_FOR)
    except BadSignature:
        return None


def packed(referral: Referral, words: str, *, on: date, by: User) -> bytes:
    """What is told with a referral on a Sofia day, as an encrypted PDF. Raises CannotRender where no PDF can be
    made."""
    with translation.override(LANGUAGE):
        told = told_on_paper(referral, on=on, by=by)
        html = render_to_string("sharing/package.html", {"referral": referral, "items": told})
    return _encrypted(pdf_of(html), words)


def _encrypted(pdf: bytes, words: str) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as plain:
        plain.save(made, encryption=pikepdf.Encryption(user=words, owner=secrets.token_urlsafe(32), R=STRONGEST))
    return made.getvalue()
