"""The pages of the child's track: shown for who may be a child, each act with its form, nothing lost on an error."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from cases.actions import reminders
from cases.children.actions import representation
from cases.states import AgeStatus, TeamRole
from legal.aid.rules import applicants
from tests.cases.said_and_done import at, boxes, find_age, lines, told
from tests.children.given import DAY, appointed, born, child, kept_out, member, planned
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.flow import Refused


def url(name, case, *more):
    return reverse(f"children:{name}", args=[case.code, *more])


@pytest.mark.parametrize("age_status", ["UNCERTAIN", "MINOR_STATED", "MINOR_VERIFIED"])
def test_the_case_page_has_the_panel_for_who_is_or_may_be_a_child(client, join, age_status):
    case = child(age_status)
    join(case)

    page = client.get(reverse("cases:detail", args=[case.code])).content.decode()

    assert url("case-panel", case) in page


def test_it_has_none_for_an_adult_whose_records_as_a_child_stay_readable(client, join, words):
    case = child()
    member(case)
    find_age(case, AgeStatus.ADULT_VERIFIED, when=at(3, 20))
    join(case)

    assert url("case-panel", case) not in client.get(reverse("cases:detail", args=[case.code])).content.decode()
    assert url("case-panel", case) in client.get(reverse("cases:identification", args=[case.code])).content.decode()
    text = words(client.get(url("case-panel", case)))
    assert "was found to be an adult" in text
    assert "И. Измислен POLICE" in text


def test_an_authority_that_holds_the_case_records_who_represents_the_child_and_reads_no_support(client, words):
    """Its team is reminded that nobody is appointed; what staff learn while they support stays closed to it (E-12)."""
    officer = UserFactory(officer=True)
    case = child(organisation=officer.organisation, recorded_by=officer)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER)
    member(case)
    client.force_login(officer)

    assert url("case-panel", case) in client.get(reverse("cases:detail", args=[case.code])).content.decode()
    known = {"parent": "баща", "reason": "Взел е парите.", **boxes("since_on", DAY)}
    answer = client.post(url("representative-new", case), known, follow=True)
    assert answer.redirect_chain == [(url("case-panel", case), 302)]
    assert "nobody is appointed" in words(answer)
    assert url("representative-appoint", case, 1) in answer.content.decode()
    assert "И. Измислен" not in words(answer)
    assert url("member-new", case) not in answer.content.decode()

    reminders.raise_due(at=at(3, 17))
    assert told("child_representative_missing") >= {officer}


def test_opening_it_is_in_the_trace_once(cloned_db, client, join):
    case = child()
    join(case)

    client.get(url("case-panel", case))

    assert Event.objects.filter(action="children.panel.opened", case_code=case.code).count() == 1


def test_a_team_a_plan_and_its_signatures_from_the_page(client, join, words):
    case = child()
    planned(case)
    join(case)
    added = {"role": "POLICE", "name": "И. Измислен", "institution": "РУ Проба", **boxes("since_on", DAY)}
    assert client.post(url("member-new", case), added).status_code == 302

    text = words(client.get(url("case-panel", case)))
    assert "И. Измислен, police, child offences inspector" in text
    assert "Missing in the team: lead social worker" in text
    assert "Not agreed yet" in text

    answer = {"member": "1", "answer": "REFUSED", **boxes("answered_on", DAY)}
    refused = client.post(url("plan-answer", case, 1), answer)
    assert refused.status_code == 422
    assert "Write why the member does not sign" in refused.content.decode()
    signed = client.post(url("plan-answer", case, 1), answer | {"answer": "SIGNED", "opinion": "Иначе бих..."})
    assert signed.status_code == 302
    assert "All members of the team for the child have signed" in words(client.get(url("case-panel", case)))
    assert "All members of the team" in words(client.get(reverse("support:plan", args=[case.code, 1])))
    assert client.post(url("member-end", case, 1), boxes("until_on", date(2026, 3, 20))).status_code == 302


def test_an_error_stands_beside_its_field_and_what_was_typed_stays(client, join):
    case = child()
    join(case)

    response = client.post(url("member-new", case), {"role": "POLICE", "name": "И. Измислен", **boxes("since_on", DAY)})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose an organisation, or write the institution." in page
    assert "И. Измислен" in page


def test_family_and_school_are_versions_and_the_child_is_heard(client, join, words):
    case = child()
    join(case)
    assert client.post(url("facts-new", case), boxes("known_on", DAY)).status_code == 422

    for school in ("Четвърти клас.", "Пети клас."):
        typed = {"school": school, "opinion": "Искам при баба.", **boxes("known_on", DAY)}
        assert client.post(url("facts-new", case), typed).status_code == 302

    text = words(client.get(url("case-panel", case)))
    assert "Пети клас." in text
    assert "Искам при баба." in text
    assert case.child_facts.count() == 2


def test_a_special_representative_from_the_page(client, join, words):
    case = child()
    join(case)
    needed = {"parent": "баща", "reason": "Взел е парите.", **boxes("since_on", DAY)}
    assert client.post(url("representative-new", case), needed).status_code == 302
    assert "nobody is appointed" in words(client.get(url("case-panel", case)))

    who = {"name": "А. Измислен", "appointed_by": "COURT", "authority": "Съд Проба", **boxes("appointed_on", DAY)}
    assert client.post(url("representative-appoint", case, 1), who).status_code == 302
    assert "А. Измислен" in words(client.get(url("case-panel", case)))
    over = {"end_reason": "NOT_INVOLVED", **boxes("ended_on", DAY)}
    assert client.post(url("representative-end", case, 1), over).status_code == 302
    assert [who.value for who in applicants(case)] == ["PARENT_OR_GUARDIAN", "SPECIAL_REPRESENTATIVE"]


def test_an_exit_ban_is_proposed_once_as_a_measure_against_contact(client, join, words):
    case = child()
    join(case)
    typed = {"addressee": "SACP", "danger": "Просия в чужбина.", "against": "вуйчо", **boxes("proposed_on", DAY)}
    assert client.post(url("exit-ban-new", case), typed).status_code == 302

    proposal = case.exit_ban_proposals.get()
    assert (proposal.measure.kind, proposal.measure.state) == ("CHILD_EXIT_BAN", "PROPOSED")
    assert "proposed to State Agency for Child Protection" in words(client.get(url("case-panel", case)))
    again = {"addressee": "MOI", "danger": "Пак.", "proposed_on": DAY, "on": DAY, "by": case.recorded_by}
    with pytest.raises(Refused, match="already"):
        representation.propose_exit_ban(case, **again)


def test_no_exit_ban_for_an_adult():
    case = CaseFactory()
    facts = {"addressee": "MOI", "danger": "Пак.", "proposed_on": DAY}

    with pytest.raises(Refused, match="is, or may be, a child"):
        representation.propose_exit_ban(case, **facts, on=DAY, by=case.recorded_by)


def test_a_shelter_worker_reads_who_represents_the_child_and_changes_nothing_of_it(client, join, words):
    case = child()
    appointed(case)
    join(case, TeamRole.SHELTER_WORKER)

    assert "А. Измислен" in words(client.get(url("case-panel", case)))
    assert client.get(url("representative-end", case, 1)).status_code == 404
    assert client.get(url("representative-new", case)).status_code == 404


def test_the_days_of_age_stand_among_the_deadlines_and_the_child_is_seen_in_the_history(client, join, words):
    case = child()
    born(case, date(2008, 9, 14))
    kept_out(case)
    join(case)

    terms = words(client.get(reverse("cases:terms", args=[case.code])))
    history = words(client.get(reverse("cases:timeline", args=[case.code])))

    assert "The child comes of age" in terms
    assert "Child procedure opened" in history
    assert "Special representative needed" in history


def test_what_the_track_holds_is_never_in_the_trace():
    case = child()
    appointed(case)
    member(case)

    told = " ".join(
        str(line.facts) for line in [*lines("children.member.joined"), *lines("children.representative.needed")]
    )

    assert "баща" not in told
    assert "Измислен" not in told


def test_a_closed_case_takes_no_record_of_a_child():
    case = CaseFactory(child=True, closed=True)

    with pytest.raises((Refused, ValidationError)), transaction.atomic():
        member(case)


def test_a_new_version_of_the_facts_goes_on_from_the_last_one(client, join):
    case = child()
    representation.record_facts(case, family="Баба.", known_on=DAY, on=DAY, by=case.recorded_by)
    join(case)

    assert client.get(url("facts-new", case)).context["form"].initial["family"] == "Баба."


def test_nobody_answers_to_a_plan_before_it_was_in_force(client, join):
    case = child()
    one = member(case)
    plan = planned(case)
    join(case)

    said = {"member": one.number, "answer": "SIGNED", **boxes("answered_on", date(2020, 1, 1))}
    page = client.post(url("plan-answer", case, plan.number), said)

    assert list(page.context["form"].errors) == ["answered_on"]


def test_the_letters_that_are_due_are_one_step_away(client, join):
    case = child()
    kept_out(case)
    facts = {"addressee": "SACP", "danger": "Канят я в чужбина.", "proposed_on": DAY}
    proposal = representation.propose_exit_ban(case, **facts, on=DAY, by=case.recorded_by)
    join(case)

    page = client.get(url("case-panel", case)).content.decode()

    assert reverse("cases:document-issue", args=[case.code, "representative-request"]) in page
    assert f"{reverse('cases:document-issue', args=[case.code, 'exit-ban-proposal'])}?about={proposal.pk}" in page
