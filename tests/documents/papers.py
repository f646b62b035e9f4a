"""One record for every kind of letter, with everything filled in and names as long as names get."""

from collections.abc import Callable
from datetime import date
from typing import Any

from cases.actions import nocontact
from cases.children.actions.representation import need, propose_exit_ban
from cases.models import BreachDisclosure, Case, ContactBreach
from cases.nocontact import Channel, Direction, DisclosureBasis, MeasureKind
from cases.returning import ReturnKind, ReturnState
from cases.services.actions import offers
from cases.sharing.actions import answers
from cases.states import TeamRole
from legal.aid.actions import applications
from legal.aid.states import AidProduct
from tests.cases import said_and_done as said
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    HandoverFactory,
    OrganisationFactory,
    PersonFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    ReflectionPeriodFactory,
    ReturnPlanFactory,
    UserFactory,
)
from tests.legal import heard
from tests.services import given
from tests.sharing import told
from tvcase.documents.letters import Letter, Occasion, letter_of

ON = date(2026, 6, 12)
NAME = "Мариета-Александра Великотърновска-Преображенска Константинопоцка-Христофорова"
LONG = (
    "Искам да живея спокойно и да уча. Страх ме е да се върна там, откъдето дойдох, защото тези хора знаят къде живее "
    "семейството ми. Разказах всичко, което помня, и съм готова да го повторя пред съда, ако не трябва да ги срещам.\n"
    "Моля да ми се отговори чрез организацията, която ми помага."
)

type Paper = tuple[Case, Any, Any]  # the case, what the letter is about, who issues it


def organisation(words: str = "Сдружение „Проба за подкрепа на пострадали от трафик и насилие“", **kind: bool) -> Any:
    """An organisation with a long name and a phone."""
    return OrganisationFactory(name_bg=words, name_en=f"Trial: {words[-12:]}", phone="+359 2 000 00 00", **kind)


def case_of(name: str = NAME, **fields: Any) -> Case:
    """A case of a person from outside the European Union with a long name in both alphabets."""
    holder = organisation()
    given, middle, family = name.split()
    person = PersonFactory(
        organisation=holder,
        given_name=given,
        middle_name=middle,
        family_name=family,
        given_name_latin="Marieta-Aleksandra",
        family_name_latin="Konstantinopotska-Hristoforova",
        born_on=date(2001, 2, 3),
        born_precision="EXACT",
        citizenships=["UA", "MD"],
    )
    case: Case = CaseFactory(organisation=holder, person=person, **fields)
    return case


def worker_of(case: Case, role: str = TeamRole.CASEWORKER) -> Any:
    return CaseMemberFactory(case=case, role=role).user


def sheet() -> Paper:
    case = case_of()
    return case, ReflectionPeriodFactory(case=case), worker_of(case)


def confirmation() -> Paper:
    case = case_of()
    officer = UserFactory(
        officer=True, organisation=organisation("Областна дирекция на полицията – Проба", police=True)
    )
    found = said.identify(case, by=officer)
    return case, found, officer


def child_notice() -> Paper:
    case = case_of(child=True)
    return case, case.child_notices.get(body="SACP"), worker_of(case)


def consent_identification() -> Paper:
    case = case_of()
    authority = organisation("Окръжна прокуратура – Проба", prosecutors_office=True)
    return case, said.ask(case, authority), worker_of(case)


def consent_handover() -> Paper:
    case = case_of()
    return case, HandoverFactory(case=case, to_organisation=organisation("Фондация „Проба“")), worker_of(case)


def consent_breach() -> Paper:
    case = case_of()
    by = worker_of(case)
    breach = ContactBreach.objects.create(
        case=case,
        number=1,
        happened_at=said.at(4, 1),
        direction=Direction.FROM_TRAFFICKER,
        channel=Channel.PHONE,
        response="Номерът е сменен.",
        recorded_by=by,
    )
    authority = organisation("Районна прокуратура – Проба", prosecutors_office=True)
    ProtectionRequestFactory(case=case, filed=True, office=authority)
    told = BreachDisclosure.objects.create(
        case=case,
        breach=breach,
        authority=authority,
        basis=DisclosureBasis.CONSENT,
        agreed_on=date(2026, 4, 2),
        disclosed_on=date(2026, 4, 2),
        disclosed_by=by,
    )
    return case, told, by


def no_contact() -> Paper:
    case = case_of()
    by = worker_of(case)
    measure = nocontact.propose(
        case,
        kind=MeasureKind.VOLUNTARY_DEVICE_LIMIT,
        against="бившият работодател",
        scope="Без телефон от 20 до 8 часа.",
        closed_channels=[Channel.SOCIAL_MEDIA, Channel.PHONE],
        on=date(2026, 6, 1),
        by=by,
    )
    return case, measure, by


def request() -> Paper:
    case = case_of()
    office = organisation("Софийска градска прокуратура – Проба", prosecutors_office=True)
    facts = {"own_words": LONG, "wants_permit": True, "office": office}
    asked = ProtectionRequestFactory(case=case, filed=True, proceedings=heard.proceedings_of(case), **facts)
    return case, asked, worker_of(case)


def decision() -> Paper:
    case = case_of()
    asked = ProtectionRequestFactory(case=case, granted=True, wants_permit=True, proceedings=heard.proceedings_of(case))
    ProtectionFactory(request=asked, extended_stay=True, permit_possible=True)
    return case, asked, asked.decided_by


def refusal() -> Paper:
    case = case_of()
    asked = ProtectionRequestFactory(case=case, refused=True)
    return case, asked, asked.decided_by


def termination() -> Paper:
    words = {"termination_reasons": LONG, "facts": LONG}
    protection = ProtectionFactory(request__case=case_of(), request__granted=True, terminated=True, **words)
    return protection.case, protection, protection.ended_by


def legal_aid(product: str = AidProduct.FULL) -> Paper:
    case = case_of()
    by = worker_of(case)
    said.say(case, by=by)
    full = {"means_declared": True, "means_evidence": "Служебна бележка за доход"} if product == AidProduct.FULL else {}
    application = applications.draft(
        case, product=product, on=ON, by=by, needs=LONG, language="uk", interpreter=True, **full
    )
    return case, application, by


def initial_aid() -> Paper:
    return legal_aid(AidProduct.INITIAL)


def compensation() -> Paper:
    case = case_of()
    by = worker_of(case)
    claim = heard.claim_of_the_state(case, by=by, damage=LONG, proceedings=heard.proceedings_of(case))
    return case, claim, by


def reuse() -> Paper:
    case = case_of()
    by = worker_of(case)
    authority = organisation("Окръжна прокуратура – Проба", prosecutors_office=True)
    ProtectionRequestFactory(case=case, filed=True, office=authority)
    return case, heard.share(heard.told(case, by=by), authority, by=by), by


def consent_sharing() -> Paper:
    case = case_of()
    by = worker_of(case)
    to = organisation("Център за обществена подкрепа – Проба", social_service=True)
    return case, told.given(case, to, by=by, purpose_note=LONG, interpreter=NAME), by


def referral() -> Paper:
    """The name is among what was told."""
    case = case_of()
    by = worker_of(case)
    sent = told.sent(case, organisation("Фондация „Проба“"), by=by, items=["name", "languages"])
    answers.accept(sent, on=told.DAY, by=UserFactory(organisation=sent.to_organisation))
    return case, told.handed_over(sent, by=by), by


def return_plan(state: str = ReturnState.READY) -> Paper:
    case = case_of()
    by = worker_of(case)
    words = {"destination": LONG, "receiving_party": NAME, "meeting": LONG}
    plan = ReturnPlanFactory(case=case, state=state, kind=ReturnKind.FOREIGNER_TO_ORIGIN, recorded_by=by)
    for name, value in words.items():
        setattr(plan, name, value)
    plan.save()
    return case, plan, by


def handover_at_the_end() -> Paper:
    return return_plan(ReturnState.IN_TRANSIT)


def exit_ban() -> Paper:
    case = case_of(child=True)
    by = worker_of(case)
    proposal = propose_exit_ban(case, addressee="SACP", danger=LONG, proposed_on=ON, on=ON, by=by)
    return case, proposal, by


def representative() -> Paper:
    case = case_of(child=True)
    by = worker_of(case)
    return case, need(case, parent=NAME, reason=LONG, since_on=ON, on=ON, by=by), by


def agreement(**whose: bool) -> Paper:
    case = case_of(**whose)
    by = worker_of(case)
    plan = given.plan_in_force(case, by=by)
    day = {"on": given.DAY, "by": by}
    for type in ("SOCIAL_COUNSELLING", "EDUCATION"):
        asked = given.needed(case, type, by=by)
        offered = offers.offer(asked, provider=by.organisation, funding="STATE", offered_on=given.DAY, **day)
        offers.accept(offered, answered_on=given.DAY, **day)
    return case, plan, by


def closing() -> Paper:
    case = case_of(closed=True)
    return case, case, worker_of(case)


PAPERS: dict[str, tuple[str, Callable[[], Paper]]] = {
    "information-sheet": ("information-sheet", sheet),
    "identification-confirmation": ("identification-confirmation", confirmation),
    "child-notice": ("child-notice", child_notice),
    "consent-identification": ("consent-identification", consent_identification),
    "consent-handover": ("consent-handover", consent_handover),
    "consent-breach": ("consent-breach", consent_breach),
    "consent-sharing": ("consent-sharing", consent_sharing),
    "referral": ("referral", referral),
    "exit-ban-proposal": ("exit-ban-proposal", exit_ban),
    "representative-request": ("representative-request", representative),
    "service-agreement": ("service-agreement", agreement),
    "closure-note": ("closure-note", closing),
    "return-plan": ("return-plan", return_plan),
    "travel-handover": ("travel-handover", handover_at_the_end),
    "no-contact-agreement": ("no-contact-agreement", no_contact),
    "protection-request": ("protection-request", request),
    "protection-decision": ("protection-decision", decision),
    "protection-refusal": ("protection-decision", refusal),
    "protection-termination": ("protection-termination", termination),
    "legal-aid-full": ("legal-aid-application", legal_aid),
    "legal-aid-initial": ("legal-aid-application", initial_aid),
    "compensation-application": ("compensation-application", compensation),
    "consent-reuse": ("consent-reuse", reuse),
}


def occasion_of(name: str, *, language: str = "") -> tuple[Letter, Occasion]:
    """The letter, and an occasion to issue it in Bulgarian and another language it has."""
    kind, make = PAPERS[name]
    letter = letter_of(kind)
    case, subject, by = make()
    return letter, Occasion(case, subject, by, ON, language or letter.languages[1])
