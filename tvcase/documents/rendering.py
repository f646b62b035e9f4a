"""HTML as PDF. The only module that needs Pango: where that is missing, letters are pages to print.

Nothing is fetched, neither from the network nor from elsewhere on the disk: a letter has our own style and fonts.
"""

from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

try:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcherResponse
except OSError:  # the library is installed, but not what it draws with
    HTML = None

DIST = Path(settings.BASE_DIR) / "static" / "dist"
STYLE = DIST / "css" / "letter.css"
TO_INSTALL = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
VARIANT = "pdf/ua-1"
OTHER_LANGUAGE = ("/Sect", "/Span")  # in letters only what is in the second language is one
_one_at_a_time = Lock()  # the fonts are shared


class CannotRender(Exception):
    """A letter did not become a PDF; the message is technical and holds nothing of the letter."""


def available() -> bool:
    """Whether this process can make a PDF."""
    return HTML is not None


def pdf_of(html: str, *, language: str = "") -> bytes:
    """The letter as a tagged PDF (PDF/UA-1), with its fonts in it; `language` is that of its second half, which the
    tags then name. Raises CannotRender."""
    if not available():
        raise CannotRender("Pango is missing.")
    with _one_at_a_time:
        style, fonts = _style()
        try:
            letter = HTML(string=html, url_fetcher=_own_files)
            finish = partial(_name_the_language, language) if language else None
            made: bytes = letter.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant=VARIANT, finisher=finish)
        except Exception as error:  # whatever goes wrong in there, what it says may hold the letter
            raise CannotRender(type(error).__name__) from None
    return made


def _name_the_language(language: str, _letter: Any, pdf: Any) -> None:
    """The library names the language of the whole only: say that of the sections, which a screen reader speaks."""
    for entry in pdf.objects:
        if isinstance(entry, dict) and entry.get("S") in OTHER_LANGUAGE:
            entry["Lang"] = f"({language})"


@cache
def _style() -> tuple[Any, Any]:
    """The style with its fonts, read once for a process: unpacking the fonts takes longer than a letter."""
    fonts = FontConfiguration()
    return CSS(filename=STYLE, font_config=fonts, url_fetcher=_own_files), fonts


def _own_files(url: str) -> Any:
    """A file of our own style. Raises ValueError for any other address."""
    parts = urlsplit(url)
    path = Path(unquote(parts.path)).resolve()
    if parts.scheme != "file" or not path.is_relative_to(DIST):
        raise ValueError("A letter reaches for nothing.")
    return URLFetcherResponse(url, path.read_bytes())
