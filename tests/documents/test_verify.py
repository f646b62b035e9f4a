"""The page where anybody checks a letter: four answers, nothing of a case, and not as often as one likes."""

import secrets

import pytest
from django.db import connection
from django.urls import reverse

from cases.actions import documents
from tests.documents.conftest import ON
from tvcase.documents.codes import GROUPS, LETTERS, address_of, new_code, read_code
from tvcase.documents.states import WithdrawalReason

HERE = "/verify/"


@pytest.fixture
def asked(client, words):
    """`asked(code)`: what the page says to somebody without an account who reads English."""
    client.logout()
    client.cookies.load({"language": "en"})

    def ask(code):
        return words(client.post(HERE, {"code": code}))

    return ask


def test_a_valid_letter(issue, client, words):
    document = issue()
    client.logout()
    client.cookies.load({"language": "en"})

    said = words(client.post(HERE, {"code": document.code}))

    assert "Valid Issued by: non-governmental organisation, on 20 March 2026." in said
    assert document.case.code not in said
    assert document.organisation.name_en not in said
    assert str(document.recorded_by) not in said


def test_a_letter_that_was_superseded(issue, client, words):
    first = issue()
    issue()
    client.logout()
    client.cookies.load({"language": "en"})

    assert "Superseded by a newer letter" in words(client.post(HERE, {"code": first.code}))


def test_a_letter_that_was_withdrawn(issue, worker, asked):
    document = documents.withdraw(issue(), withdrawal=WithdrawalReason.MISTAKE, on=ON, by=worker)

    said = asked(document.code)

    assert "Withdrawn: not valid any more" in said
    assert "wrong" not in said


def test_a_letter_in_the_making_is_valid_already(issue, asked):
    assert "Valid" in asked(issue(made=False).code)


def test_a_code_with_one_sign_altered_is_unknown(issue, asked):
    code = issue().code
    for place in (0, 8, 18):
        other = LETTERS[(LETTERS.index(code[place]) + 1) % len(LETTERS)]
        assert "Unknown" in asked(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("typed", ["", "1234", "7KQM-02XA-94TD", "' OR 1=1 --", "ПИСМО-ПИСМО-ПИСМО", "U" * 16])
def test_what_cannot_be_a_code_is_said_so(client, typed):
    assert client.post(HERE, {"code": typed}).status_code == 422


def test_a_code_is_read_as_people_type_it(issue, asked):
    code = issue().code

    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(typed) == code
    assert "Valid" in asked(f"  {typed} ")


def test_the_link_of_the_qr_code_fills_the_code_in_and_asks_nothing(issue, client, words):
    code = issue().code
    client.logout()

    answer = client.get(address_of(code).removeprefix("http://localhost"))

    assert f'value="{code}"' in answer.content.decode()
    assert reverse("verify-code", args=[code]) in address_of(code)
    assert "govuk-inset-text" not in answer.content.decode()


def test_an_upload_has_no_code(issue, case):
    assert not case.documents.filter(origin="UPLOAD", code__isnull=False).exists()


def test_ten_thousand_guesses_reveal_nothing(issue):
    codes = {issue().code}
    guesses = list({new_code() for _guess in range(10_000)} - codes)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM unnest(%s::text[]) AS guess, LATERAL app_verify(guess)", [guesses])
        assert cursor.fetchone()[0] == 0
    assert len(LETTERS) ** (GROUPS * 4) == 2**80


def test_an_address_asks_thirty_times_in_ten_minutes_and_then_waits(client, settings):
    settings.LIMITS = settings.LIMITS | {"verifications": (30, 600)}
    answers = [client.post(HERE, {"code": new_code()}, REMOTE_ADDR="198.51.100.7") for _guess in range(40)]

    assert [answer.status_code for answer in answers] == [200] * 30 + [429] * 10
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 600
    assert client.post(HERE, {"code": new_code()}, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_what_is_counted_names_no_address(cloned_db, connect, client):
    client.post(HERE, {"code": new_code()}, REMOTE_ADDR="198.51.100.8")

    rows = connect("postgres").execute("SELECT person FROM limits_spending WHERE what = 'verifications'").fetchall()
    assert rows
    assert all(-(2**20) <= person < 0 for (person,) in rows)


def test_codes_are_random_and_of_the_alphabet():
    codes = {new_code() for _code in range(1000)}

    assert len(codes) == 1000
    assert set("".join(codes)) - {"-"} == set(LETTERS)
    assert read_code(secrets.choice(sorted(codes))) in codes
