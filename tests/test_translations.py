"""Every sentence of ours is in Bulgarian; and the command that keeps it so."""

import re
from concurrent.futures import ThreadPoolExecutor
from gettext import GNUTranslations
from io import StringIO

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import CommandError, call_command

from tvcase.translations import catalogue
from tvcase.translations.extract import Message, extract, in_python, in_template

pytestmark = pytest.mark.pure
M = Message


def messages(marks):
    return [message for message, _line in marks]


def test_every_sentence_is_translated_and_none_is_left_over():
    found = extract(settings.BASE_DIR)

    assert found.errors == []
    assert catalogue.problems(catalogue.read(settings.BASE_DIR / catalogue.PO), found.messages) == []


def test_the_compiled_catalogue_is_that_of_the_source():
    assert not catalogue.is_stale(settings.BASE_DIR / catalogue.PO)


def words_of(sentence):
    return re.findall(r"[^\W\d_]+", " ".join(sentence) if isinstance(sentence, tuple) else sentence)


def test_whoever_reads_is_addressed_with_a_capital():
    """„Вие“ is one person here, in every sentence."""
    small = {"ви", "вас", "вам", "вие", *(f"ваш{end}" for end in ("", "а", "ата", "е", "ето", "и", "ите", "ия", "ият"))}

    found = {
        message.id
        for message in catalogue.read(settings.BASE_DIR / catalogue.PO)
        if small & {*words_of(message.string)}
    }

    assert found == set()


def test_only_an_act_that_lifts_another_is_called_so():
    for message in catalogue.read(settings.BASE_DIR / catalogue.PO):
        if "отменящия акт" in str(message.string):
            assert "lifts" in message.id


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from django.utils.translation import gettext as _\n_('a')", [M("a")]),
        ("from django.utils.translation import gettext_lazy\ngettext_lazy('a' 'b')", [M("ab")]),
        ("from django.utils.translation import ngettext\nngettext('a', 'as', n)", [M("a", "as")]),
        ("from django.utils.translation import pgettext as p\np('day', 'a')", [M("a", None, "day")]),
        (
            "from django.utils.translation import npgettext_lazy as n\nn('c', 'a', 'as', 'n')",
            [M("a", "as", "c")],
        ),
        ("from django.utils import translation\ntranslation.gettext('a')", [M("a")]),
        ("from django.utils import translation as t\nt.override('a')", []),
        ("from django.utils.translation import gettext as _\n_(f'a {b}')", [None]),
        ("from django.utils.translation import gettext as _\n_(text)", [None]),
        ("from django.utils.translation import gettext as _\n_('a' + b)", [None]),
        ("from gettext import gettext as _\n_('a')", []),
        ("def _(text): return text\n_('a')", []),
    ],
)
def test_python_is_read_by_its_syntax(source, expected):
    assert messages(in_python(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% translate 'a' %}", [M("a")]),
        ('{% trans "a \\"b\\"" as c %}', [M('a "b"')]),
        ("{% translate 'a' context 'day' %}", [M("a", None, "day")]),
        ("{% translate 'a'|upper %}", [M("a")]),
        ("{% translate '100%' %}", [M("100%%")]),
        ("{% translate name %}", [None]),
        ("{{ name|default:_('a') }}{% if b == _('c') %}{% endif %}", [M("a"), M("c")]),
        ("{% blocktranslate %}a {{ b }} 5%{% endblocktranslate %}", [M("a %(b)s 5%%")]),
        ("{% blocktranslate trimmed %}\n  a\n  b\n{% endblocktranslate %}", [M("a b")]),
        ("{% blocktranslate %} a\n{% endblocktranslate %}", [M(" a\n")]),
        (
            "{% blocktranslate count n=c|length context 'x' %}a{% plural %}{{ n }} as{% endblocktranslate %}",
            [M("a", "%(n)s as", "x")],
        ),
        ("{% blocktranslate with b=_('c') %}a{% endblocktranslate %}", [M("c"), M("a")]),
        ("{% comment %}{% translate 'a' %}{% endcomment %}{# {% translate 'b' %} #}", []),
        ("{% verbatim %}{% translate 'a' %}{% endverbatim %}", []),
    ],
)
def test_templates_are_read_by_their_tags(source, expected):
    assert messages(in_template(source)) == expected


def entry(msgid, string, **more):
    catalog = catalogue.empty()
    catalog.add(msgid, string, **more)
    return catalog.get(msgid, more.get("context"))


@pytest.mark.parametrize(
    ("msgid", "string", "wrong"),
    [
        ("Save", "Запишете", []),
        ("Save", "", ["empty"]),
        ("Save", "Save", ["not in Bulgarian"]),
        ("Save", "Зaпишете", ["two alphabets in one word"]),
        ("%(a)s left", "остават %(a)s", []),
        ("%(a)s left", "остават %(b)s", ["other placeholders"]),
        ("%(a)s left", "остават", ["other placeholders"]),
        ("100%% left", "остават 100%", ["other placeholders"]),
        ("<b>bold</b>", "<b>тъмно", ["other placeholders"]),
        ("%(a)s – %(b)s", "%(a)s – %(b)s", []),
        (("one day", "%(n)s days"), ("един ден", "%(n)s дни"), []),
        (("one day", "%(n)s days"), ("един ден", "дни"), ["other placeholders"]),
        (("one day", "%(n)s days"), ("%(m)s ден", "%(n)s дни"), ["other placeholders"]),
        (("one day", "%(n)s days"), ("един ден", ""), ["empty"]),
    ],
)
def test_what_is_wrong_with_an_entry(msgid, string, wrong):
    assert list(catalogue.wrong_with(entry(msgid, string))) == wrong


def test_an_unsure_translation_is_named():
    assert list(catalogue.wrong_with(entry("Save", "Запишете", flags=["fuzzy"]))) == ["fuzzy"]


def test_what_is_missing_unused_or_changed_its_plural_is_named():
    catalog = catalogue.empty()
    catalog.add("Old", "Старо")
    catalog.add("day", "ден")
    catalog.add("Day", "Ден", context="calendar")

    asked = {M("New"): "a.py:1", M("day", "days"): "a.py:2", M("Day", None, "calendar"): "a.py:3", M("Day"): "a.py:4"}

    assert catalogue.problems(catalog, asked) == [
        "missing: 'New' (a.py:1)",
        "missing: 'day' (a.py:2)",
        "missing: 'Day' (a.py:4)",
        "unused: 'Old'",
    ]


@pytest.fixture
def project(tmp_path, settings):
    """A small project with one module and one template."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "cases" / "migrations").mkdir(parents=True)
    marked = "from django.utils.translation import ngettext, gettext as _\n"
    (tmp_path / "cases" / "views.py").write_text(marked + "_('Save')\nngettext('%(n)s day', '%(n)s days', 2)")
    (tmp_path / "cases" / "migrations" / "0001.py").write_text(marked + "_('never')")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("\n{% translate 'Save' context 'a file' %}")
    return tmp_path


FRAGMENT = """
msgid "Save"
msgstr "Запишете"

msgctxt "a file"
msgid "Save"
msgstr "Съхранете"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s ден"
msgstr[1] "%(n)s дни"

msgid "Untranslated"
msgstr ""
"""


def command(*arguments):
    out = StringIO()
    call_command("translations", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_way_from_nothing_to_a_complete_catalogue(project):
    with pytest.raises(CommandError, match="4 problems"):
        command("--check")
    assert command("--update") == "3 added\n"
    assert command("--update") == "0 added\n"
    (project / "part.po").write_text(FRAGMENT)

    assert command("--add", project / "part.po", "--compile", "--check") == ""

    mo = (project / catalogue.PO).with_suffix(".mo")
    with mo.open("rb") as file:
        says = GNUTranslations(file)
    assert says.gettext("Save") == "Запишете"
    assert says.pgettext("a file", "Save") == "Съхранете"
    assert (says.ngettext("%(n)s day", "%(n)s days", 1), says.ngettext("%(n)s day", "%(n)s days", 2)) == (
        "%(n)s ден",
        "%(n)s дни",
    )


def test_a_second_translation_wins_and_is_told(project):
    (project / "part.po").write_text(FRAGMENT)
    (project / "later.po").write_text('msgid "Save"\nmsgstr "Запазете"\n')

    assert command("--add", project / "part.po", project / "later.po") == "translated anew: 'Save'\n"

    assert catalogue.read(project / catalogue.PO).get("Save").string == "Запазете"


def test_what_the_source_dropped_stays_until_it_is_pruned(project):
    (project / "part.po").write_text(FRAGMENT + '\nmsgid "Later"\nmsgstr "По-късно"\n')
    command("--add", project / "part.po", "--update")

    with pytest.raises(CommandError):
        command("--compile", "--check")
    assert command("--prune", "--compile", "--check") == "1 taken out\n"


def test_a_changed_catalogue_makes_the_compiled_one_stale(project):
    (project / "part.po").write_text(FRAGMENT)
    command("--add", project / "part.po", "--compile")
    assert not catalogue.is_stale(project / catalogue.PO)

    (project / "later.po").write_text('msgid "Save"\nmsgstr "Запазете"\n')
    command("--add", project / "later.po")

    assert catalogue.is_stale(project / catalogue.PO)


def test_a_mark_that_cannot_be_read_is_told_with_its_place(project):
    (project / "cases" / "forms.py").write_text("from django.utils.translation import gettext as _\n\n_(f'a {1}')")

    assert extract(project).errors == ["cases/forms.py:3: only a constant can be translated"]


def test_eight_people_adding_at_once_lose_nothing(project):
    parts = []
    for number in range(8):
        parts.append(project / f"{number}.po")
        parts[-1].write_text(f'msgid "Day {number}"\nmsgstr "Ден {number}"\n')

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda part: command("--add", part), parts))

    catalog = catalogue.read(project / catalogue.PO)
    assert [catalog.get(f"Day {number}").string for number in range(8)] == [f"Ден {number}" for number in range(8)]


def test_writing_again_changes_no_byte(project):
    (project / "part.po").write_text(FRAGMENT)
    command("--add", project / "part.po")
    before = (project / catalogue.PO).read_bytes()

    command("--add", project / "part.po")

    assert (project / catalogue.PO).read_bytes() == before
    with (project / catalogue.PO).open("rb") as file:
        assert read_po(file).get("%(n)s day").python_format
