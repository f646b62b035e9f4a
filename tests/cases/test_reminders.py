"""Who is reminded of what, on which day. The period of the examples ends on Thursday, 9 April 2026;
10 to 13 April 2026 are Good Friday, Holy Saturday, Easter and Easter Monday."""

from datetime import date, datetime, timedelta

import pytest

from cases.actions import reminders
from cases.models import CaseOpening, ReflectionPeriod, RightsBriefing
from cases.models.derived import told_by_its_authority
from cases.states import OpeningGround, Right, TeamRole
from tests.cases.said_and_done import inform
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    IdentificationFactory,
    OrganisationFactory,
    ReflectionPeriodFactory,
    UserFactory,
)
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.notifications.models import Notification

LAST_DAY = date(2026, 4, 9)
LONG_AGO = datetime(2020, 1, 1, tzinfo=SOFIA)
MILESTONES = ("period_runs_out", "period_last_day", "period_over")


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SOFIA)


def told(period, *, informed_at=None) -> RightsBriefing:
    """The identifying organisation's own information on every right, so that only milestones are due."""
    identification = period.identification

    def explain(right, **facts) -> RightsBriefing:
        return RightsBriefing.objects.create(
            case=period.case,
            right=right,
            informed_at=informed_at or period.starts_at,
            organisation=identification.organisation,
            informed_by="an officer",
            language="bg",
            recorded_by=identification.officer,
            **facts,
        )

    for right in (Right.SPECIAL_PROTECTION, Right.LEGAL_AID, Right.COMPENSATION):
        explain(right)
    return explain(Right.REFLECTION_PERIOD, period=period)


@pytest.fixture
def period(db):
    """A period whose person was told, with one caseworker of the holder on the team."""
    period = ReflectionPeriodFactory()
    CaseMemberFactory(case=period.case)
    told(period)
    return period


def member_of(period):
    return period.case.members.first().user


def written(*kinds: str, recipient=None) -> list[tuple[str, date]]:
    """The occurrences (without the day they are about) and days of what was written."""
    rows = Notification.objects.filter(kind__in=kinds or MILESTONES)
    rows = rows.filter(recipient=recipient) if recipient else rows
    return [
        (row.occurrence.rpartition(" ")[0], row.due_on) for row in rows.order_by("due_on", "-occurrence", "recipient")
    ]


def test_every_milestone_comes_on_its_day_and_before_days_off_as_well(period):
    day = at(3, 10)
    while day < at(4, 20):
        reminders.raise_due(at=day)
        day += timedelta(days=1)

    assert written() == [
        ("10 DAY", date(2026, 3, 30)),
        ("5 BEFORE", date(2026, 4, 3)),  # 4 April is a Saturday
        ("5 DAY", date(2026, 4, 4)),
        ("3 DAY", date(2026, 4, 6)),
        ("1 DAY", date(2026, 4, 8)),
        ("0 DAY", date(2026, 4, 9)),
        ("-1 DAY", date(2026, 4, 10)),  # Good Friday, and never before the end
    ]
    assert not Notification.objects.filter(late=True).exists()


def test_a_reminder_is_written_once_however_often_the_job_runs(period):
    counts = [reminders.raise_due(at=at(3, 30, hour)) for hour in (0, 8, 23)]

    assert counts == [1, 0, 0]


def test_nothing_is_due_before_midnight_in_sofia_and_everything_is_after_it(period):
    assert reminders.raise_due(at=datetime(2026, 3, 29, 23, 59, tzinfo=SOFIA)) == 0
    assert reminders.raise_due(at=datetime(2026, 3, 30, 0, 0, tzinfo=SOFIA)) == 1


def test_after_an_outage_every_missed_milestone_is_written_and_marked_late(period):
    reminders.raise_due(at=at(4, 8))

    rows = Notification.objects.filter(kind__in=MILESTONES)
    assert rows.filter(late=True).count() == 4
    assert [row.occurrence for row in rows.filter(late=False)] == ["1 DAY 2026-04-09"]


def test_who_joins_gets_what_falls_due_from_that_day_on(period):
    newcomer = CaseMemberFactory(case=period.case, joined_on=date(2026, 4, 8)).user

    reminders.raise_due(at=at(4, 9))

    assert written(recipient=newcomer) == [("1 DAY", date(2026, 4, 8)), ("0 DAY", date(2026, 4, 9))]
    assert len(written(recipient=member_of(period))) == 6


def test_who_has_left_or_whose_account_is_closed_is_not_reminded(period):
    left = CaseMemberFactory(case=period.case)
    left.left_on = date(2026, 3, 20)
    left.save()
    CaseMemberFactory(case=period.case).user.__class__.objects.exclude(pk=member_of(period).pk).update(is_active=False)

    assert reminders.raise_due(at=at(3, 30)) == 1


def test_only_members_of_the_holding_and_the_hosting_organisation_are_reminded(period):
    shelter, other = OrganisationFactory(shelter=True), OrganisationFactory(shelter=True)
    hosting, outside = (
        CaseMemberFactory(
            case=period.case,
            user=UserFactory(organisation=house, roles=["shelter_staff"]),
            role=TeamRole.SHELTER_WORKER,
        ).user
        for house in (shelter, other)
    )
    stay = {"case": period.case, "ground": OpeningGround.STAY, "subject": period.pk, "opened_on": date(2026, 3, 11)}
    CaseOpening.objects.create(organisation=shelter, **stay)
    CaseOpening.objects.create(organisation=other, closed_on=date(2026, 3, 20), **stay)

    reminders.raise_due(at=at(3, 30))

    assert written(recipient=hosting) == [("10 DAY", date(2026, 3, 30))]
    assert written(recipient=outside) == []


def test_a_period_that_ended_early_stops_its_reminders(period, db):
    reminders.raise_due(at=at(3, 30))
    end_by_correction(period)

    assert reminders.raise_due(at=at(4, 20)) == 0


def end_by_correction(period) -> None:
    identification = period.identification
    identification.state = "FORMAL_ANNULLED"
    identification.annulled_at = at(3, 31)
    identification.annulled_by = identification.officer
    identification.annulled_by_organisation = identification.organisation
    identification.annulment_reason = "wrong date"
    identification.save()
    period.ended_on, period.end_reason, period.ended_at = date(2026, 3, 31), "CORRECTION", at(3, 31)
    period.save(update_fields=["ended_on", "end_reason", "ended_at"])


def test_a_closed_case_is_silent(db):
    period = ReflectionPeriodFactory()
    member = CaseMemberFactory(case=period.case)
    case = period.case
    case.closed_on, case.closure_reason, case.closure_proposed_on = date(2026, 3, 20), "GOALS_MET", date(2026, 3, 20)
    case.closed_by, case.closure_confirmed_by = member.user, UserFactory()
    case.save()

    assert reminders.raise_due(at=at(4, 20)) == 0


def test_a_period_entered_late_gets_what_it_missed(db):
    period = ReflectionPeriodFactory()
    CaseMemberFactory(case=period.case, joined_on=date(2026, 3, 10))
    told(period)

    reminders.raise_due(at=at(4, 7))

    assert [occurrence for occurrence, _on in written()] == ["10 DAY", "5 BEFORE", "5 DAY", "3 DAY"]


def test_while_an_authority_holds_the_case_its_coordinators_are_reminded_too(db):
    case = CaseFactory(organisation=OrganisationFactory(police=True))
    coordinator = UserFactory(organisation=case.organisation, coordinator=True, date_joined=LONG_AGO)
    later = UserFactory(organisation=case.organisation, coordinator=True, date_joined=at(4, 9))
    told(ReflectionPeriodFactory(case=case))

    reminders.raise_due(at=at(4, 9, 9))

    assert len(written(recipient=coordinator)) == 6
    assert written(recipient=later) == [("0 DAY", LAST_DAY)]


def test_the_holders_coordinator_is_not_reminded_when_the_holder_supports(period):
    coordinator = UserFactory(organisation=period.case.organisation, coordinator=True, date_joined=LONG_AGO)

    reminders.raise_due(at=at(4, 9))

    assert written(recipient=coordinator) == []


def test_the_duty_to_inform_is_chased_from_the_day_after_and_every_day(db):
    period = ReflectionPeriodFactory()
    member = CaseMemberFactory(case=period.case).user
    officer = period.identification.officer
    coordinator = UserFactory(organisation=officer.organisation, coordinator=True)
    UserFactory(organisation=period.case.organisation, coordinator=True)

    counts = [reminders.raise_due(at=at(3, day)) for day in (10, 11, 11, 12)]

    assert counts == [0, 6, 0, 6]  # the other rights have a reminder of their own
    assert set(Notification.objects.values_list("recipient", flat=True)) == {member.pk, officer.pk, coordinator.pk}
    assert written("duty_to_inform", recipient=member) == [
        ("2026-03-11", date(2026, 3, 11)),
        ("2026-03-12", date(2026, 3, 12)),
    ]


def test_only_the_identifying_organisation_discharges_the_duty(db):
    period = ReflectionPeriodFactory()
    member = CaseMemberFactory(case=period.case).user
    told(period)
    other = ReflectionPeriodFactory()
    RightsBriefing.objects.create(
        case=other.case,
        right=Right.REFLECTION_PERIOD,
        period=other,
        informed_at=other.starts_at,
        organisation=other.case.organisation,
        informed_by="a caseworker",
        language="bg",
        recorded_by=member,
    )

    reminders.raise_due(at=at(3, 11))

    assert set(Notification.objects.values_list("subject", flat=True)) == {other.pk, other.identification.pk}


def test_what_was_told_before_the_identification_discharges_nothing(db):
    early, on_the_day = ReflectionPeriodFactory(), ReflectionPeriodFactory()
    told(early, informed_at=at(3, 9, 23))
    told(on_the_day, informed_at=at(3, 10, 0))

    reminders.raise_due(at=at(3, 11))

    assert set(Notification.objects.values_list("subject", flat=True)) == {early.pk, early.identification.pk}
    standing = ReflectionPeriod.objects.filter(told_by_its_authority())
    assert set(standing.values_list("pk", flat=True)) == {on_the_day.pk}


def test_other_rights_that_nobody_explained_are_chased_every_day_until_all_are(db):
    period = ReflectionPeriodFactory()
    officer = period.identification.officer
    shown = [Right.SPECIAL_PROTECTION, Right.LEGAL_AID, Right.COMPENSATION]

    def reminded(month, day):
        reminders.raise_due(at=at(month, day))
        return date(2026, month, day) in [due_on for _what, due_on in written("rights_to_explain", recipient=officer)]

    assert not reminded(3, 10)
    assert reminded(3, 11)
    inform(period, rights=shown[:2], when=at(3, 11, 15))
    assert reminded(3, 12)
    inform(period, rights=shown[2:], when=at(3, 12, 15), confirmation="NOT_UNDERSTOOD")
    assert reminded(3, 13)
    inform(period, rights=shown[2:], when=at(3, 13, 15))
    assert not reminded(3, 14)


def test_what_another_organisation_explained_does_not_end_the_reminder_of_other_rights(db):
    period = ReflectionPeriodFactory()
    inform(period, rights=[Right.SPECIAL_PROTECTION, Right.LEGAL_AID, Right.COMPENSATION], by=period.case.recorded_by)

    reminders.raise_due(at=at(3, 11))

    assert written("rights_to_explain", recipient=period.identification.officer)


def test_the_duty_to_inform_outlives_the_period(db):
    period = ReflectionPeriodFactory()

    reminders.raise_due(at=at(5, 20))

    assert written("duty_to_inform", recipient=period.identification.officer) == [("2026-05-20", date(2026, 5, 20))]


def test_a_childs_notices_are_chased_once_their_hours_have_passed(db):
    case = CaseFactory(child=True)  # detected on 2 March 2026 at 9:30
    member = CaseMemberFactory(case=case).user
    officer = IdentificationFactory(case=case).officer

    assert reminders.raise_due(at=datetime(2026, 3, 3, 9, 30, tzinfo=SOFIA)) == 0
    assert reminders.raise_due(at=datetime(2026, 3, 3, 9, 31, tzinfo=SOFIA)) == 6
    notice = case.child_notices.first()
    notice.sent_at, notice.sent_by, notice.channel, notice.reference = at(3, 3, 10), member, "POST", "Letter 4"
    notice.save()
    assert reminders.raise_due(at=at(3, 4)) == 5  # four, and the risk to assess again after the contact with a body
    assert len(written("child_notice_overdue", recipient=officer)) == 5


def test_a_last_day_that_nobody_opened_by_noon_reaches_the_coordinator_every_day(period):
    coordinator = UserFactory(organisation=period.case.organisation, coordinator=True)

    reminders.raise_due(at=datetime(2026, 4, 9, 11, 59, tzinfo=SOFIA))
    assert written("period_last_day_unopened") == []
    for day in (9, 9, 10, 11, 30):
        reminders.raise_due(at=at(4, day, 12))

    assert [on.day for _occurrence, on in written("period_last_day_unopened", recipient=coordinator)] == [9, 10, 11, 30]


@pytest.mark.parametrize("kind", ["period_last_day", "period_last_day_unopened"])
def test_the_alarm_ends_when_somebody_has_opened_a_last_day_reminder(period, kind):
    UserFactory(organisation=period.case.organisation, coordinator=True)
    reminders.raise_due(at=at(4, 9, 12))

    Notification.objects.filter(kind=kind).update(opened_at=at(4, 9, 13))
    reminders.raise_due(at=at(4, 11))

    assert [on.day for _occurrence, on in written("period_last_day_unopened")] == [9]


def test_opening_another_reminder_does_not_end_the_alarm(period):
    UserFactory(organisation=period.case.organisation, coordinator=True)
    reminders.raise_due(at=at(4, 8))

    Notification.objects.update(opened_at=at(4, 8, 13))
    reminders.raise_due(at=at(4, 9, 12))

    assert len(written("period_last_day_unopened")) == 1


def test_without_a_coordinator_the_alarm_goes_to_the_team_again(period):
    reminders.raise_due(at=at(4, 9, 12))

    assert len(written("period_last_day_unopened", recipient=member_of(period))) == 1


def test_the_job_records_how_much_it_wrote_and_is_silent_when_it_wrote_nothing(period):
    for _run in range(2):
        reminders.raise_due(at=at(3, 30))

    event = Event.objects.get(action="cases.reminders.raised")
    assert event.facts == {"count": 1}
    assert event.actor == "system"


def test_what_comes_is_told_without_writing_it(period):
    coming = list(reminders.upcoming(at=at(3, 29), days=7))

    assert [(entry.on, entry.kind, entry.count, entry.case_codes) for entry in coming] == [
        (date(2026, 3, 30), "period_runs_out", 1, [period.case.code]),
        (date(2026, 4, 3), "period_runs_out", 1, [period.case.code]),
        (date(2026, 4, 4), "period_runs_out", 1, [period.case.code]),
    ]
    assert not Notification.objects.exists()


def test_what_was_missed_stands_on_the_first_day_of_what_comes(period):
    first, *_rest = reminders.upcoming(at=at(4, 7), days=3)

    assert (first.on, first.count) == (date(2026, 4, 7), 4)
