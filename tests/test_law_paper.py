"""docs/law.md names places and tests that exist, for every part of the law that the program keeps."""

import ast
import re
from functools import cache

import pytest

from tests.servers import ROOT

PAPER = (ROOT / "docs" / "law.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAPER.splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| Clause"))
]
SECTIONS = ["4.2", "4.3", "4.4", "4.5", "4.6", "4.11", "4.12", "4.14", "4.15", "domain 5"]


@cache
def names_in(path: str) -> frozenset[str]:
    """What a module defines at its top."""
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))


def missing(reference: str) -> bool:
    path, _colons, name = reference.partition("::")
    if not (ROOT / path).is_file():
        return True
    return bool(name) and name not in names_in(path)


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:50] for row in ROWS])
def test_what_a_clause_names_is_there(row):
    _clause, source, places, tests = row
    named, proofs = re.findall(r"`([^`]+)`", places), re.findall(r"`([^`]+)`", tests)

    assert source
    assert named
    assert proofs
    assert all(proof.startswith("tests/") and "::test_" in proof for proof in proofs)
    assert [reference for reference in [*named, *proofs] if missing(reference)] == []


def test_a_place_that_is_not_there_is_seen():
    assert missing("cases/actions/reflection.py::extend")
    assert missing("cases/actions/nothing.py")
    assert not missing("cases/actions/reflection.py::open_period")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_of_the_domain_has_its_part(section):
    assert any(section in line for line in PAPER.splitlines() if line.startswith("## "))


def test_no_clause_is_said_twice():
    clauses = [row[0] for row in ROWS]

    assert len(clauses) == len(set(clauses))
    assert len(clauses) > 70
