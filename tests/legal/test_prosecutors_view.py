"""What a prosecutor reads is the legal file and nothing else: proved over every sealed field of every record.

A word of its own stands in each sealed field (tests/canaries.py). Whatever a prosecutor opens, looks for, prints or
takes along, only the words of the fields below come up; a new field comes up nowhere until it is named here.
"""

import random

import pytest
from django.apps import apps
from django.test import Client

from cases.permissions import Area
from tests import canaries, matrix
from tests.matrix import PARTS, targets
from tests.test_field_matrix import LEAVES, Planted, copies, searches, words
from tvcase.sealing.fields import sealed_fields

# Who the person is, but never how she or he is called and reached (domain 9.2); the identification; what was decided
# and filed; what a court ordered; and what the person agreed to share: an interview, a letter of the office's own.
# Of what others found before, the grounds and the codes only, never what they wrote of it (domain 2.2). Fields that are
# not sealed come with the identity: sex, gender, citizenships, languages, residence status, asylum (domain 2.2).
LEGAL_FILE = {
    "cases.Person": {"given_name", "middle_name", "family_name", "given_name_latin", "family_name_latin", "born_on"},
    "cases.PersonDocument": {"document_number"},
    "cases.Identification": {"decision_reference", "pre_trial_number", "refusal_reasons", "annulment_reason"},
    "cases.CooperationDecision": {"interpreter"},
    "cases.RightsBriefing": {"informed_by", "interpreter"},
    "cases.Document": {"title"},
    "cases.DocumentContent": {"content"},
    "claims.Interview": {"listener_name", "summary", "record_reference", "interpreter"},
    "orders.CourtOrder": {"court", "file_reference", "decision_reference", "scope", "lift_reference"},
    "legal.ProtectionRequest": {"own_words", "register_number", "decision_reference", "decision_reasons"},
    "legal.Protection": {
        *("permit_number", "end_reference", "termination_reasons", "facts", "facts_known_from"),
        *("heard_words", "not_heard_why"),
    },
    "legal.EarlierPermit": {"permit_number"},
    "legal.Appeal": {
        *("contested_reference", "contested_reasons", "body", "own_words"),
        *("result_reference", "result_reasons"),
    },
    "legal.CriminalProceedings": {"pre_trial_number", "court"},
    "legal.ProceedingsStep": {"reference"},
}


@pytest.fixture
def whole(cloned_db, cloned_worlds, servers) -> Planted:
    world, far = cloned_worlds
    found = canaries.plant(servers, cloned_db, world)
    return Planted(world, far, {canary.word: canary for canary in found}, canaries.areas(servers, cloned_db))


@pytest.mark.worlds(2)
@pytest.mark.parametrize("who", ["prosecutor", pytest.param("office head", marks=pytest.mark.full)])
def test_a_prosecutor_reads_the_legal_file_and_nothing_else(whole, who):
    client, chance = Client(), random.Random(matrix.seed())  # noqa: S311
    client.force_login(whole.world.people[who])
    shown, wrong = set(), set()

    for target in (found for found in targets(whole.world, whole.far, who) if found.answer == "2"):
        answers = [(target.where, client.get(target.where, headers=part)) for part in PARTS]
        if target.name in LEAVES:
            answers += list(copies(client, target.where))
        for _where, answer in answers:
            for canary in (whole.canaries[word] for word in words(answer, whole.canaries)):
                shown.add(canary.where)
                if canary.field not in LEGAL_FILE.get(canary.model, ()):
                    wrong.add((target.name, canary.where))
    for where, answer in searches(client, whole, chance):
        found = {whole.canaries[word] for word in words(answer, whole.canaries)}
        wrong |= {(where, canary.where) for canary in found if canary.area in (Area.SUPPORT, Area.STAY, Area.RETURN)}

    assert not wrong, "; ".join(f"{where}: {field}" for where, field in sorted(wrong))
    assert {"legal.ProtectionRequest.own_words", "legal.Appeal.own_words"} <= shown


@pytest.mark.pure
def test_the_legal_file_names_fields_that_are_there():
    there = {model._meta.label: {field.name for field in sealed_fields(model)} for model in apps.get_models()}

    assert all(fields <= there[model] for model, fields in LEGAL_FILE.items())
