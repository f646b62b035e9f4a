"""Every template is used and compiles, and none carries a script, a style or a handler of its own."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

pytestmark = pytest.mark.pure

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
CODE = [path for app in ("tvcase", "cases", "legal", "shelters") for path in sorted((ROOT / app).rglob("*.py"))]
# Found by Django itself, by their names.
DJANGOS_OWN = re.compile(r"django/forms/|admin/|(400|403|404|500|429)\.html$")
FORBIDDEN = {
    "a style": r"<style|\sstyle\s*=",
    "a script": r"<script(?![^>]*\ssrc=)",
    "a handler": r"\son[a-z]+\s*=|hx-on|hx-vals\s*=\s*['\"]?js:|javascript:",
    "an address elsewhere": r"(src|href|action)\s*=\s*[\"']?(https?:)?//",
    "a stray backslash": r"\\",
    "text taken as HTML": r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


FILES = {"heads.txt"}  # the heads of the trace, not a template


def mentioned() -> set[str]:
    """Every name of a template in the code, and in the templates."""
    texts = {
        node.value for path in CODE for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)
    }
    in_code = {text.split("#")[0] for text in texts if isinstance(text, str)}
    in_templates = {name for path in TEMPLATES for name in re.findall(r"[\"']([^\"'\s]+)[\"']", path.read_text())}
    return {name for name in in_code | in_templates if re.fullmatch(r"[\w/]+\.(html|txt)", name) and name not in FILES}


def test_every_template_is_used():
    used = mentioned()

    assert [
        name_of(path) for path in TEMPLATES if not DJANGOS_OWN.search(name_of(path)) and name_of(path) not in used
    ] == []


def test_every_template_that_is_mentioned_is_there():
    for name in sorted(mentioned()):
        get_template(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_compiles_and_carries_nothing_inline(path):
    get_template(name_of(path))
    source = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(), flags=re.DOTALL)
    forbidden = FORBIDDEN if path.suffix == ".html" else {}
    found = [what for what, pattern in forbidden.items() if re.search(pattern, source, re.IGNORECASE)]

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_title_names_nobody(path):
    """A title is seen by whoever looks at the screen, and stays in the browser's history."""
    titles = re.findall(r"{% block title %}(.*?){% endblock %}", path.read_text(), re.DOTALL)
    variables = {name for title in titles for name in re.findall(r"{{\s*([\w.]+)", title)}

    assert not {
        name for name in variables if re.search(r"person|name|alias|user|address", name.replace("site_name", ""))
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_form_that_posts_carries_its_token(path):
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(), re.DOTALL):
        assert "csrf_token" in form or "csrfmiddlewaretoken" in form
