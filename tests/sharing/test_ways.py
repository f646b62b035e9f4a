"""One referral in every way by which its receiver could read of the case: while it lasts, and after it was recalled."""

from cases.sharing.actions import consents
from tests.factories import CaseFactory, CaseMemberFactory, PersonFactory
from tests.sharing.told import DAY, sent
from tests.sharing.ways import SECRET, WORDS, Ways


def test_what_was_told_is_on_the_pages_and_on_paper_of_the_referral_and_nowhere_else(db, receiver):
    person = PersonFactory(alias_in_use=WORDS["alias"], languages=["uk"], phone=SECRET)
    case = CaseFactory(person=person, organisation=person.organisation, exploited_in=["MT"])
    helper = CaseMemberFactory(case=case).user
    referral = sent(case, receiver.organisation, by=helper, items=["alias", "facts"])

    ways = Ways(receiver, case)
    assert ways.on_pages() == ways.on_paper() == {"alias", "facts"}
    assert ways.elsewhere() == set()
    assert all(ways.names_the_case().values())

    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)

    ways = Ways(receiver, case)
    assert ways.on_pages() == ways.on_paper() == ways.elsewhere() == set()
    assert not any(ways.names_the_case().values())
