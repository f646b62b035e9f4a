"""What this code never does, and the few named places where it may. Each rule is shown to bite."""

import ast
import re

import pytest

from tests import habits
from tests.habits import Rule
from tests.servers import ROOT

pytestmark = pytest.mark.pure

APPS = ("tvcase", "cases", "legal", "shelters")
MODULES = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text())
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
}
OWNER = "written by us and run by the owner of the tables, with names that quoted() has looked at"
MACHINE = "starts the demo's own servers; not in the image of a server"

# Where a rule may be broken, and why.
ALLOWED: dict[Rule, dict[str, str]] = {
    habits.unescaped_html: {},
    habits.built_sql: {
        "tvcase/wall/building.py": OWNER,
        "tvcase/sealing/conversion.py": OWNER,
        "tvcase/sealing/rotation.py": "names of tables and columns that the models give; the values are parameters",
        "tvcase/audit/era.py": OWNER,
        "/migrations/": OWNER,
        "cases/actions/reminders.py": "constants of this code and of its registry; the values are parameters",
        "cases/rules/risk.py": "constants of this code and of its registry; the values are parameters",
    },
    habits.lasting_settings: {},
    habits.run_or_revived: {},
    habits.strange_parsers: {},
    habits.calls_outside: {"tvcase/local/": MACHINE},
    habits.logged_requests: {},
    habits.weak_ciphers: {"tvcase/demo/": "invents people; nothing secret comes from it"},
    habits.open_frames: {
        "tvcase/wall/": OWNER,
        "tvcase/audit/era.py": OWNER,
        "/migrations/": OWNER,
        "cases/actions/reminders.py": "constants of this code and of its registry",
        "cases/risk_sources.py": "constants of this code and of its registry",
        "cases/rules/risk.py": "constants of this code and of its registry",
    },
    habits.open_patterns: {},
}
SAMPLES: dict[Rule, tuple[list[str], str]] = {
    habits.unescaped_html: (
        ["mark_safe(x)", "format_html('<b>' + x)", "format_html(f'<b>{x}')", "format_html(x)", "SafeString(x)"],
        "format_html('<b>{}</b>', x)",
    ),
    habits.built_sql: (
        [
            "Case.objects.raw(f'SELECT {x}')",
            "Case.objects.raw('SELECT %s' % x)",
            "RawSQL('a' + x, [])",
            "cursor.execute('a {}'.format(x))",
            "queryset.extra(where=[x])",
        ],
        "cursor.execute('SELECT %s', [x])",
    ),
    habits.lasting_settings: (
        ["'''SELECT set_config('app.ctx', %s, false)'''", "'SET SESSION row_security = off'", "'SET app.ctx = 1'"],
        "'''SELECT set_config('app.ctx', %s, true)'''",
    ),
    habits.run_or_revived: (
        [
            "import pickle",
            "from yaml import load",
            "eval(x)",
            "exec(x)",
            "os.system(x)",
            "subprocess.run(x, shell=True)",
            "Template(x)",
            "engine.from_string(x)",
        ],
        "subprocess.run([x], shell=False); json.loads(x)",
    ),
    habits.strange_parsers: (["import lxml.etree", "from xml.dom import minidom", "import ldap"], "import json"),
    habits.calls_outside: (
        ["import requests", "from http.client import X", "urlopen(x)"],
        "from urllib.parse import x",
    ),
    habits.logged_requests: (
        ["log.info('asked', what=request.POST)", "logger.error(request.body)", "log.warning(str(form.cleaned_data))"],
        "log.info('asked', path=request.resolver_match.route)",
    ),
    habits.weak_ciphers: (["hashlib.md5(x)", "from hashlib import sha1", "modes.ECB()", "import random"], "sha256(x)"),
    habits.open_frames: (["x.format(y)", "gettext(x).format(y=1)"], "'{}'.format(y)"),
    habits.open_patterns: (["re.compile(x + '.*')", "re.search(f'{x}', y)"], "re.search('a+', x)"),
}


def breaks(rule: Rule) -> set[str]:
    """The places that break the rule, as `file:line`, the allowed ones apart."""
    return {
        f"{name}:{line}"
        for name, tree in MODULES.items()
        if not any(place in name for place in ALLOWED[rule])
        for line in rule(tree)
    }


@pytest.mark.parametrize("rule", ALLOWED, ids=lambda rule: rule.__name__)
def test_nothing_breaks_the_rule(rule):
    assert breaks(rule) == set()


@pytest.mark.parametrize("rule", ALLOWED, ids=lambda rule: rule.__name__)
def test_the_rule_bites(rule):
    bad, good = SAMPLES[rule]

    assert [sample for sample in bad if not list(rule(ast.parse(sample)))] == []
    assert list(rule(ast.parse(good))) == []


@pytest.mark.parametrize("rule", ALLOWED, ids=lambda rule: rule.__name__)
def test_no_exception_is_left_without_need(rule):
    used = {place for place in ALLOWED[rule] for name, tree in MODULES.items() if place in name and list(rule(tree))}

    assert used == set(ALLOWED[rule])


TEMPLATE = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off|\|\s*striptags\b.*\|\s*safe")
SCRIPT = re.compile(
    r"(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function|"
    r"(window|parent|opener|top|contentWindow)\.postMessage|"
    r"(local|session)Storage|indexedDB|__proto__|setTimeout\(\s*[\"'`]"
)


def test_templates_escape_everything():
    pages = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".svg", ".xml"}]

    assert [str(path) for path in pages if TEMPLATE.search(path.read_text())] == []
    assert all(map(TEMPLATE.search, ["{{ x|safe }}", "{{ x | safe }}", "{% autoescape off %}", "{{ x|safeseq }}"]))
    assert not TEMPLATE.search("{{ x|safer }}")


MAY_KEEP = "static/src/js/queue.js"  # sealed, and nothing else: tests/shelters/test_queue_in_a_browser.py


def test_scripts_make_no_html_and_keep_nothing():
    scripts = {path: path.read_text() for path in (ROOT / "static/src/js").glob("*.js")}
    scripts[ROOT / MAY_KEEP] = scripts[ROOT / MAY_KEEP].replace("window.indexedDB", "")

    assert [str(path) for path, text in scripts.items() if SCRIPT.search(text)] == []
    assert all(map(SCRIPT.search, ["a.innerHTML = b", "eval(a)", "localStorage.x", "window.postMessage(a)"]))


def test_cryptography_is_used_where_the_register_says():
    register = re.findall(
        r"`((?:tvcase|cases|legal|shelters)/[\w/.]*)`(?=[^|]*\|)", (ROOT / "docs/security.md").read_text()
    )
    using = {
        name
        for name, tree in MODULES.items()
        if list(habits.imports(tree, {"cryptography", "hashlib", "hmac", "secrets", "argon2"}))
    }

    assert {name for name in using if not name.startswith(tuple(register))} == set()
    assert using
