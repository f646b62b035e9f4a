"""Nobody unwraps the keys of many files in a minute, by whatever page."""

import pytest
from django.urls import reverse

from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.sealing.keyring import keyring, opened_keys
from tvcase.sealing.models import FileKey


@pytest.fixture
def caseworker():
    return UserFactory()


def test_a_walk_through_all_files_stops_at_the_limit(client, caseworker, settings):
    """C14: what was unwrapped is counted in the database; then nothing is shown, and it is in the trace."""
    settings.LIMITS = settings.LIMITS | {"keys": (3, 60)}
    cases = [CaseFactory(organisation=caseworker.organisation, person__family_name="Крайнева") for _number in range(6)]
    for case in cases:
        CaseMemberFactory(case=case, user=caseworker)
    client.force_login(caseworker)

    answers = [client.get(reverse("cases:person", args=[case.code])) for case in cases]

    assert [answer.status_code for answer in answers] == [200] * 3 + [429] * 3
    assert not ["Крайнева" for answer in answers[3:] if "Крайнева" in answer.content.decode()]
    assert Event.objects.using("audit").filter(action="limits.reached", facts__limit="keys").count() == 3


def test_a_key_counts_once_in_a_request_and_a_refusal_unwraps_nothing():
    people = [CaseFactory(person__family_name="Крайнева").person_id for _number in range(3)]
    ids = list(FileKey.objects.filter(subject__in=people).values_list("pk", flat=True))
    spent = []

    def spend(count):
        spent.append(count)
        if sum(spent) > 2:
            raise PermissionError

    with keyring(spend) as ring:
        opened_keys(ids[:2])
        opened_keys(ids[:2])
        with pytest.raises(PermissionError):
            opened_keys(ids)
        assert spent == [2, 1]
        assert len(ring.keys) == 2
