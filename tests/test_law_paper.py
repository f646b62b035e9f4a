"""docs/law.md names places and tests that exist: for every part of the law that the program keeps, for every rule of
the domain's list and for each of its edge cases."""

import ast
import re
from functools import cache

import pytest

from tests.servers import ROOT

pytestmark = pytest.mark.pure

PAPER = (ROOT / "docs" / "law.md").read_text()
HEADS = ("| Clause", "| Rule |", "| Case |")
SECTIONS = [
    *("4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.10", "4.11", "4.12", "4.13", "4.14", "4.15", "4.16"),
    *("domain 5", "domain 10", "domain 11"),
]
# The list of the reference goes to E-39 and has no E-34.
EDGES = [f"E-{number:02}" for number in range(1, 40) if number != 34]
RULES = [str(number) for number in range(1, 16)]


def rows_under(head: str, paper: str = PAPER) -> list[list[str]]:
    """The rows of every table whose first column is called so."""
    found, inside = [], False
    for line in paper.splitlines():
        if line.startswith(HEADS):
            inside = line.startswith(head)
        elif not line.startswith("| "):
            inside = False
        elif inside and not line.startswith("| ---"):
            found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


CLAUSES, BY_NUMBER, AT_THE_EDGE = rows_under("| Clause"), rows_under("| Rule |"), rows_under("| Case |")


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


def wrong_with_the_proofs(cell: str) -> list[str]:
    """What a column of tests names that is no test that exists."""
    proofs = re.findall(r"`([^`]+)`", cell)
    named_wrongly = [proof for proof in proofs if not re.match(r"tests/[\w/]+\.py::test_\w+$", proof)]
    return named_wrongly or [proof for proof in proofs if missing(proof)]


def wrong_with_a_number(row: list[str]) -> list[str]:
    """What a row of a rule or an edge case lacks: it says what is expected, what is done, and which test shows it, or
    why there is none."""
    if len(row) != 4:
        return ["four columns"]
    _number, expected, done, proofs = row
    lacking = [name for name, cell in (("what is expected", expected), ("what is done", done)) if not cell]
    if "`" not in proofs and not re.match(r"Not here: .{20,}", proofs):
        lacking.append("a test, or why not")
    return lacking + wrong_with_the_proofs(proofs)


@pytest.mark.parametrize("row", CLAUSES, ids=[row[0][:50] for row in CLAUSES])
def test_what_a_clause_names_is_there(row):
    _clause, source, places, tests = row
    named = re.findall(r"`([^`]+)`", places)

    assert source
    assert named
    assert "`" in tests
    assert [reference for reference in named if missing(reference)] == []
    assert wrong_with_the_proofs(tests) == []


def test_a_place_that_is_not_there_is_seen():
    assert missing("cases/actions/reflection.py::extend")
    assert missing("cases/actions/nothing.py")
    assert not missing("cases/actions/reflection.py::open_period")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_of_the_domain_has_its_part(section):
    assert any(re.search(rf"{section}\b", line) for line in PAPER.splitlines() if line.startswith("## "))


def test_no_clause_is_said_twice():
    clauses = [row[0] for row in CLAUSES]

    assert len(clauses) == len(set(clauses))
    assert len(clauses) > 70


def test_every_rule_and_every_edge_case_has_one_line_in_order():
    assert [row[0] for row in BY_NUMBER] == RULES
    assert [row[0] for row in AT_THE_EDGE] == EDGES


@pytest.mark.parametrize("row", [*BY_NUMBER, *AT_THE_EDGE], ids=lambda row: row[0])
def test_a_number_says_what_is_done_and_which_test_shows_it_or_why_none_does(row):
    assert wrong_with_a_number(row) == []


def test_each_rule_has_a_test():
    assert [row[0] for row in BY_NUMBER if "`" not in row[3]] == []


def test_a_number_that_is_left_out_a_test_that_went_and_a_line_without_reason_are_seen():
    lines = PAPER.splitlines()
    without = "\n".join(line for line in lines if not line.startswith("| E-21 |"))
    assert [row[0] for row in rows_under("| Case |", without)] != EDGES

    proof = "`tests/test_law_paper.py::test_each_rule_has_a_test`"
    assert wrong_with_a_number(["1", "x", "y", proof]) == []
    assert wrong_with_a_number(["1", "x", "y", proof.replace("each_rule", "no_rule")]) != []
    assert wrong_with_a_number(["1", "x", "y", "`tests/test_nothing.py::test_it`"]) != []
    assert wrong_with_a_number(["1", "x", "", proof]) != []
    assert wrong_with_a_number(["1", "x", "y", "Not here."]) != []
    assert wrong_with_a_number(["1", "x", "y", "Not here: nobody has asked for it yet."]) == []
