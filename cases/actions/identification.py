"""Identification: informal by any professional, formal by a pre-trial authority alone (SOP 1.1; Act, Article 26)."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.actions import ages, documents, informing, joined, notices, reflection, team
from cases.actions.act import act
from cases.actions.following import follow
from cases.models import Case, Identification, ReflectionPeriod
from cases.rules import why_not_annul, why_not_identify_formally, why_not_refuse, why_not_request_formal
from cases.states import IdentificationKind, IdentificationState, OpeningGround, RequestBasis
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for
from tvcase.notifications import outbox

S = IdentificationState


@act
def confirm_informal(
    case: Case, *, bases: list[str], conclusion: str, identified_at: datetime, territory_bg: bool, by: User
) -> Identification:
    """Record that a professional finds sufficient grounds; from here on every service is open (NP; SOP 1.1)."""
    case = lock(case)
    identification = Identification(
        case=case,
        number=next_number(case.identifications),
        kind=IdentificationKind.INFORMAL,
        state=S.INFORMAL_CONFIRMED,
        bases=bases,
        conclusion=conclusion,
        identified_at=identified_at,
        territory_bg=territory_bg,
        organisation=by.organisation,
        recorded_by=by,
    )
    _save(identification, "cases.identification.informal", on=local_date(identified_at), by=by)
    if case.counts_as_child:
        ages.owe_notices(case, detected_at=identified_at, by=by)
    follow(case, identification, on=local_date(identified_at), by=by)
    return identification


@act
def request_formal(
    case: Case, *, authority: Organisation, request_basis: str, request_reason: str, on: date, by: User
) -> Identification:
    """Ask a named authority for formal identification; that opens identity and identification to it, no more.

    It needs the person's recorded consent, or that she may be a child, or a risk to life, with the reason
    (SOP 1.4). Raises Refused.
    """
    case = lock(case)
    refuse_for(why_not_request_formal(case, case.identifications.all(), by))
    if not authority.identifies_formally:
        raise Refused(_("Only a pre-trial authority identifies formally: police, investigation or prosecution."))
    if request_basis == RequestBasis.CHILD and not case.counts_as_child:
        raise Refused(_("This person is recorded as an adult: her or his consent is needed, or a risk to life."))
    identification = Identification(
        case=case,
        number=next_number(case.identifications),
        kind=IdentificationKind.FORMAL,
        state=S.FORMAL_REQUESTED,
        organisation=authority,
        requested_on=on,
        requested_by=by,
        request_basis=request_basis,
        request_reason=request_reason,
        recorded_by=by,
    )
    if case.formal_route_declined_on:
        case.formal_route_declined_on = None
        save_checked(case)
    _save(identification, "cases.identification.requested", on=on, by=by)
    if authority != case.organisation:
        team.open_to(case, authority, OpeningGround.IDENTIFICATION, subject=identification.pk, by=by, on=on)
    asked = notices.holding(authority, Role.OFFICER, Role.PROSECUTOR)
    outbox.notify(asked, "identification_asked", case_code=case.code, subject=identification.pk, due_on=on)
    return identification


@act
def decline_formal_route(case: Case, *, declined_on: date, on: date, by: User) -> Case:
    """Record that the person does not want formal identification, said on a Sofia day; every service goes on
    (domain 4.1). Asking an authority later, because the person agreed after all, takes it back. Raises Refused."""
    case = lock(case)
    refuse_for(why_not_request_formal(case, case.identifications.all(), by))
    if declined_on > on:
        raise Refused(_("What the person said cannot lie in the future."))
    case.formal_route_declined_on = declined_on
    save_checked(case)
    log.record("cases.formal_route.declined", by=by, on=declined_on, case=case.code, area="identification")
    return case


@act
def identify_formally(
    case: Case,
    *,
    bases: list[str],
    conclusion: str = "",
    identified_at: datetime,
    territory_bg: bool,
    decision_reference: str,
    pre_trial_number: str = "",
    by: User,
    on: date,
) -> Identification:
    """Record an authority's formal identification; for an adult in Bulgaria the clock starts in the same act.

    A child is owed the three notices instead. When an identification already counts, this one is linked as its
    duplicate and starts nothing (E-10); one in Bulgaria counts before one abroad (E-18). `on` is the Sofia date of
    recording. Raises Refused.
    """
    refuse_for(why_not_identify_formally(case, by))
    case = lock(case)
    if local_date(identified_at) > on:
        raise Refused(_("An identification cannot lie in the future."))
    counting = case.identifications.counting().first()
    identification = _asked_of(case, by) or Identification(
        case=case,
        number=next_number(case.identifications),
        kind=IdentificationKind.FORMAL,
        state=S.FORMAL_REQUESTED,
        organisation=by.organisation,
        recorded_by=by,
    )
    identification.state = S.FORMAL_CONFIRMED
    identification.bases = bases
    identification.conclusion = conclusion
    identification.identified_at = identified_at
    identification.territory_bg = territory_bg
    identification.officer = by
    identification.decision_reference = decision_reference
    identification.pre_trial_number = pre_trial_number
    identification.duplicate_of = counting
    if counting is not None and territory_bg and not counting.territory_bg:
        _count_before(counting, identification)
        counting = None
    _save(identification, "cases.identification.formal", on=local_date(identified_at), by=by)
    _now_the_identifying_authority(case, identification, on=on, by=by)
    if counting is None:
        _start(case, identification, identified_at=identified_at, on=on, by=by)
    follow(case, identification, on=on, by=by)
    notices.tell_team(case, "formally_identified", subject=identification.pk, on=on, but=by)
    return identification


@act
def identify_and_inform(
    case: Case, *, briefing: dict[str, Any] | None, by: User, on: date, **facts: Any
) -> Identification:
    """Record a formal identification and, when given, the proof that the person was told of the period: both or
    neither. `briefing` and `facts` are what `informing.inform` and `identify_formally` take. Raises Refused."""
    identification = identify_formally(case, by=by, on=on, **facts)
    if briefing is None:
        return identification
    informing.inform(case, by=by, **briefing)
    return identification


@act
def refuse_formal(identification: Identification, *, reasons: str, on: date, by: User) -> Identification:
    """Record the authority's refusal with its reasons; services go on, and new facts make a new attempt."""
    case = lock(identification.case)
    identification = lock(identification)
    refuse_for(why_not_refuse(identification, by))
    move(identification, to=S.FORMAL_REFUSED)
    identification.refusal_reasons = reasons
    identification.refused_on = on
    identification.officer = by
    _save(identification, "cases.identification.refused", on=on, by=by)
    team.close_openings(case, subject=identification.pk, by=by, on=on)
    notices.tell_team(case, "identification_refused", subject=identification.pk, on=on, but=by)
    return identification


@act
def annul(identification: Identification, *, reason: str, at: datetime, by: User) -> Identification:
    """Correct an error: only the organisation that identified annuls, with its reason; `at` is the instant.

    The period ends by correction, services stay (E-36); letters about either are withdrawn. Where another formal
    identification had been linked as a duplicate, the earliest of them in Bulgaria, else abroad, counts from now on,
    and its clock is the one that stands.
    """
    case = lock(identification.case)
    identification = lock(identification)
    refuse_for(why_not_annul(identification, by))
    move(identification, to=S.FORMAL_ANNULLED)
    identification.annulled_at = at
    identification.annulled_by = by
    identification.annulled_by_organisation = by.organisation
    identification.annulment_reason = reason
    day = local_date(at)
    _save(identification, "cases.identification.annulled", on=day, by=by)
    reflection.correct(case, identification, at=at, by=by)
    periods = ReflectionPeriod.objects.filter(identification=identification).values_list("pk", flat=True)
    documents.withdraw_with_their_ground(case, identification.pk, *periods, on=day, by=by)
    _promote(case, identification, on=day, by=by)
    joined.let_the_earliest_clock_stand(case.person_id, at=at, by=by)
    notices.tell_team(case, "identification_annulled", subject=identification.pk, on=day, but=by)
    return identification


def _count_before(abroad: Identification, made: Identification) -> None:
    """The identification that counted was abroad and started nothing: the one made in Bulgaria takes its place."""
    others = list(abroad.duplicates.all())
    save_checked(made)
    abroad.duplicate_of = made
    save_checked(abroad)
    made.duplicate_of = None
    save_checked(made)
    for other in others:
        other.duplicate_of = made
        save_checked(other)


def _promote(case: Case, annulled: Identification, *, on: date, by: User) -> None:
    duplicates = annulled.duplicates.filter(state=S.FORMAL_CONFIRMED).order_by(
        "-territory_bg", "identified_at", "number"
    )
    heir = duplicates.first()
    if heir is None or heir.identified_at is None:
        return
    heir.duplicate_of = None
    _save(heir, "cases.identification.counts", on=on, by=by)
    for other in duplicates:
        other.duplicate_of = heir
        save_checked(other)
    _start(case, heir, identified_at=heir.identified_at, on=on, by=by)


def _start(case: Case, identification: Identification, *, identified_at: datetime, on: date, by: User) -> None:
    """What the law attaches to a formal identification that counts: a clock for an adult, notices for a child.

    While the period of the person's earlier episode still runs, no second one starts beside it (domain 11.2):
    the identification stands, and the team is told to ask a lawyer what follows (E-11).
    """
    if case.counts_as_child:
        ages.owe_notices(case, detected_at=identified_at, by=by)
    elif identification.territory_bg and not ReflectionPeriod.objects.filter(case=case).standing().exists():
        if joined.a_period_of_another_file_runs(case, on=local_date(identified_at)):
            notices.tell_team(case, "earlier_period_runs", subject=identification.pk, on=on)
        else:
            reflection.open_period(case, identification, starts_at=identified_at, on=on, by=by)


def _now_the_identifying_authority(case: Case, identification: Identification, *, on: date, by: User) -> None:
    """The authority keeps what its duty to inform needs; what the request had opened is replaced by that."""
    authority = identification.organisation
    if authority == case.organisation:
        return
    team.open_to(case, authority, OpeningGround.IDENTIFIED, subject=identification.pk, by=by, on=on)
    team.close_openings(case, subject=identification.pk, ground=OpeningGround.IDENTIFICATION, by=by, on=on)


def _asked_of(case: Case, by: User) -> Identification | None:
    return case.identifications.filter(state=S.FORMAL_REQUESTED, organisation=by.organisation_id).first()


def _save(identification: Identification, act: str, *, on: date, by: User) -> None:
    save_checked(identification)
    log.record(
        act,
        by=by,
        on=on,
        case=identification.case.code,
        area="identification",
        number=identification.number,
        state=identification.state,
        authority=identification.organisation.code,
    )
