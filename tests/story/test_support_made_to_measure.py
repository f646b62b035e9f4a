"""The story of support made to measure, played through the pages in Bulgarian by a caseworker, her supervisor and the
coordinator of another organisation: the checklist, risk, needs, a signed plan, counselling, a referral that comes back
as a report, the return, and a case that two people close."""

import pytest

from cases.models import Case
from cases.sharing.models import Referral
from cases.support.models import SupportPlan
from tests.story import chapters
from tests.story import support_chapters as support
from tests.story.chapters import Days

pytestmark = pytest.mark.browser
DAYS = Days(identified=10)  # nobody identifies formally here: the tenth day before today, from which the days count


def test_from_the_checklist_to_a_return_that_is_followed_up(enter):
    caseworker = enter("caseworker")
    code = chapters.open_a_case(caseworker, DAYS)
    chapters.describe_the_person(caseworker, "UA")
    support.note_indicators(caseworker, "HOTLINE", "Сплашване и заплахи", "Изолация", days=DAYS)
    caseworker.reads("консултант на телефонната линия")
    chapters.find(caseworker, code)
    chapters.identify_informally(caseworker, DAYS)
    support.assess_risk(caseworker, code, DAYS)
    caseworker.reads("Оценката е в сила.")
    support.assess_needs(caseworker, code, DAYS)

    support.write_the_plan(caseworker, code, DAYS)
    support.sign_the_plan(caseworker, DAYS)
    caseworker.reads("чака одобрение от супервизор")
    support.take_a_supervisor_in(caseworker, code, "supervisor")
    support.approve_the_plan(supervisor := enter("supervisor"))
    supervisor.reads("Планът е одобрен.")
    assert SupportPlan.objects.get().approved_by == supervisor.user

    support.counsel(caseworker, code, DAYS)
    caseworker.reads("Спи по-добре; говори за сестра си.")

    support.ask_for_consent(caseworker, code, "HARBOUR")
    support.refer(caseworker, code, "HARBOUR")
    support.accept_the_referral(receiver := enter("receiver"))
    support.hand_over(caseworker, code)
    support.report_back(receiver, code)
    support.end_the_referral(caseworker, code)
    assert Referral.objects.get().state == "CLOSED"
    assert receiver.page.goto(f"/cases/{code}/").status == 404

    support.prepare_a_return(caseworker, code, DAYS)
    support.assess_the_risk_of_the_return(caseworker, code)
    support.return_home(caseworker)
    support.end_service_and_plan(caseworker, code)
    support.propose_to_close(caseworker, code)
    support.confirm_the_closing(supervisor, code)
    supervisor.reads("Случаят е приключен.")
    assert Case.objects.get().closed_by == caseworker.user
