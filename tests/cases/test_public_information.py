"""The page for everybody: two people stand behind each word of it, the telephone numbers too."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.actions import public_information
from cases.models import PublicInformation
from cases.public_information import parts, shipped
from tests.cases.said_and_done import at
from tests.factories import UserFactory
from tvcase.accounts.roles import Role

SHIPPED = list(shipped())
NUMBERS = ["112", "0800 20 100", "116 111", "02 807 80 50", "0700 18 250"]  # nrm.bg, network and hotline
OTHER = "# Where to call\n\n- A new line, day and night: 0800 00 000"


@pytest.fixture
def administrators():
    return [UserFactory(roles=[Role.ADMINISTRATOR]) for _ in range(2)]


def written(by, text=OTHER, language="en"):
    return public_information.write(PublicInformation(language=language, title="Trial", text=text), by=by, at=at(3, 12))


def shown(client, language="en"):
    client.cookies["language"] = language
    answer = client.get(reverse("cases:public-information"), headers={"Accept-Language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def dialled(html):
    return re.findall(r'href="tel:([^"]+)"', html)


@pytest.mark.pure
def test_every_language_says_the_same_parts_and_the_same_numbers():
    shapes = {text.language: [(kind, len(lines)) for kind, lines in parts(text.text)] for text in SHIPPED}
    numbers = {
        text.language: [line.number for _kind, lines in parts(text.text) for line in lines if line.number]
        for text in SHIPPED
    }

    assert shapes["bg"] == shapes["en"]
    assert numbers == {"bg": NUMBERS, "en": NUMBERS}


@pytest.mark.parametrize("language", ["bg", "en"])
def test_everybody_reads_it_without_an_account_and_can_dial(client, db, language):
    html = shown(client, language)

    assert dialled(html) == [number.replace(" ", "") for number in NUMBERS]
    assert f'<html lang="{language}"' in html


def test_what_one_administrator_wrote_alone_is_shown_to_nobody(client, administrators):
    written(administrators[0])

    assert "08000000" not in "".join(dialled(shown(client)))


def test_a_new_number_is_shown_once_somebody_else_has_approved_it(client, administrators):
    one, other = administrators
    version = written(one)

    with pytest.raises(ValidationError):
        public_information.approve(version, by=one, at=at(3, 12))
    public_information.approve(version, by=other, at=at(3, 12))

    assert dialled(shown(client)) == ["080000000"]


def test_the_words_of_an_administrator_are_text(client, administrators):
    one, other = administrators
    public_information.approve(written(one, "- <img src=x onerror=alert(1)>: 112"), by=other, at=at(3, 12))
    html = client.get(reverse("cases:public-information"), headers={"Accept-Language": "en"}).content.decode()

    assert "<img src=x" not in html


@pytest.mark.pure
def test_a_page_written_in_a_browser_keeps_its_parts():
    text = "# Where to call\r\n- A line: 0800 00 000\r\n\r\nDay and night.\r\nFree.\r\n \r\nFor all."

    assert [(kind, [line.name for line in lines]) for kind, lines in parts(text)] == [
        ("heading", ["Where to call"]),
        ("list", ["A line"]),
        ("paragraph", ["Day and night. Free."]),
        ("paragraph", ["For all."]),
    ]


def test_the_next_version_begins_with_the_words_of_the_one_that_is_there(client, administrators):
    version = written(administrators[0])
    client.force_login(administrators[1])
    address = reverse("admin:cases_publicinformation_add")

    assert (
        f"{address}?after={version.pk}"
        in client.get(reverse("admin:cases_publicinformation_change", args=[version.pk])).content.decode()
    )
    assert client.get(address, {"after": version.pk}).context["adminform"].form.initial == {
        "language": "en",
        "title": "Trial",
        "text": OTHER,
    }
    for wrong in ("", "x", "0"):
        assert client.get(address, {"after": wrong}).status_code == 200
