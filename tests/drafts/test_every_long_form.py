"""No long form is forgotten: whatever does not fit on the screen of a phone is kept, wherever it is shown."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms
from django.conf import settings

import cases
import legal
import shelters
import tvcase
from tests.crawl import EXHAUSTIVE, sign_in, visits
from tvcase.drafts.forms import is_long
from tvcase.forms import Form, ModelForm

ROOT = settings.BASE_DIR / "templates"
NOT_KEPT = {
    "AddressForm": "class P4: shown when it is asked for, and never by opening a form",
    "PackageForm": "words that open a file: shown once, kept nowhere",
    "SearchForm": "a question, not a record",
}
# Forms of accounts are short; an address of class P4 is not kept; a search is not; a letter's code is one box.
WITHOUT = re.compile(
    r"(admin|registration|accounts|components|django)/|shelters/(address|board_acts)\.html|verify\.html"
)
POSTS = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
ASKS = re.compile(r"components/field\.html|{% block fields %}")


def all_forms() -> Iterator[type[forms.BaseForm]]:
    for package in (tvcase, cases, legal, shelters):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if re.search(r"\.forms(\.|$)", module.name):
                import_module(module.name)
    waiting: list[type[forms.BaseForm]] = [Form, ModelForm]
    while waiting:
        waiting += (found := waiting.pop()).__subclasses__()
        yield found


def by_declaration(form: type[forms.BaseForm]) -> bool:
    """Whether the class alone says that the form is long, before anything is offered in it."""
    visible = [field for field in form.base_fields.values() if not field.widget.is_hidden]
    return len(visible) > 4 or any(isinstance(field.widget, forms.Textarea) for field in visible)


@pytest.mark.pure
def test_only_these_long_forms_are_not_kept():
    found = {form.__name__ for form in all_forms() if by_declaration(form) and not form.keeps_draft}

    assert found <= set(NOT_KEPT)
    assert {form.__name__ for form in all_forms() if not form.keeps_draft} == set(NOT_KEPT)


@pytest.mark.pure
def test_very_many_forms_are_long():
    assert sum(map(by_declaration, all_forms())) > 60


@pytest.mark.pure
def test_every_template_with_a_form_has_the_place_where_it_is_kept():
    pages = {str(path.relative_to(ROOT)): path.read_text() for path in ROOT.rglob("*.html")}
    asking = {
        name: [form for form in POSTS.findall(page) if ASKS.search(form)]
        for name, page in pages.items()
        if not WITHOUT.match(name) and not WITHOUT.search(name)
    }

    assert [name for name, found in asking.items() if any("components/draft.html" not in form for form in found)] == []
    assert "components/draft.html" in pages["components/form.html"]
    assert "components/draft_back.html" in pages["components/errors.html"]


def test_every_page_with_a_long_form_keeps_it(client, world):
    """Asked of the pages themselves: the form that a page is given, and what stands on the page."""
    forgotten, kept = [], 0
    for visit in visits(world, "long forms"):
        sign_in(client, world, visit.who)
        answer = client.get(visit.where)
        form = answer.context.get("form") if answer.context else None
        page = answer.content.decode() if form is not None else ""
        if isinstance(form, Form | ModelForm) and is_long(form) and re.search(POSTS, page.partition("<main")[2]):
            asked = form.visible_fields()[0]
            if f'name="{asked.html_name}' not in page:
                continue  # not asked now: the page says why
            kept += "data-draft" in page
            forgotten += [visit.name] if "data-draft" not in page else []

    assert forgotten == []
    assert kept > (30 if EXHAUSTIVE else 10)
