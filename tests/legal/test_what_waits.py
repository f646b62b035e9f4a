"""What the lists of Article 25 show besides requests: acts not given to the person, and open appeals."""

from datetime import date

from django.urls import reverse

from legal.actions import appeals
from tests.factories import ProtectionFactory, ProtectionRequestFactory

APPEAL = {"filed_on": date(2026, 6, 8), "body": "a court"}


def panel(client, user, words):
    client.force_login(user)
    return words(client.get(reverse("legal:work-panel")))


def test_the_team_sees_what_the_person_was_not_given(client, helper, words):
    for case in (ProtectionRequestFactory(refused=True).case, ProtectionFactory(terminated=True).case):
        user = helper(case, user__language="en")
        assert "the person was not given the decision" in panel(client, user, words)


def test_what_was_given_is_gone_from_the_list(client, helper, words):
    refused = ProtectionRequestFactory(refused=True)
    refused.served_on, refused.served_how = refused.decided_on, "IN_HAND"
    refused.save()

    assert refused.case.code not in panel(client, helper(refused.case, user__language="en"), words)


def test_an_open_appeal_stands_on_both_lists(client, helper, prosecutor, words):
    for refused in (ProtectionRequestFactory(refused=True), ProtectionFactory(terminated=True).request):
        user, judge = helper(refused.case, user__language="en"), prosecutor(refused.office, language="en")
        made = appeals.appeal(refused, **APPEAL, by=user)

        assert "the appeal waits for" in panel(client, user, words)
        assert "the appeal waits for" in panel(client, judge, words)
        assert "appealed on 8 June 2026" in words(client.get(reverse("legal:inbox")))

        appeals.take_back(made, on=date(2026, 6, 9), by=user)
        assert refused.case.code not in panel(client, judge, words)
