"""How support could come to depend on what the person decided about cooperation, and how each way is seen.

Support is every module of PACKAGES, and those of the core about returns and risk; its models are those defined there.
It depends when its code or its pages name a decision, when a model is related to one, when what the database runs at
its tables reads one, when what runs at a decision touches its tables, or when a statement reads one on its behalf.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

from tests.servers import ROOT

PACKAGES = ("cases/support", "cases/services", "cases/sharing", "cases/children", "shelters")
OF_THE_CORE = re.compile(r"cases/(\w+/)*(returns|returning|return_\w+|journey|follow_up|risk|risk_\w+)\.py")
PAGES = re.compile(
    r"templates/((support|services|sharing|shelters)/.*|cases/(returns?|return_\w+|risk|risk_\w+))\.html"
)
BESIDE = {"migrations"}
# What a decision, and all that hangs on it, is called: in Python, in SQL and in templates.
DECISION = re.compile(r"cooperat|decision_?annulment|decision_?communication|ended_by_decision", re.IGNORECASE)
# What a decision changes in the period: whoever looks at periods must not look at this.
OF_A_PERIOD = re.compile(r"reflection_?period", re.IGNORECASE)
MOVED_BY_A_DECISION = {"runs_to", "running", "PeriodEnd", "PeriodState"}
TABLES = ("cases_cooperationdecision", "cases_decisionannulment", "cases_decisioncommunication")


def is_support(path: str) -> bool:
    """Whether a module, named from the root of the repository, is one of support."""
    parts = Path(path).parts
    if BESIDE.intersection(parts):
        return False
    return path.startswith(tuple(f"{package}/" for package in PACKAGES)) or bool(OF_THE_CORE.fullmatch(path))


def modules() -> list[str]:
    """Every module of support, also those that are written tomorrow."""
    found = (str(path.relative_to(ROOT)) for app in ("cases", "shelters") for path in (ROOT / app).rglob("*.py"))
    return sorted(path for path in found if is_support(path))


def pages() -> list[str]:
    """Every template of support."""
    found = (str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
    return sorted(path for path in found if PAGES.fullmatch(path))


def asked_by_python(source: str) -> list[str]:
    """The names and words in a module's code by which it asks for a decision; what it tells its reader is no code."""
    said = list(_said(ast.parse(source)))
    found = [word for word in said if DECISION.search(word)]
    if any(OF_A_PERIOD.search(word) for word in said):
        found += [word for word in said if word in MOVED_BY_A_DECISION]
    return found


def _said(tree: ast.AST) -> Iterator[str]:
    told = {id(node.body[0].value) for node in ast.walk(tree) if _has_a_docstring(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.FunctionDef(name=name):
                yield name
            case ast.keyword(arg=str(name)) | ast.alias(name=name) | ast.ImportFrom(module=str(name)):
                yield name
            case ast.Constant(value=str(text)) if id(node) not in told:
                yield text


def _has_a_docstring(node: ast.AST) -> bool:
    described = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    return described and ast.get_docstring(node, clean=False) is not None


def asked_by_a_page(source: str) -> list[str]:
    """What the tags of a template ask for; the sentences between them may say that nothing depends on it."""
    source = re.sub(r"{%\s*(blocktranslate|comment)\b.*?%}.*?{%\s*end\1\s*%}", "", source, flags=re.DOTALL)
    tags = re.findall(r"{%.*?%}|{{.*?}}", re.sub(r"{%\s*translate\s+\"[^\"]*\".*?%}", "", source), flags=re.DOTALL)
    return [tag for tag in tags if DECISION.search(tag)]


def models() -> list[type[Model]]:
    """Every model of support, by the module that defines it."""
    return [model for model in apps.get_models() if is_support(model.__module__.replace(".", "/") + ".py")]


def asked_by_a_model(model: type[Model]) -> list[str]:
    """The fields that lead to a decision or come from one, and the constraints that name one."""
    fields: Iterable[Any] = model._meta.get_fields(include_hidden=True)
    related = [f.name for f in fields if f.related_model and DECISION.search(str(f.related_model._meta.db_table))]
    named = [f.name for f in fields if DECISION.search(f.name)]
    return related + named + [str(one) for one in model._meta.constraints if DECISION.search(repr(one))]


@dataclass(frozen=True)
class Catalogue:
    """What the database runs by itself: the source of each function, and which expressions stand at which table."""

    functions: dict[str, str]
    at: dict[str, list[str]]

    @cached_property
    def calls(self) -> dict[str, set[str]]:
        """Which of the functions each of them calls."""
        return {name: self.called_in(source) for name, source in self.functions.items()}

    def called_in(self, text: str) -> set[str]:
        return set(re.findall(r"\b(\w+)\s*\(", text)) & self.functions.keys()

    def run_at(self, table: str) -> dict[str, str]:
        """What runs at a table, by its name: its own expressions, and every function that they reach."""
        own = "\n".join(self.at.get(table, []))
        reached, waiting = set[str](), self.called_in(own)
        while waiting:
            reached |= waiting
            waiting = set[str]().union(*(self.calls[name] for name in waiting)) - reached
        return {f"at {table}": own} | {name: self.functions[name] for name in sorted(reached)}


FUNCTIONS = """
SELECT p.proname, p.prosrc FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
 WHERE n.nspname = 'public' AND l.lanname IN ('plpgsql', 'sql')
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
EXPRESSIONS = """
SELECT c.relname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal
UNION ALL
SELECT tablename::text, concat_ws(' ', policyname, qual, with_check) FROM pg_policies
UNION ALL
SELECT c.relname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
UNION ALL
SELECT c.relname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
"""


def catalogue(cursor: Any) -> Catalogue:
    """What the database of this cursor runs by itself."""
    cursor.execute(FUNCTIONS)
    functions: dict[str, str] = {}
    for name, source in cursor.fetchall():
        functions[name] = functions.get(name, "") + source
    cursor.execute(EXPRESSIONS)
    at: dict[str, list[str]] = {}
    for table, expression in cursor.fetchall():
        at.setdefault(table, []).append(expression)
    return Catalogue(functions, at)


def asked_by_the_database(found: Catalogue, tables: Iterable[str]) -> list[str]:
    """What runs at the tables of support and asks for a decision, or for what one changed in a period; and what runs at
    a decision and touches a table of support."""
    tables = list(tables)
    asks = [
        f"{table}: {name}"
        for table in tables
        for name, source in found.run_at(table).items()
        if DECISION.search(source) or (OF_A_PERIOD.search(source) and re.search(r"\b(runs_to|ended_on)\b", source))
    ]
    touches = [
        f"{decision}: {name} touches {table}"
        for decision in TABLES
        for name, source in found.run_at(decision).items()
        for table in sorted(set(re.findall(r"\w+", source)).intersection(tables))
    ]
    return asks + touches


def asked_on_behalf_of_support(statement: Any) -> str:
    """The code of support on whose behalf a statement reads or writes a decision, or nothing."""
    if not isinstance(statement, str) or not any(table in statement for table in TABLES):
        return ""
    frame = sys._getframe(1)
    while frame is not None:
        if path := _of_support(frame.f_code.co_filename):
            return f"{path}::{frame.f_code.co_name}"
        frame = frame.f_back
    return ""


@cache
def _of_support(file: str) -> str:
    """The module from the root of the repository where a file is one of support, or nothing."""
    path = file.removeprefix(f"{ROOT}/")
    return path if is_support(path) else ""
