"""Errors that carry what somebody typed: what databases, libraries and our own code raise when it does not fit."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import connection, connections
from django.http import Http404
from django.template import engines

from cases.models import Case, Person, PersonSpelling
from tvcase.accounts.models import User
from tvcase.sealing.envelope import Sealed


def sql(statement: str) -> Callable[[str], Any]:
    """A statement that fails with the typed value as its parameter."""

    def fail(typed: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(statement, [typed] * statement.count("%s"))
        raise AssertionError("this statement was to fail")

    return fail


def written_into(statement: str) -> Callable[[str], Any]:
    """A statement that fails with the typed value inside its text, as injected or badly built SQL has it."""

    def fail(typed: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("@", typed.replace("'", "").replace("%", "")))
        raise AssertionError("this statement was to fail")

    return fail


def template(text: str) -> Callable[[str], Any]:
    return lambda typed: engines["django"].from_string(text.replace("@", typed)).render({"typed": typed})


def raising(error: Callable[[str], Exception]) -> Callable[[str], Any]:
    def fail(typed: str) -> Any:
        raise error(typed)

    return fail


def unreadable(typed: str) -> Any:
    person = Person(alias_in_use=typed)
    person.__dict__["family_name"] = Sealed(b"\x01" + bytes(60))
    return person.family_name


def spelling_twice(typed: str) -> None:
    person = Person.objects.first()
    for _time in range(2):
        PersonSpelling(person=person, kind="ALIAS", text=typed, token=b"same").save()


def too_long_a_task(typed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
        cursor.execute("SELECT pg_sleep(5), %s", [typed])


def on_the_connection_of_the_trace(typed: str) -> None:
    with connections["audit"].cursor() as cursor:
        cursor.execute("SELECT %s::int", [typed])


INSERT_PERSON = (
    "INSERT INTO cases_person (id, organisation_id, born_precision, sex, gender, citizenships, residence_status,"
    " asylum_applicant, languages, interpreter_needed, safe_channels) SELECT gen_random_uuid(), organisation_id,"
)

IN_A_VIEW: dict[str, Callable[[str], Any]] = {
    "bad cast to a number": sql("SELECT %s::int"),
    "bad cast to a date": sql("SELECT %s::date"),
    "bad cast to an instant": sql("SELECT %s::timestamptz"),
    "bad cast to a key": sql("SELECT %s::uuid"),
    "bad cast to yes or no": sql("SELECT %s::boolean"),
    "bad cast to a range": sql("SELECT %s::daterange"),
    "bad cast to JSON": sql("SELECT %s::jsonb"),
    "bad cast to a list": sql("SELECT ('{' || %s)::text[]"),
    "bad cast inside a function": sql("SELECT to_date(%s, 'YYYY-MM-DD')"),
    "bad pattern": sql("SELECT 'x' ~ ('(' || %s)"),
    "value too long": sql("UPDATE cases_case SET code = %s || %s"),
    "value refused by a check": sql("UPDATE accounts_user SET language = repeat(%s, 1)"),
    "plain text in a sealed column": sql("UPDATE cases_person SET family_name = convert_to(%s, 'UTF8')"),
    "empty where something must be": sql(
        INSERT_PERSON + " %s, NULL, '', '{}', '', false, '{}', false, '{}' FROM cases_person"
    ),
    "the same key twice": sql(
        "WITH one AS (SELECT * FROM cases_personspelling LIMIT 1) INSERT INTO cases_personspelling"
        " (id, person_id, kind, text, token) SELECT id, person_id, %s, text, token FROM one"
    ),
    "no such parent": sql(
        "INSERT INTO cases_persontoken (person_id, label, token) VALUES (gen_random_uuid(), left(%s, 10), 'x')"
    ),
    "a user name that is taken": sql("UPDATE accounts_user SET username = %s"),
    "refused by a trigger": sql("UPDATE cases_case SET code = left(%s, 12)"),
    "refused by the wall": sql(
        "INSERT INTO cases_caseopening (id, case_id, organisation_id, ground, subject, opened_on) SELECT"
        " gen_random_uuid(), gen_random_uuid(), id, left(%s, 3), gen_random_uuid(), now() FROM accounts_organisation"
    ),
    "permission denied": sql("DELETE FROM cases_person WHERE sex = %s"),
    "division by zero": sql("SELECT 1 / (length(%s) - length(%s))"),
    "syntax error": written_into("SELECT FROM WHERE '@'"),
    "unknown column": written_into('SELECT "@"'),
    "unknown table": written_into('SELECT 1 FROM "@"'),
    "unknown function": written_into("SELECT no_such_function('@')"),
    "raised in the database": sql("DO $$ BEGIN RAISE EXCEPTION '%%', 'x'; END $$; SELECT %s::int"),
    "a statement that takes too long": too_long_a_task,
    "a value with a zero byte": lambda typed: sql("SELECT %s")(f"{typed}\0"),
    "the connection of the trace": on_the_connection_of_the_trace,
    "a spelling that is recorded": spelling_twice,
    "a name compared in the database": lambda typed: Person.objects.filter(family_name=typed).exists(),
    "a name written by a query": lambda typed: Person.objects.update(family_name=typed),
    "a value that does not open": unreadable,
    "no such record": lambda typed: Case.objects.get(code=typed),
    "several records": lambda typed: User.objects.exclude(username=typed).get(),
    "a field that is not there": lambda typed: Person.objects.filter(**{typed: 1}),
    "a validation error that nobody caught": raising(ValidationError),
    "a key that is not there": lambda typed: {}[typed],
    "a number that is none": int,
    "a date that is none": date.fromisoformat,
    "JSON that is none": json.loads,
    "a letter that does not fit": lambda typed: f"{typed}ж".encode("ascii"),
    "an assertion": raising(AssertionError),
    "no more room": raising(MemoryError),
    "a chain of errors": raising(lambda typed: RuntimeError(typed, ValueError(typed))),
    "a template with a bad tag": template("{% no_such_tag @ %}"),
    "a template with a bad filter": template("{{ typed|no_such_filter:'@' }}"),
    "a template that fails": template("{% widthratio typed 0 typed as x %}{% include typed %}"),
    "not found": raising(Http404),
    "forbidden": raising(PermissionDenied),
    "suspicious": raising(SuspiciousOperation),
}
