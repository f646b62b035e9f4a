"""The chapters of support made to measure: risk, needs, plan, services, referral, return, closing.

The days are those of the story; what a return is made of happens today, because a plan begins on the day it is opened.
"""

from datetime import timedelta

from django.utils import timezone

from tests.story.chapters import Days, find, open_from_the_inbox
from tests.story.visitor import Visitor


def note_indicators(caseworker: Visitor, setting: str, *seen: str, days: Days) -> None:
    """The checklist of the place where the person was met; every indicator is found by its words."""
    caseworker.follow("/indicators/")
    caseworker.follow(f"?setting={setting}")
    for words in seen:
        caseworker.page.get_by_role("group", name=words, exact=True).get_by_label("да", exact=True).check()
    caseworker.when(observed_on=days.on(-3))
    caseworker.type(observed_by="консултант на телефонната линия")
    caseworker.send()


def assess_risk(caseworker: Visitor, code: str, days: Days) -> None:
    """In the first talk: the two questions, what she says, how the caseworker sees it."""
    find(caseworker, code)
    caseworker.follow("/risk/new/", panel="risk")
    caseworker.choose(trigger="INITIAL", method="INTERVIEW", urgent_medical="NO", violence="YES")
    caseworker.when(assessed_at=days.at(-2, 12), next_review_on=timezone.localdate() + timedelta(days=2))
    caseworker.choose(threat_to="PERSON", location_known="NO", debt="YES", level="HIGH")
    caseworker.type(
        violence_note="От бившия работодател, по телефона.",
        person_concerns="Че ще я намерят.",
        wishes_for_safety="Нов номер.",
        assessor_view="Търсят я, но не знаят къде е.",
        rationale="Заплахите са отскоро.",
    )
    caseworker.reads("Запазено в ")
    caseworker.send()


def assess_needs(caseworker: Visitor, code: str, days: Days) -> None:
    """Alone with her: what she needs now."""
    find(caseworker, code)
    caseworker.follow("/needs/new/", panel="plan")
    caseworker.when(assessed_on=days.on(-1))
    caseworker.choose(told_purpose="yes", alone="yes")
    caseworker.type(interpreter="Тихомира Преводачка", remarks="Иска да учи български.")
    for item in ("FOOD", "WATER", "MEDICINES", "HYGIENE", "TOILET", "SLEEP", "HEALTH", "FAMILY", "NEAR_FUTURE"):
        caseworker.choose(**{f"answer_{item}": "NONE"})
    caseworker.choose(answer_SHELTER="NEED", answer_SAFETY="NEED", answer_EMOTIONAL_STATE="NEED")
    caseworker.send()


def write_the_plan(caseworker: Visitor, code: str, days: Days) -> None:
    """Goal, steps, measures for safety: she agrees to one and refuses the other."""
    find(caseworker, code)
    caseworker.follow("/plan/new/", panel="plan")
    caseworker.send()
    caseworker.follow("/goals/new/")
    caseworker.type(what="Да спи спокойно.")
    caseworker.tick("carry")
    caseworker.send()
    caseworker.follow("/steps/new/")
    caseworker.type(what="Разговори с психолог.")
    caseworker.choose(goal="1", responsible="WORKER")
    caseworker.when(from_on=days.on(1))
    caseworker.send()
    caseworker.follow("/measures/new/")
    caseworker.choose(group="PHONE", responsible="PERSON", agrees="yes")
    caseworker.type(what="Нов номер, известен само на консултанта.")
    caseworker.when(answered_on=days.on(1))
    caseworker.send()
    caseworker.follow("/measures/new/")
    caseworker.choose(group="TRAVEL", responsible="PERSON", agrees="later")
    caseworker.type(what="Никога сама навън.")
    caseworker.send()
    caseworker.follow("/measures/2/answer/")
    caseworker.choose(agrees="no")
    caseworker.when(answered_on=days.on(1))
    caseworker.send()
    caseworker.follow("/plan/1/edit/")
    caseworker.type(institutions="Няма.")
    today = timezone.localdate()
    caseworker.when(from_on=days.on(1), until_on=today + timedelta(days=60), review_on=today + timedelta(days=14))
    caseworker.send()


def sign_the_plan(caseworker: Visitor, days: Days) -> None:
    """Both sign; she with the name that she chose."""
    caseworker.follow("/plan/1/sign/")
    caseworker.when(signed_on=days.on(1))
    caseworker.type(place="София", signed_as="Капчица", interpreter="Тихомира Преводачка")
    caseworker.choose(signature_form="ALIAS", language="uk")
    caseworker.tick("read_aloud")
    caseworker.send()


def take_a_supervisor_in(caseworker: Visitor, code: str, username: str) -> None:
    """Onto the team: who approves the plan, and later confirms the closing."""
    find(caseworker, code)
    caseworker.follow("/team/add/", panel="team")
    caseworker.choose(user=username, role="SUPERVISOR")
    caseworker.send()


def approve_the_plan(supervisor: Visitor) -> None:
    """Asked by a message, the supervisor reads the plan and approves it."""
    open_from_the_inbox(supervisor)
    supervisor.follow("/plan/1/")
    supervisor.follow("/plan/1/approve/")
    supervisor.send()


def counsel(caseworker: Visitor, code: str, days: Days) -> None:
    """Need, offer, yes, a session that was held and its confidential note."""
    find(caseworker, code)
    caseworker.follow("/services/new/", panel="services")
    caseworker.choose(type="PSYCHOLOGICAL_COUNSELLING")
    caseworker.type(need="Иска да говори с някого насаме.")
    caseworker.when(needed_on=days.on(-1))
    caseworker.send()
    caseworker.follow("/services/1/offer/")
    caseworker.choose(provider="FIREFLIES", funding="FREE")
    caseworker.when(offered_on=days.on(1))
    caseworker.send()
    caseworker.follow("/services/1/accept/")
    caseworker.when(answered_on=days.on(1), crisis_overcome_on=days.on(2))
    caseworker.tick("willing")
    caseworker.choose(plan_step="1")
    caseworker.send()
    caseworker.follow("/sessions/new/")
    caseworker.when(starts_at=days.at(3, 10))
    caseworker.type(minutes="50", held_by="Пролетина Тиховодна, психолог", interpreter="Тихомира Преводачка")
    caseworker.choose(place_kind="OFFICE")
    caseworker.send()
    caseworker.follow("/sessions/1/held/")
    caseworker.choose(attendance="WHOLE", risk_changed="no")
    caseworker.type(note="Спи по-добре; говори за сестра си.")
    caseworker.send()


def ask_for_consent(caseworker: Visitor, code: str, receiver: str) -> None:
    """One recipient, chosen items, an end; she agrees before a witness."""
    find(caseworker, code)
    caseworker.follow("/sharing/consents/new/", panel="sharing")
    today = timezone.localdate()
    caseworker.choose(receiver=f"here:{receiver}", purpose="LIVING", language="uk")
    for item in ("alias", "languages"):
        caseworker.page.check(f"#main input[name=items][value={item}]")
    caseworker.when(valid_to=today + timedelta(days=30))
    caseworker.tick("read_aloud", "told_free")
    caseworker.send()
    caseworker.follow("/consents/1/give/")
    caseworker.choose(given_by="PERSON", form="ORAL")
    caseworker.type(witness="Тихомира Преводачка")
    caseworker.when(answered_on=today)
    caseworker.send()


def refer(caseworker: Visitor, code: str, receiver: str) -> None:
    """To the organisation that she chose, with what she agreed to."""
    find(caseworker, code)
    caseworker.follow("/sharing/referrals/new/", panel="sharing")
    caseworker.choose(receiver=f"here:{receiver}", purpose="LIVING", reason_kind="ADDITIONAL_SERVICES")
    caseworker.type(purpose_note="Курс по български, два пъти седмично.")
    for item in ("alias", "languages"):
        caseworker.page.check(f"#main input[name=items][value={item}]")
    caseworker.send()
    caseworker.follow("/referrals/1/on-consent/")
    caseworker.choose(consent="1")
    caseworker.send()
    caseworker.prove()
    caseworker.follow("/referrals/1/send/")
    caseworker.send()


def accept_the_referral(receiver: Visitor) -> None:
    """The other organisation learns of it by a message, reads what was told, and takes her."""
    open_from_the_inbox(receiver)
    receiver.follow("/referrals/1/")
    receiver.follow("/referrals/1/accept/")
    receiver.type(answer="Място в групата от понеделник.")
    receiver.send()


def hand_over(caseworker: Visitor, code: str) -> None:
    """She was met by a named person."""
    find(caseworker, code)
    caseworker.follow("/referrals/1/", panel="sharing")
    caseworker.follow("/referrals/1/handed-over/")
    caseworker.when(handover_at=timezone.now() - timedelta(minutes=5))  # so that what is assessed now is newer
    caseworker.type(handover_where="Пред библиотеката", met_by="Ведра Утринна", escort="Калина Светулкова")
    caseworker.send()


def report_back(receiver: Visitor, code: str) -> None:
    """The service has begun."""
    receiver.go("/referrals/")
    receiver.follow(f"/cases/{code}/sharing/referrals/1/")
    receiver.follow("/referrals/1/feedback/")
    receiver.choose(outcome="STARTED")
    receiver.type(feedback="Дойде на първия урок.")
    receiver.send()


def end_the_referral(caseworker: Visitor, code: str) -> None:
    """Answered: what it had opened is closed again, and the consent is done."""
    find(caseworker, code)
    caseworker.follow("/referrals/1/", panel="sharing")
    caseworker.follow("/referrals/1/close/")
    caseworker.send()
    find(caseworker, code)
    caseworker.follow("/consents/1/", panel="sharing")
    caseworker.follow("/consents/1/end/")
    caseworker.send()


def prepare_a_return(caseworker: Visitor, code: str, days: Days) -> None:
    """It is her own wish: options to stay are explained, everything is arranged, she has a passport."""
    today = timezone.localdate()
    find(caseworker, code)
    caseworker.follow("/returns/new/", panel="returns")
    caseworker.choose(situation="VOLUNTARY", kind="FOREIGNER_TO_ORIGIN")
    caseworker.send()
    caseworker.follow("/returns/1/decide/")
    caseworker.when(options_explained_on=days.on(5), decided_on=days.on(5))
    caseworker.choose(options_language="uk")
    caseworker.send()
    caseworker.follow("/returns/1/prepare/")
    caseworker.type(
        leaves_from="София, България",
        destination="Лвов, Украйна",
        receiving_party="Дом „Калина“",
        services_ready="Стая и курс за шивачки.",
        route="София – Русе – Букурещ – Лвов",
        meeting="Социална работничка на дома, автогарата, 14:30",
    )
    caseworker.when(reception_confirmed_on=today, planned_on=today)
    caseworker.choose(transport="BUS", escorts="NGO", cost_bearer="ORGANISATION")
    caseworker.send()
    caseworker.follow("/papers/new/")
    caseworker.choose(kind="PASSPORT", issuer="MISSION", state="HELD")
    caseworker.when(valid_to=today + timedelta(days=900))
    caseworker.send()


def arrange_the_journey(caseworker: Visitor) -> None:
    """From the plan's page: how she travels and who meets her, and the paper with which she can."""
    caseworker.follow("/returns/1/prepare/")
    caseworker.type(meeting="Социална работничка на дома, автогарата, 14:30")
    caseworker.choose(transport="BUS", escorts="NGO", cost_bearer="ORGANISATION")
    caseworker.send()
    caseworker.follow("/papers/new/")
    caseworker.choose(kind="PASSPORT", issuer="MISSION", state="HELD")
    caseworker.when(valid_to=timezone.localdate() + timedelta(days=900))
    caseworker.send()


def assess_the_risk_of_the_return(caseworker: Visitor, code: str) -> None:
    """From the plan's page: together with who receives her, after the last contact; then it can be made ready."""
    caseworker.follow("/risk/new/")
    caseworker.choose(trigger="RETURN", method="INTERVIEW", urgent_medical="NO", violence="NO", level="LOW")
    caseworker.when(assessed_at=timezone.now(), next_review_on=timezone.localdate() + timedelta(days=7))
    caseworker.type(
        joint_with="Дом „Калина“, г-жа Зорянка Ясна",
        person_concerns="Дали ще намери работа.",
        assessor_view="Семейството я очаква; никой не я търси там.",
        rationale="Градът е друг, домът е охраняем.",
    )
    caseworker.send()
    find(caseworker, code)
    caseworker.follow("/returns/1/", panel="returns")
    caseworker.follow("/returns/1/risk/")
    caseworker.choose(risk_threat="NO")
    caseworker.send()
    caseworker.follow("/returns/1/ready/")
    caseworker.send()


def return_home(caseworker: Visitor) -> None:
    """She leaves, is met, is supported there and agrees to be contacted; in the end the return is closed."""
    today = timezone.localdate()
    caseworker.follow("/returns/1/depart/")
    caseworker.when(departed_on=today)
    caseworker.send()
    caseworker.follow("/returns/1/arrive/")
    caseworker.when(arrived_on=today)
    caseworker.type(met_by="Зорянка Ясна")
    caseworker.send()
    caseworker.follow("/returns/1/take-over/")
    caseworker.type(taken_over_by="Дом „Калина“", contact_way="Обаждане от колежка на дома.")
    caseworker.when(taken_over_on=today, contact_agreed_on=today)
    caseworker.send()
    caseworker.follow("/contacts/1/")
    caseworker.when(held_on=today)
    caseworker.choose(outcome="WELL")
    caseworker.send()
    caseworker.follow("/returns/1/finish/")
    caseworker.when(closed_on=today)
    caseworker.type(closure_note="Живее в дома и учи; подкрепя я домът.")
    caseworker.send()


def end_service_and_plan(caseworker: Visitor, code: str) -> None:
    """What goes on is brought to its end before the case can be closed."""
    find(caseworker, code)
    caseworker.follow("/services/1/", panel="services")
    caseworker.follow("/services/1/complete/")
    caseworker.when(ended_on=timezone.localdate())
    caseworker.choose(outcome="MET")
    caseworker.send()
    find(caseworker, code)
    caseworker.follow("/plan/1/", panel="plan")
    caseworker.follow("/plan/1/close/")
    caseworker.choose(end_reason="GOALS_MET")
    caseworker.send()


def propose_to_close(caseworker: Visitor, code: str) -> None:
    """One person proposes it."""
    find(caseworker, code)
    caseworker.follow("/close/")
    caseworker.choose(reason="RETURNED_AND_FOLLOWED_UP", told="TOLD")
    caseworker.send()


def confirm_the_closing(supervisor: Visitor, code: str) -> None:
    """Another one confirms it."""
    find(supervisor, code)
    supervisor.follow("/close/")
    supervisor.choose(answer="confirm")
    supervisor.send()
