"""A letter as HTML: composed once, from what the person who issues it may see, and kept as it was."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from tvcase.documents.codes import address_of, qr
from tvcase.documents.letters import BULGARIAN, Letter, Occasion


def compose(letter: Letter, occasion: Occasion, document: Any) -> str:
    """The letter as it will be issued, in Bulgarian with its second language; `document` has its code and its body."""
    context = letter.context(occasion)
    with translation.override(BULGARIAN):
        return render_to_string(letter.template, {**frame(letter, document), "occasion": occasion, **context})


def frame(letter: Letter, document: Any) -> dict[str, Any]:
    """What stands on every letter."""
    return {
        "title": letter.title,
        "document": document,
        "qr": qr(address_of(document.code)),
        "address": f"{settings.SITE_URL.rstrip('/')}{reverse('verify')}",
        "style": f"{settings.STATIC_URL}css/letter.css",
    }
