"""The Bulgarian catalogue: reading, writing under a lock, merging, compiling, and what is wrong with it."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from babel.messages import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tvcase.translations.extract import Message

PO = Path("locale/bg/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[#0\- +]*\d*[a-z]|%[a-z]|\{\w*\}|<[^<>]+>|&\w+;")
CYRILLIC, LATIN = re.compile(r"[а-яА-ЯѝЍ]"), re.compile(r"[a-zA-Z]")
MIXED = re.compile(r"[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я]")
SAME_IN_BULGARIAN = frozenset({"tvcase", "tvcase %(version)s"})

type Texts = tuple[str, ...]


def empty() -> Catalog:
    """A catalogue without entries. Its dates stand still, so that two people's changes do not collide."""
    still = datetime(2026, 1, 1, tzinfo=UTC)
    return Catalog(
        locale="bg",
        header_comment="# tvcase in Bulgarian; kept by manage.py translations.",
        project="tvcase",
        version="1",
        creation_date=still,
        revision_date=still,
        last_translator="tvcase",
        language_team="tvcase",
        fuzzy=False,
    )


def read(path: Path) -> Catalog:
    """The catalogue in a file; an empty one where there is none."""
    catalogue = empty()
    if path.exists():
        with path.open("rb") as file:
            for entry in read_po(file, locale="bg", abort_invalid=True):
                if entry.id:
                    _put(catalogue, entry)
    return catalogue


@contextmanager
def changing(path: Path) -> Iterator[Catalog]:
    """Read a catalogue, let it be changed and write it back, one writer at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        catalogue = read(path)
        yield catalogue
        with _replacing(path) as file:
            write_po(file, catalogue, width=100, no_location=True, sort_output=True, include_previous=False)
    finally:
        os.close(directory)


def add_missing(catalogue: Catalog, messages: Iterable[Message]) -> int:
    """Put in, untranslated, what the source asks for and the catalogue lacks; returns how many."""
    missing = [message for message in messages if not _found(catalogue, message)]
    for message in missing:
        msgid = (message.msgid, message.plural) if message.plural else message.msgid
        catalogue.delete(message.msgid, message.context)
        catalogue.add(msgid, context=message.context)
    return len(missing)


def merge(catalogue: Catalog, fragment: Catalog) -> list[str]:
    """Take over every translation of a fragment; returns the messages that were translated otherwise before."""
    changed = []
    for entry in fragment:
        if not entry.id or not all(_texts(entry)):
            continue
        before = catalogue.get(_key(entry)[0], entry.context)
        if before and all(_texts(before)) and _texts(before) != _texts(entry):
            changed.append(_key(entry)[0])
        _put(catalogue, entry)
    return changed


def prune(catalogue: Catalog, messages: Iterable[Message]) -> int:
    """Take out what the source does not ask for; returns how many."""
    unused = list(_unused(catalogue, messages))
    for entry in unused:
        catalogue.delete(_key(entry)[0], entry.context)
    return len(unused)


def compile_(po: Path) -> None:
    """Write the .mo file beside a .po file; only what is translated and not fuzzy goes in."""
    with _replacing(po.with_suffix(".mo")) as file:
        write_mo(file, read(po))


def is_stale(po: Path) -> bool:
    """Whether the .mo file is not what compiling the .po file would give, or is not there."""
    compiled, fresh = po.with_suffix(".mo"), BytesIO()
    write_mo(fresh, read(po))
    return not compiled.exists() or compiled.read_bytes() != fresh.getvalue()


def problems(catalogue: Catalog, messages: dict[Message, str]) -> list[str]:
    """A line for everything that is missing, unsure, wrong or unused."""
    lines = []
    for message, place in messages.items():
        entry = _found(catalogue, message)
        wrong = wrong_with(entry) if entry else ["missing"]
        lines += [f"{what}: {message.msgid!r} ({place})" for what in wrong]
    return lines + [f"unused: {_key(entry)[0]!r}" for entry in _unused(catalogue, messages)]


def wrong_with(entry: Entry) -> Iterator[str]:
    """What is wrong with one entry, in a word or two each."""
    asked, said = _asked(entry), _texts(entry)
    if entry.fuzzy:
        yield "fuzzy"
    if not all(said):
        yield "empty"
        return
    if not _placeholders_fit(asked, said):
        yield "other placeholders"
    if entry.id not in SAME_IN_BULGARIAN and _has(LATIN, asked[0]) and not all(_has(CYRILLIC, text) for text in said):
        yield "not in Bulgarian"
    if any(_has(MIXED, text) for text in said):
        yield "two alphabets in one word"


def _placeholders_fit(asked: Texts, said: Texts) -> bool:
    """The last form keeps every placeholder; forms before it may leave some out ("one day"), but add none."""
    return _marks(said[-1]) == _marks(asked[-1]) and all(_marks(text) <= _marks(asked[-1]) for text in said)


def _has(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(PLACEHOLDER.sub(" ", text)))


def _marks(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _found(catalogue: Catalog, message: Message) -> Entry | None:
    """The entry for a message, unless the source now asks for another plural."""
    entry = catalogue.get(message.msgid, message.context)
    if entry and message.plural is not None and _asked(entry) != (message.msgid, message.plural):
        return None
    return entry


def _unused(catalogue: Catalog, messages: Iterable[Message]) -> Iterator[Entry]:
    asked = {message.key for message in messages}
    return (entry for entry in list(catalogue) if entry.id and _key(entry) not in asked)


def _put(catalogue: Catalog, entry: Entry) -> None:
    catalogue.delete(_key(entry)[0], entry.context)
    flags = entry.flags & {"fuzzy"}
    catalogue.add(entry.id, entry.string, context=entry.context, flags=flags, user_comments=entry.user_comments)


def _asked(entry: Entry) -> Texts:
    return tuple(entry.id) if isinstance(entry.id, list | tuple) else (entry.id,)


def _texts(entry: Entry) -> Texts:
    return tuple(entry.string) if isinstance(entry.string, list | tuple) else (entry.string or "",)


def _key(entry: Entry) -> tuple[str, str | None]:
    return _asked(entry)[0], entry.context


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        yield file
    beside.replace(path)
