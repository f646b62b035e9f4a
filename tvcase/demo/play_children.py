"""The track of the children whose cases are open on the day of the demo: a team, its signatures, who represents."""

from datetime import date, datetime, timedelta

from cases.children.actions import representation, team
from cases.children.states import ChildTeamRole
from cases.models import Case, CaseMember
from cases.states import CHILD, TeamRole
from cases.support.models import SupportPlan
from tvcase.accounts.models import User
from tvcase.accounts.roles import SUPPORTING_KINDS
from tvcase.dates import local_date
from tvcase.demo.stage import recorded_at

TEAM = {
    ChildTeamRole.LEAD_SOCIAL_WORKER: ("Лидия Измислена", "Отдел „Закрила на детето“ Пробно"),
    ChildTeamRole.POLICE: ("Павел Измислен", "Районно управление Пробно"),
    ChildTeamRole.PSYCHOLOGIST: ("Теа Измислена", "Център Пробно"),
}
KNOWN = {
    "family": "Майката работи в чужбина; детето е живяло при баба си.",
    "school": "Осми клас, от пролетта не посещава училище.",
    "opinion": "Иска да учи за фризьорка и да живее при баба си.",
}
DANGER = {
    "addressee": "SACP",
    "danger": "Братовчед настоява да го заведе в чужбина „на работа“.",
    "against": "братовчед",
}


def furnish(*, at: datetime) -> None:
    """Write what a team did in the days before an instant; in every second case a parent may be involved."""
    supported = Case.objects.open().filter(sealed_to=None, organisation__kind__in=SUPPORTING_KINDS)
    for number, case in enumerate(supported.filter(age_status__in=CHILD).order_by("-opened_on", "code")):
        place = CaseMember.objects.filter(case=case, role=TeamRole.CASEWORKER, left_on=None).order_by("pk").first()
        if place is not None:
            with recorded_at(at):
                _follow(case, number, today=local_date(at), by=place.user)


def _follow(case: Case, number: int, *, today: date, by: User) -> None:
    """The team has met; of two children one waits for a special representative."""
    met = max(case.opened_on, today - timedelta(days=5))
    members = [
        team.add_member(case, role=role, name=name, institution=institution, since_on=met, on=today, by=by)
        for role, (name, institution) in TEAM.items()
    ]
    representation.record_facts(case, **KNOWN, known_on=met, on=today, by=by)
    representation.propose_exit_ban(case, **DANGER, proposed_on=met, on=today, by=by)
    if number % 2 == 0:
        why = {"parent": "бащата", "reason": "Детето казва, че баща му е взел парите."}
        representation.need(case, **why, since_on=met, on=today, by=by)
    plan = SupportPlan.objects.active().filter(case=case, signed_on__lte=today).first()
    if plan is not None:
        for member in members[:-1]:
            team.answer_plan(plan, member=member, answer="SIGNED", answered_on=today, on=today, by=by)
        opinion = "Срещите трябва да са всяка седмица."
        team.answer_plan(
            plan, member=members[-1], answer="REFUSED", answered_on=today, opinion=opinion, on=today, by=by
        )
