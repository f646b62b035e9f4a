"""Valid rows for tests; traits read as words. People and places here are invented."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from cases.actions import team
from cases.models import (
    AgeFinding,
    Case,
    CaseMember,
    ChildNotice,
    Identification,
    LegalRule,
    Person,
    ReflectionPeriod,
)
from cases.names import CODE_LETTERS
from cases.states import (
    CHILD,
    AgeStatus,
    ChildBody,
    ClosureReason,
    IdentificationKind,
    IdentificationState,
    RuleKind,
    TeamRole,
)
from tvcase.accounts.actions import join_groups, make_groups
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import OrganisationKind, Role
from tvcase.dates import SOFIA, last_day, local_date
from tvcase.notifications.models import Notification

PASSWORD = "a long sentence to sign in"
OPENED_ON = date(2026, 3, 2)
RECEIVED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=SOFIA)


class OrganisationFactory(DjangoModelFactory):
    """An NGO, or what the trait says, with the permission groups of its roles."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    code = factory.Sequence("TRIAL{}".format)
    name_bg = factory.LazyAttribute(lambda organisation: f"Проба {organisation.code}")
    name_en = factory.LazyAttribute(lambda organisation: f"Trial {organisation.code}")
    kind = OrganisationKind.NGO
    town_bg = "Русе"
    town_en = "Ruse"
    active_from = date(2020, 1, 1)

    class Params:
        shelter = factory.Trait(kind=OrganisationKind.SHELTER)
        police = factory.Trait(kind=OrganisationKind.POLICE)
        investigation_service = factory.Trait(kind=OrganisationKind.INVESTIGATION_SERVICE)
        prosecutors_office = factory.Trait(kind=OrganisationKind.PROSECUTORS_OFFICE)
        social_service = factory.Trait(kind=OrganisationKind.SOCIAL_SERVICE)
        national_commission = factory.Trait(kind=OrganisationKind.NATIONAL_COMMISSION)

    @factory.post_generation
    def groups(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        make_groups(self)


class UserFactory(DjangoModelFactory):
    """A caseworker who reads English, or another person by `roles` or trait, in the groups of the roles."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("person{}".format)
    first_name = "Проба"
    last_name = factory.Sequence("Изпитна{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    language = "en"
    roles = [Role.CASEWORKER]
    organisation = factory.SubFactory(OrganisationFactory)

    class Params:
        coordinator = factory.Trait(roles=[Role.COORDINATOR])
        supervisor = factory.Trait(roles=[Role.SUPERVISOR])
        shelter_staff = factory.Trait(
            roles=[Role.SHELTER_STAFF], organisation=factory.SubFactory(OrganisationFactory, shelter=True)
        )
        shelter_head = factory.Trait(
            roles=[Role.SHELTER_HEAD], organisation=factory.SubFactory(OrganisationFactory, shelter=True)
        )
        officer = factory.Trait(roles=[Role.OFFICER], organisation=factory.SubFactory(OrganisationFactory, police=True))
        prosecutor = factory.Trait(
            roles=[Role.PROSECUTOR], organisation=factory.SubFactory(OrganisationFactory, prosecutors_office=True)
        )

    @factory.post_generation
    def member_of_groups(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        join_groups(self)


class PersonFactory(DjangoModelFactory):
    """A person called by an alias; give `family_name` and `family_keys` to be found by name."""

    class Meta:
        model = Person

    organisation = factory.SubFactory(OrganisationFactory)
    alias_in_use = factory.Sequence("Лице {}".format)
    citizenships = ["BG"]
    languages = ["bg"]


class CaseFactory(DjangoModelFactory):
    """An adult's open case, with its finding of age and the permissions of its holder.

    `child=True` has the three notices owed; `closed=True` was closed by two people; any field can be given.
    """

    class Meta:
        model = Case

    class Params:
        child = factory.Trait(age_status=AgeStatus.UNCERTAIN)

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory, organisation=factory.SelfAttribute("..organisation"))
    recorded_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..organisation"))
    code = factory.Sequence(lambda number: f"TRK{_spelled(number, 1)}-{_spelled(number // len(CODE_LETTERS), 4)}")
    opened_on = OPENED_ON
    received_at = RECEIVED_AT
    source_of_signal = "HOTLINE"
    age_status = AgeStatus.ADULT_STATED

    @classmethod
    def _create(cls, model_class: Any, *args: Any, closed: bool = False, **fields: Any) -> Any:
        case = super()._create(model_class, *args, **fields)
        _find_age(case)
        if closed:
            _close(case)
        team.sync(case)
        return case


class CaseMemberFactory(DjangoModelFactory):
    """A colleague of the holder on the team, with the permissions of the place."""

    class Meta:
        model = CaseMember

    case = factory.SubFactory(CaseFactory)
    user = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..case.organisation"))
    role = TeamRole.CASEWORKER
    joined_on = OPENED_ON

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        case, user, joined_on = fields["case"], fields["user"], fields["joined_on"]
        return team.add(case, user, fields["role"], by=user, on=joined_on)


class IdentificationFactory(DjangoModelFactory):
    """A formal identification by a police officer; `case` and `identified_at` can be given."""

    class Meta:
        model = Identification

    case = factory.SubFactory(CaseFactory)
    number = 1
    kind = IdentificationKind.FORMAL
    state = IdentificationState.FORMAL_CONFIRMED
    bases = ["INDICATORS"]
    identified_at = datetime(2026, 3, 10, 9, 30, tzinfo=SOFIA)
    territory_bg = True
    officer = factory.SubFactory(UserFactory, officer=True)
    organisation = factory.SelfAttribute("officer.organisation")
    decision_reference = "Order 7/2026"
    recorded_by = factory.SelfAttribute("officer")


class ReflectionPeriodFactory(DjangoModelFactory):
    """Thirty days from a formal identification: 10 March to the end of 9 April 2026, or from `starts_at`."""

    class Meta:
        model = ReflectionPeriod

    starts_at = datetime(2026, 3, 10, 9, 30, tzinfo=SOFIA)
    case = factory.SubFactory(CaseFactory)
    person = factory.SelfAttribute("case.person")
    identification = factory.SubFactory(
        IdentificationFactory, case=factory.SelfAttribute("..case"), identified_at=factory.SelfAttribute("..starts_at")
    )
    legal_rule = factory.LazyFunction(lambda: LegalRule.objects.get(kind=RuleKind.REFLECTION))
    rule = factory.SelfAttribute("legal_rule.rule")
    last_day = factory.LazyAttribute(lambda period: last_day(period.rule, local_date(period.starts_at)))

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        period = super()._create(model_class, *args, **fields)
        period.refresh_from_db()
        return period


class NotificationFactory(DjangoModelFactory):
    """A reminder of a last day, not opened; give `recipient`."""

    class Meta:
        model = Notification

    recipient = factory.SubFactory(UserFactory)
    kind = "period_last_day"
    case_code = "TRKB-BBBB"
    subject = factory.LazyFunction(uuid4)
    occurrence = "0 DAY 2026-04-09"
    due_on = date(2026, 4, 9)


def _spelled(number: int, length: int) -> str:
    """A number in the letters of case codes."""
    text = ""
    for _place in range(length):
        number, rest = divmod(number, len(CODE_LETTERS))
        text = CODE_LETTERS[rest] + text
    return text


def _find_age(case: Case) -> None:
    AgeFinding.objects.create(
        case=case,
        number=1,
        age_status=case.age_status,
        established_at=case.received_at,
        evidence="told when the case was opened",
        recorded_by=case.recorded_by,
    )
    if case.age_status in CHILD:
        for body in ChildBody:
            due_at = case.received_at + timedelta(hours=24)
            ChildNotice.objects.create(case=case, body=body, detected_at=case.received_at, due_at=due_at)


def _close(case: Case) -> None:
    case.closure_proposed_on = case.opened_on + timedelta(days=89)
    case.closed_on = case.opened_on + timedelta(days=90)
    case.closure_reason = ClosureReason.GOALS_MET
    case.closed_by = case.recorded_by
    case.closure_confirmed_by = UserFactory(organisation=case.organisation, supervisor=True)
    case.save()
