"""A prosecutor decides in a real browser, with and without JavaScript; the pages keep the rules of accessibility."""

import pytest
from django.db import transaction
from django.urls import reverse

from legal.models import Protection
from tests.factories import (
    CaseMemberFactory,
    OrganisationFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    ReflectionPeriodFactory,
    UserFactory,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def people(site):
    """A filed request, its prosecutor and its caseworker."""
    with transaction.atomic():
        case = ReflectionPeriodFactory().case
        asked = ProtectionRequestFactory(case=case, pending=True)
        prosecutor = UserFactory(prosecutor=True, organisation=asked.office)
        return asked, prosecutor, CaseMemberFactory(case=case).user


@pytest.mark.parametrize("java_script", [True, False])
def test_a_request_is_found_looked_at_and_granted(people, open_page, signed_in, java_script):
    asked, prosecutor, _caseworker = people
    page = signed_in(open_page(java_script_enabled=java_script), prosecutor)

    page.goto(reverse("legal:inbox"))
    page.get_by_role("link", name=asked.case.code).click()
    page.get_by_label("Grant special protection").check()
    page.get_by_label("the person decided to cooperate", exact=True).check()
    page.get_by_label("The protection includes an extended stay").check()
    page.get_by_label("Day", exact=True).fill("2")
    page.get_by_label("Month").fill("април")
    page.get_by_label("Year").fill("2026")
    page.get_by_label("Reference of the decision").fill("Order 7/2026")
    page.get_by_role("textbox", name="Reasons").fill("Grounds.\nSecond line.")
    page.get_by_role("button", name="Continue: see what it does").click()
    page.get_by_role("button", name="Change an answer").click()
    page.get_by_label("Reference of the decision").fill("Order 8/2026")
    page.get_by_role("button", name="Continue: see what it does").click()
    page.get_by_role("button", name="Confirm the decision").click()

    page.get_by_text("Special protection is granted.").wait_for()
    granted = Protection.objects.select_related("request").get()
    assert granted.extended_stay
    assert granted.request.decision_reference == "Order 8/2026"
    assert granted.request.decision_reasons == "Grounds.\nSecond line."


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_pages_are_accessible(people, open_page, signed_in, axe, language):
    asked, prosecutor, caseworker = people
    with transaction.atomic():
        type(prosecutor).objects.filter(pk__in=[prosecutor.pk, caseworker.pk]).update(language=language)
        status = ProtectionFactory(foreigner=True, request__office=asked.office)
        draft = ProtectionRequestFactory(case__organisation=caseworker.organisation)
        for case in (status.case, draft.case):
            CaseMemberFactory(case=case, user=caseworker)
        OrganisationFactory(prosecutors_office=True)
    code, number = status.case.code, status.request.number
    of = {name: reverse(f"legal:protection-{name}", args=[code, number]) for name in ("end", "terminate", "permit")}
    addresses = {
        prosecutor: [reverse("legal:inbox"), asked.get_absolute_url(), of["end"], of["terminate"]],
        caseworker: [
            asked.get_absolute_url(),
            draft.get_absolute_url(),
            *(reverse(f"legal:protection-{name}", args=[draft.case.code, 1]) for name in ("file", "edit", "withdraw")),
            reverse("legal:protection-new", args=[draft.case.code]),
            reverse("legal:case-panel", args=[code]),
            reverse("legal:work-panel"),
            of["permit"],
        ],
    }

    for user, pages in addresses.items():
        page = signed_in(open_page(width=360), user)
        for address in pages:
            assert page.goto(address).status == 200
            axe(page)
