"""The administration: who enters, by which door, what can be kept there, and that no case is in it."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from cases.actions import public_information, sheets
from cases.models import CodeEntry, Indicator, InformationSheet, LegalRule, PublicInformation
from cases.sharing.models import PartnerAbroad, SharingAgreement
from legal.claims.models import Ceiling
from shelters.models import ContactCard, Duty, HouseHours, Outage, Place, Shelter
from tests.cases.test_law import propose
from tests.factories import CaseFactory, OrganisationFactory, UserFactory
from tvcase.accounts import granting
from tvcase.accounts.models import OneTimeLink, Organisation, RoleGrant, User
from tvcase.accounts.roles import Role
from tvcase.administration.site import waiting
from tvcase.audit.models import Event
from tvcase.wall.identity import acting_as

KEPT = {Organisation, User, RoleGrant, Event, Ceiling, InformationSheet, LegalRule, CodeEntry, Indicator, Shelter} | {
    PartnerAbroad,
    PublicInformation,
    SharingAgreement,
}
KEPT |= {Duty, HouseHours, ContactCard, Outage}


@pytest.fixture
def administrator(client):
    user = UserFactory(roles=[Role.ADMINISTRATOR])
    client.force_login(user)
    return user


def address(model: type, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def pages() -> list[str]:
    return [address(model, "changelist") for model in sorted(KEPT, key=lambda model: model.__name__)]


def test_exactly_these_records_are_kept_and_none_is_of_a_case():
    assert set(admin.site._registry) == KEPT


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_to_anybody_but_an_administrator_it_is_not_there(client, role):
    client.force_login(UserFactory(roles=[role], is_staff=True, is_superuser=True))

    for path in [reverse("admin:index"), *pages(), "/admin/nothing/"]:
        assert client.get(path).status_code == 404


def test_a_closed_account_does_not_enter(client):
    user = UserFactory(roles=[Role.ADMINISTRATOR])
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get(reverse("admin:index")).status_code == 302


def test_there_is_one_form_to_sign_in_with(client):
    for path in ("/admin/", "/admin/login/", "/admin/accounts/user/"):
        response = client.get(path, follow=True)
        assert response.redirect_chain[-1][0].startswith("/sign-in/?next=/admin/")
    signed_in = client.post("/admin/login/", {"username": "someone", "password": "something"})
    assert signed_in.status_code in {302, 401}


@pytest.mark.parametrize("path", ["/admin/password_change/", "/admin/r/1/1/"])
def test_what_is_not_served_is_not_there(client, administrator, path):
    assert client.get(path).status_code == 404


def test_signing_out_there_is_signing_out(client, administrator):
    client.post("/admin/logout/")

    assert Event.objects.filter(action="accounts.signed_out", actor=administrator.username).exists()


def test_an_administrator_opens_every_page_and_none_breaks_the_policy(client, administrator):
    shelter = a_shelter()
    rule = LegalRule.objects.get(kind="REFLECTION")
    paths = [reverse("admin:index"), *pages()]
    paths += [address(model, "add") for model in KEPT - {Event, RoleGrant}]
    paths += [address(Shelter, "change", shelter.pk), address(LegalRule, "change", rule.pk)]
    paths += [address(LegalRule, "approve", rule.pk)]
    paths += [address(InformationSheet, "change", sheet.pk) for sheet in InformationSheet.objects.all()[:2]]
    paths += [address(User, "change", administrator.pk)]

    for path in paths:
        response = client.get(path)
        html = response.content.decode()
        assert response.status_code == 200, path
        assert "<style" not in html, path
        assert not re.search(r"\sstyle=|\son[a-z]+=", html), path
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html), path
        assert "quick-exit" in html or "/exit/" in html, path


def a_shelter() -> Shelter:
    return Shelter.objects.create(
        code="HOUSE-1",
        organisation=OrganisationFactory(shelter=True),
        kind="REFUGE",
        district_bg="Дружба",
        district_en="Druzhba",
        phone="+359 2 000 0000",
    )


def test_an_organisation_comes_with_the_groups_of_its_roles_and_a_line_in_the_trace(client, administrator):
    fields = {
        "code": "NEW",
        "name_bg": "Нова",
        "name_en": "New",
        "kind": "POLICE",
        "town_bg": "Русе",
        "town_en": "Ruse",
    }

    client.post(address(Organisation, "add"), fields | {"active_from": "2026-03-01", "phone": "", "closed_on": ""})

    organisation = Organisation.objects.get(code="NEW")
    assert Group.objects.filter(name=f"{organisation.pk}:officer").exists()
    event = Event.objects.get(action="accounts.organisation.added")
    assert (event.actor, event.facts["record"]) == (administrator.username, "NEW")


def new_user(organisation: Organisation, *roles: str) -> dict[str, object]:
    return {
        "username": "newcomer",
        "email": "newcomer@example.org",
        "organisation": organisation.pk,
        "roles": roles,
        "language": "bg",
    }


@pytest.fixture
def second_administrator():
    return UserFactory(roles=[Role.ADMINISTRATOR])


def test_a_new_person_is_invited_and_gets_the_roles_that_another_administrator_confirms(
    client, administrator, second_administrator
):
    client.post(address(User, "add"), new_user(OrganisationFactory(police=True), "officer", "coordinator"))

    user = User.objects.get(username="newcomer")
    assert (user.roles, user.groups.count(), user.has_usable_password()) == ([], 0, False)
    assert OneTimeLink.objects.get(user=user).purpose == "invitation"
    client.force_login(second_administrator)
    client.post(
        address(RoleGrant, "changelist"), {"action": "confirm", "_selected_action": [RoleGrant.objects.get().pk]}
    )
    user.refresh_from_db()
    assert user.roles == ["coordinator", "officer"]
    assert user.groups.count() == 2
    assert not user.is_staff
    assert Event.objects.filter(action="accounts.user.added", facts__record="newcomer").exists()


def test_nobody_sets_a_password_of_somebody_else_there(client, administrator):
    assert client.get(f"/admin/accounts/user/{UserFactory().pk}/password/").status_code in {302, 404}
    assert b'type="password"' not in client.get(address(User, "add")).content


def test_a_role_that_the_organisation_cannot_have_is_refused_beside_the_field(client, administrator, words):
    response = client.post(address(User, "add"), new_user(OrganisationFactory(), "prosecutor"))

    assert "This organisation cannot have the role: prosecutor." in words(response)
    assert not User.objects.filter(username="newcomer").exists()


def changed_user(user: User, *roles: str, **fields: object) -> dict[str, object]:
    names = {"first_name": user.first_name, "last_name": user.last_name, "email": user.email}
    return {**names, "language": user.language, "roles": roles, "is_active": "on"} | fields


def test_changing_roles_changes_groups_and_leaves_a_line_without_contents(
    client, administrator, second_administrator, words
):
    user = UserFactory()

    client.post(address(User, "change", user.pk), changed_user(user, "administrator", first_name="Друга"))
    user.refresh_from_db()
    assert user.roles == []  # taking away is done at once
    own = {"action": "confirm", "_selected_action": [RoleGrant.objects.get().pk]}
    assert "Somebody else confirms" in words(client.post(address(RoleGrant, "changelist"), own, follow=True))
    assert not user.is_staff
    granting.decide(RoleGrant.objects.get(), confirmed=True, by=second_administrator, at=timezone.now())

    user.refresh_from_db()
    assert [group.name for group in user.groups.all()] == [f"{user.organisation_id}:administrator"]
    assert user.is_staff
    last = Event.objects.filter(action="accounts.user.roles").order_by("at").last()
    assert last.facts["roles"] == ["administrator"]
    assert "Друга" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_an_account_is_closed_with_its_roles_and_never_removed(client, administrator):
    user = UserFactory()

    client.post(address(User, "change", user.pk), changed_user(user, "caseworker", is_active=""))

    user.refresh_from_db()
    assert (user.is_active, user.roles, user.groups.count()) == (False, [], 0)
    assert Event.objects.filter(action="accounts.user.disabled").exists()
    assert client.post(f"/admin/accounts/user/{user.pk}/delete/", {"post": "yes"}).status_code == 403


def test_nobody_becomes_superuser_or_changes_organisation_there(client, administrator):
    user, other = UserFactory(), OrganisationFactory()
    sneaked = {"is_superuser": "on", "organisation": other.pk, "username": "else"}

    client.post(address(User, "change", user.pk), changed_user(user, "caseworker", **sneaked))

    before, user = user, User.objects.get(pk=user.pk)
    assert (user.is_superuser, user.organisation_id, user.username) == (False, before.organisation_id, before.username)


def test_an_entry_keeps_its_code_and_takes_new_words(client, administrator):
    entry = CodeEntry.objects.filter(list="sex").first()
    fields = {"label_bg": "нова дума", "label_en": "new word", "sort": 3, "code": "OTHER_CODE", "list": "gender"}

    client.post(address(CodeEntry, "change", entry.pk), fields | {"valid_from": "", "valid_to": ""})

    after = CodeEntry.objects.get(pk=entry.pk)
    assert (after.list, after.code, after.label_en) == (entry.list, entry.code, "new word")
    assert Event.objects.get(action="cases.codeentry.changed").facts["record"] == f"sex {entry.code}"


def test_a_shelter_gets_places_and_has_no_address_there(client, administrator):
    shelter = a_shelter()
    path = address(Shelter, "change", shelter.pk)
    inline = {"places-0-label": "1", "places-0-kind": "BED", "places-0-shelter": shelter.pk}
    for prefix, count in (("rooms", 0), ("places", 1), ("closed_days", 0)):
        inline |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": 0}
    fields = {"kind": "REFUGE", "district_bg": "Дружба", "district_en": "Druzhba", "phone": "1", "admits": "women"}

    client.post(path, fields | inline | {"closed_on": ""})

    assert Place.objects.get().label == "1"
    assert Event.objects.filter(action="shelters.shelter.changed", facts__record="HOUSE-1").exists()
    assert "address" not in client.get(path).content.decode().lower()


def test_the_trace_is_read_only_and_reading_it_leaves_a_line(client, administrator):
    before = Event.objects.count()

    assert client.get(address(Event, "changelist")).status_code == 200
    assert client.get(address(Event, "add")).status_code == 403
    event = Event.objects.first() or Event.objects.create(action="cases.case.opened")
    assert client.get(address(Event, "change", event.pk)).status_code == 403
    assert client.post(address(Event, "change", event.pk), {"action": "else"}).status_code == 403
    assert before <= Event.objects.count()


def test_the_trace_shows_that_something_was_recorded_on_a_case_but_not_what(client, administrator, words):
    case = CaseFactory()
    recorded = {"case_code": case.code, "actor": "somebody"}
    Event.objects.create(action="cases.cooperation.declared", facts={"value": "YES"}, **recorded)
    Event.objects.create(action="cases.person.opened", area="identity", **recorded)
    Event.objects.create(action="accounts.user.roles", facts={"roles": ["officer"]}, actor="somebody")

    text = words(client.get(address(Event, "changelist"), {"q": "somebody"}))

    assert "something was recorded on the case" in text
    assert "cases.person.opened" in text
    assert "officer" in text
    assert "YES" not in text
    assert "declared" not in text


@pytest.mark.parametrize("kind", ["opened", "refused", "signing-in", "administration"])
def test_the_trace_is_filtered_by_kind(client, administrator, words, kind):
    actions = {"opened": "cases.case.opened", "refused": "web.not_found", "signing-in": "accounts.signed_in"}
    actions["administration"] = "accounts.user.roles"
    for action in actions.values():
        Event.objects.create(action=action, actor=f"who-{action}", case_code="" if "user" in action else "TRKB-BBBB")

    text = words(client.get(address(Event, "changelist"), {"kind": kind}))

    assert [action for action in actions.values() if f"who-{action}" in text] == [actions[kind]]


def test_what_was_looked_at_is_no_administration(client, administrator, words):
    looked = ["cases.person.searched", "cases.list.opened", "shelters.board.opened", "accounts.sign_in_refused"]
    for action in looked:
        Event.objects.create(action=action, actor=f"who-{action}")

    text = words(client.get(address(Event, "changelist"), {"kind": "administration"}))

    assert [action for action in looked if f"who-{action}" in text] == []


def test_the_trace_is_searched_by_exact_words_only(client, administrator, words):
    Event.objects.create(action="cases.case.opened", actor="somebody", case_code="TRKB-CCCC")

    assert "TRKB-CCCC" in words(client.get(address(Event, "changelist"), {"q": "TRKB-CCCC"}))
    assert "cases.case.opened" not in words(client.get(address(Event, "changelist"), {"q": "TRKB"}))


def duty_of(organisation: Organisation, shelter: Shelter, user: User, hours: int = 12) -> dict[str, object]:
    fields = {"organisation": organisation.pk, "shelter": shelter.pk, "user": user.pk}
    return fields | {
        "from_at_0": "2036-03-10",
        "from_at_1": "20:00",
        "to_at_0": "2036-03-11",
        "to_at_1": f"{hours - 4:02}:00",
    }


def test_a_roster_is_entered_there_and_nobody_is_on_two_duties_at_once(client, administrator):
    shelter = a_shelter()
    staff = UserFactory(organisation=shelter.organisation, shelter_staff=True)
    stranger = UserFactory(shelter_staff=True)
    new = address(Duty, "add")

    client.post(new, duty_of(shelter.organisation, shelter, staff))

    duty = Duty.objects.get()
    assert (duty.number, duty.user, duty.planned_by) == (1, staff, administrator)
    assert Event.objects.get(action="shelters.duty.added").facts["record"] == f"{shelter.organisation.code} 1"
    again = client.post(new, duty_of(shelter.organisation, shelter, staff, 10))
    elsewhere = client.post(new, duty_of(shelter.organisation, shelter, stranger))
    assert "another duty in these hours" in again.content.decode()
    assert "of the same organisation" in elsewhere.content.decode()
    client.post(address(Duty, "changelist"), {"action": "call_off", "_selected_action": [duty.pk]})
    assert list(Duty.objects.standing()) == []


def waits_for(client, user):
    """What My work and the administration tell this administrator, in this order."""
    client.force_login(user)
    page, index = (client.get(reverse(name)).content.decode() for name in ("cases:work", "admin:index"))
    title = "Waits for you as the second administrator"
    found = [
        re.findall(r'<li><a[^>]*href="([^"]+)">([^<]+)</a>', html.partition(title)[2].partition("</ul>")[0])
        for html in (page, index)
    ]
    assert found[0] == found[1]
    return found[0]


def test_a_second_administrator_is_told_of_what_waits_and_the_first_is_not(client):
    first, second = (UserFactory(roles=[Role.ADMINISTRATOR], language="en") for _ in range(2))
    with acting_as(first):
        text = public_information.write(
            PublicInformation(language="bg", title="Знаци", text="Текст."), by=first, at=timezone.now()
        )
        sheet = InformationSheet(right="LEGAL_AID", language="en", title="Legal aid", text="A text.")
        sheet = sheets.write(sheet, by=first, at=timezone.now())
    asked = {"new_factors": True, "by": first, "at": timezone.now()}
    granting.change_roles(UserFactory(roles=[], username="new.one"), [Role.CASEWORKER], **asked)
    closed = UserFactory(roles=[], username="closed.one")
    granting.change_roles(closed, [Role.CASEWORKER], **asked)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    rule = propose(first, valid_from=timezone.localdate() + timedelta(days=9))
    propose(first, valid_from=timezone.localdate())  # too late to be approved

    assert waits_for(client, first) == []
    assert waiting(UserFactory(roles=[Role.COORDINATOR])) == []
    assert sorted(waits_for(client, second)) == sorted(
        [
            (
                f"{address(RoleGrant, 'changelist')}?decided_at__isempty=1",
                "Request for roles: new.one: caseworker, starts again with new factors",
            ),
            (address(LegalRule, "approve", rule.pk), f"Rule of law: {rule}"),
            (address(InformationSheet, "change", sheet.pk), f"Information sheet: {sheet}"),
            (address(PublicInformation, "change", text.pk), f"Public information: Bulgarian, {text.version}"),
        ]
    )


def test_a_text_after_which_another_was_approved_waits_for_nobody(client):
    first, second = (UserFactory(roles=[Role.ADMINISTRATOR], language="en") for _ in range(2))
    texts = []
    with acting_as(first):
        for title in ("Един", "Два"):
            text = PublicInformation(language="bg", title=title, text="Текст.")
            texts.append(public_information.write(text, by=first, at=timezone.now()))
    assert len(waits_for(client, second)) == 2

    with acting_as(second):
        public_information.approve(texts[1], by=second, at=timezone.now())

    assert waits_for(client, second) == []
