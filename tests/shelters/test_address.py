"""The address of a shelter: its head enters and sees it, nobody else, and each showing is in the trace."""

from datetime import date

import pytest

from shelters.actions import shelters
from shelters.models import ShelterAddress
from tests.factories import ShelterFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.flow import Refused

ON = date(2026, 3, 10)
ADDRESS = "Измислена улица 1, Проба"


def head_of(shelter):
    return UserFactory(shelter_head=True, organisation=shelter.organisation)


def with_address():
    shelter = ShelterFactory()
    shelters.set_address(shelter, address=ADDRESS, by=head_of(shelter), on=ON)
    return shelter


def test_the_head_enters_the_address_and_the_trace_does_not_repeat_it():
    shelter = with_address()

    assert ShelterAddress.objects.get(shelter=shelter).address == ADDRESS
    event = Event.objects.get(action="shelters.address.entered")
    assert event.facts == {"shelter": shelter.code}


def test_entering_it_again_replaces_it():
    shelter = with_address()
    first = ShelterAddress.objects.get(shelter=shelter)
    other = head_of(shelter)

    shelters.set_address(shelter, address="Друга улица 2", directions="от парка", by=other, on=ON)

    record = ShelterAddress.objects.get(shelter=shelter)
    assert (record.pk, record.address, record.recorded_by) == (first.pk, "Друга улица 2", other)


def strangers(shelter):
    return {
        "staff": UserFactory(shelter_staff=True, organisation=shelter.organisation),
        "head elsewhere": UserFactory(shelter_head=True),
        "caseworker": UserFactory(),
        "administrator": UserFactory(is_staff=True, is_superuser=True),
    }


@pytest.mark.parametrize("who", ["staff", "head elsewhere", "caseworker", "administrator"])
def test_nobody_else_enters_or_opens_it_and_the_attempt_is_in_the_trace(client, who):
    shelter = with_address()
    user = strangers(shelter)[who]
    client.force_login(user)

    with pytest.raises(Refused, match="Only the head"):
        shelters.set_address(shelter, address="x", by=user, on=ON)
    assert client.get(f"/shelters/{shelter.code}/address/").status_code == 404
    assert client.post(f"/shelters/{shelter.code}/address/", {"show": "1"}).status_code == 404
    assert Event.objects.using("audit").filter(action="shelters.address.refused", actor=user.username).count() == 2


def test_it_is_shown_only_when_asked_for_and_that_is_in_the_trace(client, words):
    shelter = with_address()
    head = head_of(shelter)
    client.force_login(head)
    address = f"/shelters/{shelter.code}/address/"

    closed = client.get(address)
    assert ADDRESS not in closed.content.decode()
    assert not Event.objects.using("audit").filter(action="shelters.address.shown").exists()

    opened = client.post(address, {"show": "1"})
    assert ADDRESS in opened.content.decode()
    assert ADDRESS not in words(opened).split("Address", 1)[0]
    assert Event.objects.using("audit").get(action="shelters.address.shown").actor == head.username


def test_a_resumed_form_shows_nothing(client):
    shelter = with_address()
    client.force_login(head_of(shelter))

    answer = client.post(f"/shelters/{shelter.code}/address/", {"show": "1", "_resume": "1"})

    assert ADDRESS not in answer.content.decode()


def test_saving_says_so_without_the_address(client, words):
    shelter = ShelterFactory()
    client.force_login(head_of(shelter))

    answer = client.post(f"/shelters/{shelter.code}/address/", {"address": ADDRESS, "directions": ""}, follow=True)

    assert f"The address of {shelter.code} is saved." in words(answer)
    assert ADDRESS not in answer.content.decode()


def test_an_empty_address_is_refused_beside_the_field(client, words):
    shelter = ShelterFactory()
    client.force_login(head_of(shelter))

    answer = client.post(f"/shelters/{shelter.code}/address/", {"address": "", "directions": "от парка"})

    assert answer.status_code == 422
    assert "Write an answer here." in words(answer)
    assert "от парка" in words(answer)
