"""The pages of legal aid in a browser: from the prepared application to the lawyer's hours, on a phone and a desk."""

from datetime import date

import pytest

from cases.actions import identification
from legal.aid.actions import applications, decisions, lawyers
from legal.aid.models import LegalAidApplication
from tests.browser import PARTS_ARE_THERE
from tests.cases import said_and_done as said
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.accounts.roles import Role

pytestmark = pytest.mark.browser
DAY = date(2026, 3, 10)


@pytest.fixture
def worker(site):
    """A caseworker; the case has the initial aid that was prepared, granted with a lawyer, and full aid refused."""
    case = CaseFactory()
    by = CaseMemberFactory(case=case).user
    identification.confirm_informal(
        case, bases=said.TALK, conclusion="Sufficient.", identified_at=said.at(3, 10), territory_bg=True, by=by
    )
    by.case = case
    by.advocate = UserFactory(organisation=OrganisationFactory(legal_aid=True), roles=[Role.LAWYER])
    return by


def granted(worker):
    application = LegalAidApplication.objects.get(case=worker.case)
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=worker)
    applications.submit(application, submitted_on=DAY, submission_reference="ДЕМО 7", by=worker)
    decisions.grant(application, decided_on=DAY, lawyer=worker.advocate, appointed_on=DAY, by=worker)
    lawyers.record_work(application, kind="MEETING", done_on=DAY, minutes=75, interpreter=True, by=worker.advocate)


def test_the_prepared_application_is_signed_from_the_case_page(worker, page, signed_in):
    signed_in(page, worker).goto(f"/cases/{worker.case.code}/")
    page.wait_for_function(PARTS_ARE_THERE)  # a part that comes later moves what is below it
    page.click("#aid a >> nth=0")
    page.click("text=The application was signed")
    page.check("input[name=applicant][value=PERSON]")
    for part, value in enumerate(("10", "3", "2026")):
        page.fill(f"input[name=signed_on_{part}]", value)
    page.click("text=Record the signature")

    page.wait_for_selector("text=The signature is recorded.")
    assert LegalAidApplication.objects.get(case=worker.case).state == "SIGNED"


@pytest.mark.sampled(1)
@pytest.mark.parametrize("reading", [(360, "bg"), (1280, "bg"), (1280, "en")])
def test_no_rule_of_accessibility_is_broken(worker, open_page, signed_in, axe, reading):
    width, language = reading
    granted(worker)
    for user in (worker, worker.advocate):
        user.language = language
        user.save(update_fields=["language"])
    page = signed_in(open_page(width=width), worker)
    steps = ("", "1/", "1/edit/", "1/sign/", "1/replace/", "1/work/", "1/work/1/in-error/", "1/complete/", "new/")
    addresses = [f"/cases/{worker.case.code}/legal-aid/{step}" for step in steps]

    for address in addresses:
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page = signed_in(open_page(width=width), worker.advocate)
    for address in ("/legal-aid/", f"/cases/{worker.case.code}/", f"/cases/{worker.case.code}/legal-aid/1/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
