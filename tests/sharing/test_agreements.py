"""A consent names only a recipient with an agreement on data in force, but in an emergency (domain 9.6)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.sharing.actions import consents
from cases.sharing.models import Consent, PartnerAbroad
from tests.cases.said_and_done import lines
from tests.cases.said_and_done import told as notified
from tests.factories import OrganisationFactory, UserFactory
from tests.sharing.told import DAY, LAST, agreement
from tvcase.flow import Refused

EXPLAINED = {"purpose": "SHELTER", "items": ["alias"], "valid_to": LAST, "language": "uk"}


def asked(case, to, *, by, **more):
    return consents.offer(case, recipient=to, **(EXPLAINED | more), on=DAY, by=by)


def test_without_an_agreement_nobody_is_named(case, helper, receiver):
    with pytest.raises(Refused, match="no agreement"):
        asked(case, receiver.organisation, by=helper)


@pytest.mark.parametrize("turned", [False, True], ids=["first party", "second party"])
def test_with_an_agreement_of_either_side_the_recipient_is_named(case, helper, receiver, turned):
    both = (case.organisation, receiver.organisation)
    agreement(*(reversed(both) if turned else both))

    assert asked(case, receiver.organisation, by=helper).emergency == ""


@pytest.mark.parametrize(
    "days",
    [{"ends_on": date(2026, 6, 9)}, {"starts_on": date(2026, 6, 11)}],
    ids=["over the day before", "from the day after"],
)
def test_one_that_is_not_in_force_on_the_day_does_not_count(case, helper, receiver, days):
    agreement(case.organisation, receiver.organisation, **days)

    with pytest.raises(Refused, match="no agreement"):
        asked(case, receiver.organisation, by=helper)


def test_on_its_last_day_it_counts(case, helper, receiver):
    agreement(case.organisation, receiver.organisation, ends_on=DAY)

    assert asked(case, receiver.organisation, by=helper)


def test_one_with_somebody_else_does_not_count(case, helper, receiver, bystander):
    agreement(case.organisation, bystander.organisation)
    agreement(bystander.organisation, receiver.organisation)

    with pytest.raises(Refused, match="no agreement"):
        asked(case, receiver.organisation, by=helper)


def test_an_emergency_does_not_wait_and_the_officer_is_told(case, helper, officer, receiver):
    consent = asked(case, receiver.organisation, by=helper, emergency="a threat tonight")

    assert consent.emergency == "a threat tonight"
    assert notified("consent_without_agreement") == {officer}
    assert lines("sharing.consent.offered")[0].facts["agreement"] == "none"


def test_the_database_refuses_it_too(case, helper, receiver):
    to = {"recipient": receiver.organisation, "recorded_by": helper, "offered_on": DAY}

    with pytest.raises(IntegrityError, match="no agreement"):
        Consent.objects.create(case=case, number=1, **to, **EXPLAINED)


def test_what_could_not_wait_is_not_edited_later(case, helper, receiver):
    consent = asked(case, receiver.organisation, by=helper, emergency="a threat tonight")

    with pytest.raises(IntegrityError, match="not edited"):
        Consent.objects.filter(pk=consent.pk).update(emergency=None)


def test_with_a_partner_abroad_too_an_agreement_is_needed(case, helper):
    partner = PartnerAbroad.objects.create(name="Probe House", country="RO", contact="office@example.org")

    with pytest.raises(Refused, match="no agreement"):
        asked(case, None, by=helper, partner=partner)
    agreement(case.organisation, None, partner)

    assert asked(case, None, by=helper, partner=partner).told == partner


def test_an_agreement_is_made_with_one_other(db):
    one = OrganisationFactory()

    with pytest.raises(IntegrityError, match="sharing_agreement_with_another"), transaction.atomic():
        agreement(one, one)
    with pytest.raises(IntegrityError, match="sharing_agreement_between_two"):
        agreement(one)


def test_the_page_says_beside_the_field_that_there_is_none(client, case, helper, receiver):
    client.force_login(helper)
    typed = {"receiver": f"here:{receiver.organisation.code}", "purpose": "SHELTER", "items": ["alias"]}

    page = client.post(reverse("sharing:consent-new", args=[case.code]), typed)

    assert "emergency" in page.context["form"].errors
    assert "without an agreement" in page.content.decode()


def test_an_administrator_does_not_change_whom_an_agreement_binds_or_since_when(client, case, receiver):
    standing = agreement(case.organisation, receiver.organisation)
    client.force_login(UserFactory(roles=["administrator"], is_staff=True))
    address = reverse("admin:sharing_sharingagreement_change", args=[standing.pk])
    assert client.get(address).status_code == 200

    changed = {
        "party": receiver.organisation_id,
        "starts_on": "2001-02-03",
        **dict.fromkeys(("purpose", "categories", "legal_basis", "security", "contacts"), "Друго"),
        "review_on": standing.review_on.isoformat(),
    }
    answer = client.post(address, changed)
    before = standing.starts_on
    standing.refresh_from_db()

    assert answer.status_code == 302
    assert (standing.party, standing.starts_on, standing.purpose) == (case.organisation, before, "Друго")


def test_the_country_of_a_partner_is_one_of_the_list_and_not_bulgaria(client, db):
    client.force_login(UserFactory(roles=["administrator"], is_staff=True))
    address = reverse("admin:sharing_partnerabroad_add")
    partner = {"name": "Probe House", "contact": "office@example.org", "is_active": "on"}

    for country in ("ZZ", "BG", ""):
        page = client.post(address, partner | {"country": country})
        assert list(page.context["adminform"].form.errors) == ["country"]
    client.post(address, partner | {"country": "RO"})

    assert PartnerAbroad.objects.get().country == "RO"
