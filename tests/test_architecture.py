"""The shape of the code: who imports whom, how views reach records, how big things may grow."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ["tvcase", "cases", "shelters", "legal"]
MAY_IMPORT = {
    "tvcase": [],
    "cases": ["tvcase"],
    "shelters": ["cases", "tvcase"],
    "legal": ["cases", "tvcase"],
}
PUBLIC = [
    *(
        "states",
        "nocontact",
        "enquiries",
        "returning",
        "terms",
        "deadlines",
        "permissions",
        "geo",
        "names",
        "models",
        "law",
        "rules",
        "actions",
    ),
    *("placement", "fetch", "consent_term"),
]
LAYERS = [*PUBLIC, "reference", "clock", "timeline", "nextstep", "statistics", "tasks", "forms", "views", "urls"]
# The demo stands beside the layers: it is a user of everything and used by nobody.
OUTSIDE = {"migrations", "management", "demo"}
MODULES = sorted(
    path for app in APPS for path in (ROOT / app).rglob("*.py") if not OUTSIDE & set(path.relative_to(ROOT).parts)
)
VIEWS = [path for path in MODULES if "views" in path.relative_to(ROOT).with_suffix("").parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> Iterator[list[str]]:
    """Every module a file imports, as its parts; `from a import b` gives a.b."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ([*node.module.split("."), alias.name] for alias in node.names)


@pytest.mark.pure
@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path):
    app, *inside = path.relative_to(ROOT).with_suffix("").parts
    layer = inside[0] if inside else ""
    for other, *rest in imported(path):
        target = rest[0] if rest else ""
        if other == app and app != "tvcase" and {layer, target} <= set(LAYERS):
            assert LAYERS.index(target) <= LAYERS.index(layer), f"{layer} imports {target}"
        elif other in MAY_IMPORT and other != app:
            # the wall is declared over every table, in the words of the permissions
            may = ["cases"] if (app, layer) == ("tvcase", "wall") else MAY_IMPORT[app]
            assert other in may, f"{app} imports {other}"
            assert other == "tvcase" or target in PUBLIC, f"{other}.{target} is private"


@pytest.mark.pure
@pytest.mark.parametrize("path", VIEWS, ids=name_of)
def test_views_fetch_records_only_through_the_person_who_asks(path):
    # Each of these names the person who asks.
    allowed = {"permitting", "visible_to", "of", "run_by", "running_for", "to_host", "received", "sent_out"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
            model = ast.unparse(node.value.value)
            assert node.attr in allowed or model in REFERENCE, f"{model}.objects.{node.attr} at line {node.lineno}"


# Tables that hold no case: lists, organisations, law.
REFERENCE = {
    "CodeEntry",
    "Indicator",
    "InformationSheet",
    "PublicInformation",
    "Organisation",
    "User",
    "LegalRule",
    "Shelter",
    "Heartbeat",
}


@pytest.mark.pure
@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_permitting_is_the_first_call_on_cases(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in {"permitting", "visible_to"}:
            owner = ast.unparse(node.func.value)
            assert owner.endswith(".objects") or owner in {"self", "super()"}, f"line {node.lineno}: {owner}"


@pytest.mark.pure
@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path):
    text = path.read_text()
    assert text.count("\n") <= 300, "split it by noun"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            docstring = ast.get_docstring(node) or ""
            assert length - docstring.count("\n") <= 60, f"{node.name} has {length} lines"


@pytest.mark.pure
@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_import_hides_inside_a_function(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            assert not any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node)), node.name


@pytest.mark.pure
@pytest.mark.parametrize(
    "path", [path for path in MODULES if {"actions", "models", "rules"} & set(path.with_suffix("").parts)], ids=name_of
)
def test_domain_code_never_asks_the_clock(path):
    clock = {"now", "today", "localdate", "localtime", "utcnow"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            assert not (node.func.attr in clock and owner in {"timezone", "datetime", "date"}), f"line {node.lineno}"


@pytest.mark.pure
@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_happens_because_something_was_saved(path):
    """No signals, no save() or delete() of our own, no views that are classes, no drawers for everything."""
    assert path.stem not in {"utils", "helpers", "services", "common", "signals", "mixins"}
    modules = {".".join(parts) for parts in imported(path)}
    assert not {name for name in modules if re.match(r"django\.(views\.generic|dispatch|.*\.?signals)", name)}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ClassDef):
            own = {inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)}
            bases = {ast.unparse(base) for base in node.bases}
            assert not own & {"save", "delete"} or "SessionBase" in bases, node.name  # Django's name for keeping it
            assert not any("Mixin" in ast.unparse(base) for base in node.bases), node.name


@pytest.mark.pure
@pytest.mark.parametrize("path", VIEWS, ids=name_of)
def test_a_view_neither_saves_nor_opens_a_transaction(path):
    """What changes something is an action; a view calls one."""
    assert not {"django.db.transaction", "django.db.connection"} & {".".join(parts) for parts in imported(path)}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"save", "bulk_create", "raw", "execute", "delete"}, f"line {node.lineno}"
