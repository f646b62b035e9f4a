"""Every kind of letter: what stands in it and what never does, who issues it, and how its PDF is built."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from cases.actions import documents
from cases.children.actions.representation import appoint, need
from cases.models import Document
from cases.rules.letters import bearer_of
from cases.services.actions import course, offers
from legal.actions import protection, requests
from legal.letters import DECISION, TERMINATION
from tests.documents.conftest import AT
from tests.documents.papers import LONG, NAME, ON, PAPERS, agreement, case_of, occasion_of, organisation, worker_of
from tests.factories import CaseFactory, OrganisationFactory, ProtectionFactory, ProtectionRequestFactory, UserFactory
from tests.services import given
from tvcase.documents import rendering
from tvcase.documents.composing import compose
from tvcase.documents.letters import Occasion, all_letters, letter_of

pytestmark = pytest.mark.django_db
CODE = "7KQM-02XA-94TD-RW3E"
# They stay with the person and may be found by somebody else.
NAMELESS = ("information-sheet", "no-contact-agreement")


def composed(letter, occasion, **head):
    document = SimpleNamespace(code=CODE, issued_on=ON, organisation=occasion.by.organisation)
    document.__dict__.update(head)
    return compose(letter, occasion, document)


def elements(node, role=""):
    """Every element of a structure tree with its role."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), node
        if "/K" in node:
            yield from elements(node.K)


@pytest.mark.parametrize("name", PAPERS)
def test_its_pdf_is_tagged_and_reaches_for_nothing(name):
    letter, occasion = occasion_of(name)
    with pikepdf.open(BytesIO(rendering.pdf_of(composed(letter, occasion), language=occasion.language))) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "bg"
        assert root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
        assert NAME.split()[0] not in str(pdf.docinfo)
        found = list(elements(root.StructTreeRoot))
        roles = [role for role, _element in found]
        assert roles.count("/H1") == 2
        assert not {"/H4", "/H5", "/H6"} & set(roles)
        assert all("/Alt" in element for role, element in found if role == "/Figure")
        assert "/Figure" in roles
        assert {str(element.Lang) for _role, element in found if "/Lang" in element} >= {occasion.language}
        assert [entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and reaches(entry)] == []
        fonts = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and is_font(entry)]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def reaches(entry):
    return bool({"/JS", "/JavaScript", "/Launch", "/URI", "/EmbeddedFiles"} & set(entry.keys()))


def is_font(entry):
    return entry.get("/Type") == pikepdf.Name("/FontDescriptor")


@pytest.mark.parametrize("name", PAPERS)
def test_it_names_the_person_unless_she_keeps_it(name):
    letter, occasion = occasion_of(name)

    assert (NAME in composed(letter, occasion)) == (letter.kind not in NAMELESS)


@pytest.mark.parametrize("name", PAPERS)
def test_in_bulgarian_only_it_says_everything_once(name):
    letter, occasion = occasion_of(name, language="bg")
    text = composed(letter, occasion)

    assert text.count("<h1") == 1
    assert "letter-other" not in text


@pytest.mark.parametrize("name", PAPERS)
def test_it_is_offered_in_its_own_case_only(name):
    letter, occasion = occasion_of(name)
    by = replace(occasion, case=CaseFactory()).by

    assert occasion.subject not in list(letter.subjects(CaseFactory(), by))


def test_every_kind_that_is_registered_is_looked_at_here():
    kinds = {letter.kind for letter in all_letters()} - {"sample"}

    assert kinds == {kind for kind, _paper in PAPERS.values()}
    assert len(kinds) >= 10


def test_a_shelter_does_not_say_in_which_town_it_is():
    letter, occasion = occasion_of("no-contact-agreement")
    elsewhere = {"town_bg": "Изпитово"}

    assert "Изпитово" in composed(letter, occasion, organisation=OrganisationFactory(**elsewhere))
    assert "Изпитово" not in composed(letter, occasion, organisation=OrganisationFactory(shelter=True, **elsewhere))


def test_what_is_told_with_a_referral_has_its_headings_in_the_language_of_each_half():
    text = composed(*occasion_of("referral"))
    bulgarian, english = text[: text.index("letter-other")], text[text.index("letter-other") :]

    for heading, other in (("Езици и нужда", "Languages, and whether"), ("Предаване на лице", "Handover of a person")):
        assert heading in bulgarian
        assert other not in bulgarian
        assert other in english
        assert heading not in english


def test_the_agreement_on_contact_names_neither_who_nor_where():
    letter, occasion = occasion_of("no-contact-agreement")
    occasion.subject.places = "Русе, до гарата"
    text = composed(letter, occasion)

    assert occasion.subject.against
    assert occasion.subject.against not in text
    assert "до гарата" not in text
    assert "112" in text
    assert "най-много 14 дни" in text


def test_the_agreement_on_services_holds_what_was_accepted_of_the_organisation_that_issues_it():
    letter, occasion = occasion_of("service-agreement", language="en")
    text = composed(letter, occasion)
    other = {"on": given.DAY, "by": occasion.by}
    elsewhere = offers.offer(
        given.needed(occasion.case, "HOUSING_LONG_TERM", by=occasion.by),
        provider=OrganisationFactory(name_bg="Друга къща"),
        offered_on=given.DAY,
        **other,
    )
    offers.accept(elsewhere, answered_on=given.DAY, **other)

    assert text.count("Социална подкрепа и консултиране") == 1
    assert text.count("Social support and counselling") == 1
    assert "представителя" not in text
    assert composed(letter, occasion) == text


def test_a_child_signs_the_agreement_with_who_represents_her_or_him():
    case, plan, by = agreement(child=True)
    letter, occasion = letter_of("service-agreement"), Occasion(case, plan, by, ON)
    assert "Дата и подпис на представителя" in composed(letter, occasion)

    need(case, parent="баща", reason="Взел е парите.", since_on=ON, on=ON, by=by)
    assert "Дата и подпис на особения представител" in composed(letter, occasion)


def test_there_is_no_agreement_on_services_that_nobody_accepted():
    letter, occasion = occasion_of("service-agreement")
    for service in occasion.case.services.all():
        course.stop(service, ended_on=ON, on=ON, by=occasion.by)

    assert any("accepted no service" in str(reason) for reason in letter.why_not(occasion))


def test_the_request_for_a_special_representative_is_made_while_one_is_missing():
    letter, occasion = occasion_of("representative-request")
    text = composed(letter, occasion)
    assert NAME in text
    assert LONG[:60] in text

    facts = {"appointed_by": "COURT", "authority": "Районен съд – Проба", "reference": "1/2026", "name": "И. Измислена"}
    appoint(occasion.subject, appointed_on=ON, on=ON, by=occasion.by, **facts)

    assert list(letter.subjects(occasion.case, occasion.by)) == []


def test_the_sheet_in_arabic_is_read_from_right_to_left_with_her_own_dates():
    letter, occasion = occasion_of("information-sheet", language="ar")
    text = composed(letter, occasion)

    assert '<article lang="ar" dir="rtl">' in text
    assert "четвъртък, 9 април 2026" in text
    assert "9 أبريل 2026" in text


def test_where_the_sources_set_no_term_the_letter_invents_none():
    letter, occasion = occasion_of("protection-refusal", language="bg")

    assert "нашите източници не посочват законов срок" in composed(letter, occasion)


def test_the_confirmation_says_how_the_period_was_counted():
    letter, occasion = occasion_of("identification-confirmation", language="bg")

    text = composed(letter, occasion)

    assert "30 дни" in text
    assert "без деня на идентификацията" in text


def test_another_authority_confirms_nothing():
    letter, occasion = occasion_of("identification-confirmation")
    other = UserFactory(officer=True)

    assert letter.why_not(occasion) == []
    assert letter.why_not(replace(occasion, by=other)) == ["Only the authority that identified the person confirms it."]


def test_nobody_who_does_not_see_the_name_writes_it():
    letter, occasion = occasion_of("legal-aid-initial")

    assert letter.why_not(replace(occasion, by=UserFactory())) == [
        "The letter names the person, and you do not see the name."
    ]


def test_the_application_to_the_state_needs_its_event_and_its_amount():
    letter, occasion = occasion_of("compensation-application")
    assert letter.why_not(occasion) == []

    occasion.subject.trigger_on = occasion.subject.asked_amount = None

    assert len(letter.why_not(occasion)) == 2


def test_an_adult_is_no_child_to_notify_of():
    letter, occasion = occasion_of("child-notice")
    assert letter.why_not(occasion) == []

    occasion.case.age_status = "ADULT_VERIFIED"

    assert letter.why_not(occasion) == ["The person was found to be an adult: no notice is owed."]


def test_initial_aid_asks_for_no_proof_and_full_aid_lists_it():
    initial, full = (composed(*occasion_of(name, language="bg")) for name in ("legal-aid-initial", "legal-aid-full"))

    assert "няма какво да се доказва" in initial
    assert "имотно състояние" not in initial
    assert "имотно състояние" in full


def pending(case):
    office = organisation("Районна прокуратура – Проба", prosecutors_office=True)
    asked = ProtectionRequestFactory(case=case, pending=True, office=office)
    return asked, UserFactory(prosecutor=True, organisation=office)


@pytest.mark.parametrize("granted", [True, False])
def test_a_decision_becomes_a_letter_that_the_team_reads(granted):
    case = case_of()
    worker, (asked, judge) = worker_of(case), pending(case)

    requests.decide(
        asked, at=AT, granted=granted, grounds=["COOPERATES" if granted else "NO_COOPERATION"],
        decided_on=date(2026, 4, 2), decision_reference="Акт 7/2026", decision_reasons=LONG, by=judge,
    )  # fmt: skip

    letter = Document.objects.get(kind=DECISION.kind)
    assert (letter.organisation, letter.addressee, letter.language) == (judge.organisation, case.organisation, "bg")
    assert list(Document.objects.of(worker, case)) == [letter]
    assert Document.objects.of(judge, case).exists() == granted
    text = letter.contents.get(form="SOURCE").content.decode()
    assert ("се уважава" in text) == granted
    assert ("постановява отказ" in text) != granted


def test_an_early_end_becomes_a_letter_that_ends_nothing_else():
    case = case_of()
    case.person.languages = ["uk"]
    case.person.save()
    status = ProtectionFactory(request__case=case, request__granted=True)
    worker, judge = worker_of(case), UserFactory(prosecutor=True, organisation=status.request.office)

    protection.terminate(
        status, at=AT, on=date(2026, 6, 1), ground="CONSENT_FICTITIOUS", reasons=LONG, reference="Акт 9/2026",
        fact_on=date(2026, 5, 20), facts="Лицето го каза.", facts_known_from="доклад", heard_on=date(2026, 5, 28),
        heard_words="Не беше така.", by=judge,
    )  # fmt: skip

    letter = Document.objects.of(worker, case).get()
    assert (letter.kind, letter.language) == (TERMINATION.kind, "en")
    text = letter.contents.get(form="SOURCE").content.decode()
    assert "никой не е длъжен да напусне приют" in text
    assert "доклад" not in text


@pytest.mark.parametrize("alias", ["", "Лале"])
def test_a_person_whose_name_is_not_recorded_gets_the_decision_all_the_same(alias):
    case = CaseFactory(person__alias_in_use=alias)
    (asked, judge), worker = pending(case), worker_of(case)

    decided = requests.decide(
        asked, at=AT, granted=False, grounds=["NO_COOPERATION"], decided_on=date(2026, 4, 2),
        decision_reference="Акт 7/2026", decision_reasons=LONG, by=judge,
    )  # fmt: skip

    assert decided.state == "REFUSED"
    letter = Document.objects.of(worker, case).get(kind=DECISION.kind)
    text = letter.contents.get(form="SOURCE").content.decode()
    assert f"{case.code} (код на случая; името не е записано)" in text
    assert "Лале" not in text


def test_how_she_is_called_stands_in_no_letter_of_an_authority():
    case = CaseFactory(person__alias_in_use="Лале")
    asked, judge = pending(case)
    worker = worker_of(case)

    decision = Occasion(case, asked, judge, ON)
    assert DECISION.why_not(decision) == []
    assert bearer_of(decision).name == case.code
    request = Occasion(case, asked, worker, ON)
    assert letter_of("protection-request").why_not(request) == []
    assert "Лале (обръщението, което лицето желае; името не е записано)" in composed(
        letter_of("protection-request"), request
    )


def test_a_name_in_latin_letters_is_a_name():
    case = CaseFactory(person__alias_in_use="Лале", person__given_name_latin="Mara", person__family_name_latin="Proba")
    asked, judge = pending(case)

    decision = Occasion(case, asked, judge, ON)
    assert DECISION.why_not(decision) == []
    assert bearer_of(decision).name == "Mara Proba"


def test_a_letter_is_issued_and_made_as_any_other():
    letter, occasion = occasion_of("protection-request")
    given = {"by": occasion.by, "on": ON, "at": AT}

    first = documents.issue(occasion.case, letter, occasion.subject, language="en", **given)

    assert documents.make(first.pk, at=AT)
    assert first.addressee == occasion.subject.office
    with pytest.raises(ValidationError, match="does not exist in this language"):
        documents.issue(occasion.case, letter, occasion.subject, language="ar", **given)
    assert letter_of(first.kind).title == letter.title
