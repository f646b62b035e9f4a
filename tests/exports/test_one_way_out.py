"""`download` is the only function that answers with a file, and only pages asked for as a copy are printed."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.pure

ROOT = Path(settings.BASE_DIR)
MODULES = [path for app in ("tvcase", "cases", "legal", "shelters") for path in sorted((ROOT / app).rglob("*.py"))]
THE_WAY = ROOT / "tvcase/exports/download.py"
WORDS = ("content-disposition", "application/pdf", "text/csv", "spreadsheetml", "application/zip", "octet-stream")
NAMES = {"FileResponse", "StreamingHttpResponse", "content_disposition_header", "Workbook"}


def ways_out(path: Path) -> list[str]:
    """What in this module could hand out a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [word for word in WORDS if word in node.value.lower()]
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            found += [name] if name in NAMES else []
        elif isinstance(node, ast.ImportFrom):
            found += [alias.name for alias in node.names if alias.name in NAMES]
    return found


def test_only_download_answers_with_a_file():
    allowed = {
        THE_WAY: None,
        ROOT / "tvcase/exports/files.py": {"Workbook"},
        ROOT / "tvcase/documents/states.py": {"application/pdf"},  # names the types of documents
        ROOT / "cases/migrations/0010_documents.py": {"application/pdf"},
        ROOT / "tvcase/documents/cleaning.py": {"application/pdf"},  # recognises them
    }
    found = {
        str(path.relative_to(ROOT)): set(names) - (allowed.get(path) or set())
        for path in MODULES
        if path != THE_WAY and (names := ways_out(path))
    }

    assert {path: names for path, names in found.items() if names} == {}


def test_in_its_module_only_download_names_a_file():
    tree = ast.parse(THE_WAY.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]

    assert [node.name for node in functions if "Content-Disposition" in ast.unparse(node)] == ["download"]


def test_the_templates_of_pages_to_print_stand_on_the_sheet_with_the_mark():
    """What the person carries along stands on it too, and shows the mark on the screen only."""
    pages = ROOT / "templates"
    on_paper = {str(path.relative_to(pages)) for path in pages.rglob("*.html") if "block paper" in path.read_text()}

    assert on_paper == {"base.html", "exports/sheet.html", "support/plan_carry.html"}
    for sheet in on_paper - {"base.html"}:
        assert "exports/mark.html" in (pages / sheet).read_text()
    assert '{% extends "exports/sheet.html" %}' in (pages / "support/plan_carry.html").read_text()
