"""Support never depends on cooperation (SOP 2.2; product decision 4): every service, stay, plan, referral and return
there is, over what the code says, what the database runs and what is done; and dependencies that are seen."""

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import F
from django.test.utils import isolate_apps

from cases.actions.act import act
from cases.models import Case, CooperationDecision, ReflectionPeriod
from cases.models.case import access
from cases.returning import ReturnSituation
from cases.rules import situations
from cases.services.actions import needs, offers
from cases.states import CooperationValue, StatementForm
from tests import lived, unconditional
from tests.cases import said_and_done as said
from tests.factories import CaseFactory, identified_informally
from tests.servers import ROOT
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

# What the person may have said before a service is asked for.
SAID: dict[str, Callable[[Case], Any]] = {
    "nothing": lambda case: None,
    "yes": said.say,
    "yes, as a note": lambda case: said.say(case, form=StatementForm.ORAL),
    "no": lambda case: said.say(case, CooperationValue.NO),
    "yes and no": lambda case: (said.say(case, when=said.at(3, 18)), said.say(case, CooperationValue.NO)),
    "withdrawn": lambda case: (said.say(case, when=said.at(3, 18)), said.say(case, CooperationValue.WITHDRAWN)),
}
# What a house does for all who live in it, and not for one of them: no person is named in these acts.
OF_THE_HOUSE = {"shelters.actions.roster", "shelters.actions.shelters", "shelters.actions.shifts"}
CODES = (models.DateField, models.BooleanField, models.PositiveSmallIntegerField)
TOOL = sys.monitoring.PROFILER_ID


def acts() -> dict[str, Any]:
    """Every act of support by its name, also those that are written tomorrow, with its code."""
    found = {}
    for path in unconditional.modules():
        name = path.removesuffix(".py").replace("/", ".")
        if "actions" not in name.split(".") or name.endswith("__init__") or name in OF_THE_HOUSE:
            continue
        for called, function in inspect.getmembers(import_module(name), inspect.isfunction):
            decorated = inspect.unwrap(function)
            if function.__module__ == name and not called.startswith("_") and decorated is not function:
                found[f"{name}.{called}"] = decorated.__code__
    return found


@contextmanager
def noticing(codes: dict[str, Any]) -> Iterator[set[str]]:
    """Which of these acts are done inside."""
    done: set[str] = set()
    names = {code: name for name, code in codes.items()}
    sys.monitoring.use_tool_id(TOOL, "acts")
    sys.monitoring.register_callback(TOOL, sys.monitoring.events.PY_START, lambda code, _at: done.add(names[code]))
    try:
        for code in names:
            sys.monitoring.set_local_events(TOOL, code, sys.monitoring.events.PY_START)
        yield done
    finally:
        for code in names:
            sys.monitoring.set_local_events(TOOL, code, 0)
        sys.monitoring.free_tool_id(TOOL)


def what_became_of(case: Case) -> dict[str, list[tuple[str, ...]]]:
    """Every record of support in a case: its days, its numbers, its answers and its words out of lists."""
    found = {}
    for model in unconditional.models():
        if any(field.name == "case" for field in model._meta.fields) and not model.__name__.endswith("Image"):
            told = [field.name for field in model._meta.concrete_fields if _is_a_code(field)]
            rows = model._default_manager.filter(case=case).values_list("pk", *told)
            found[model.__name__] = sorted(tuple(map(str, row[1:])) for row in rows)
    return found


def _is_a_code(field: Any) -> bool:
    """Not what differs from run to run: keys, instants, and words that nobody can read."""
    sealed = type(field).__module__.startswith("tvcase.sealing")
    if sealed or field.primary_key or isinstance(field, models.DateTimeField | models.ForeignKey):
        return False
    return isinstance(field, CODES) or bool(field.choices)


def identified(what: str) -> Case:
    """Somebody whose period runs from 10 March to the end of 9 April 2026, and who said something."""
    case = identified_informally(CaseFactory())
    said.identify(case)
    SAID[what](case)
    return case


def helped(chapter: Callable[[Case], None], what: str) -> tuple[Any, ...]:
    """What became of a person who said something, and then was helped."""
    case = identified(what)
    before, told = access(case.recorded_by, case), Notification.objects.count()
    chapter(case)
    assert access(case.recorded_by, case) == before
    return what_became_of(case), Notification.objects.count() - told


@pytest.mark.parametrize("chapter", lived.CHAPTERS, ids=lambda chapter: chapter.__name__)
def test_every_service_is_the_same_whatever_the_person_said(chapter):
    """No statement inside reads a decision either: the session's watch over support would fail (tests/conftest.py)."""
    became = {what: helped(chapter, what) for what in SAID}

    assert any(became["nothing"][0].values())
    assert {what: found == became["nothing"] for what, found in became.items()} == dict.fromkeys(SAID, True)


def test_every_act_of_support_is_among_them():
    """A new act is done in tests/lived.py, with everything a person may have said before."""
    every = acts()

    with noticing(every) as done:
        for chapter in lived.CHAPTERS:
            helped(chapter, "nothing")

    followed = {name for name in every if "review_when_" in name}  # what follows from acts of others
    assert sorted(every.keys() - done - followed) == []
    assert len(every) > 80


@pytest.mark.parametrize("on", [date(2026, 3, 25), date(2026, 4, 9), date(2026, 4, 10), date(2026, 5, 1)])
def test_a_return_is_open_in_the_same_situations_whatever_the_person_said(db, on):
    open_to = {}
    for what in SAID:
        open_to[what] = situations(identified(what), on=on)

    assert all(found == open_to["nothing"] for found in open_to.values())
    assert open_to["yes"][ReturnSituation.PERIOD_EXPIRED_NO_ART25] is (on > date(2026, 4, 9))


# What the code of support says. The one thing it tells of is a period that runs, which the page of a return names.
TOLD = {"cases/views/returns.py": {"running"}}


@pytest.mark.pure
@pytest.mark.parametrize("path", unconditional.modules())
def test_no_module_of_support_asks_for_a_decision(path):
    assert set(unconditional.asked_by_python((ROOT / path).read_text())) - TOLD.get(path, set()) == set()


@pytest.mark.pure
@pytest.mark.parametrize("path", unconditional.pages())
def test_no_page_of_support_asks_for_a_decision(path):
    assert unconditional.asked_by_a_page((ROOT / path).read_text()) == []


@pytest.mark.pure
@pytest.mark.parametrize("model", unconditional.models(), ids=lambda model: model.__name__)
def test_no_record_of_support_is_related_to_a_decision(model):
    assert unconditional.asked_by_a_model(model) == []


def tables() -> list[str]:
    return [model._meta.db_table for model in unconditional.models()]


def test_nothing_that_the_database_runs_ties_support_to_a_decision(db):
    with connection.cursor() as cursor:
        found = unconditional.catalogue(cursor)

    assert unconditional.asked_by_the_database(found, tables()) == []
    assert len(found.run_at("services_service")) > 5
    assert {"services_service", "shelters_stay", "support_supportplan", "sharing_referral"} <= set(tables())
    assert "cases_returnplan" in tables()


# Each way to make support depend on a decision is tried, and seen.

NEEDS = "cases/services/actions/needs.py"
DEPENDENCIES = (
    "from cases.models import CooperationDecision",
    "from cases.rules.cooperation import why_not_declare",
    "def why_not(case): return [] if case.cooperation_decisions.exists() else ['no']",
    "YES = 'SELECT FROM cases_cooperationdecision WHERE case_id = %s'",
    "def why_not(period): return period.ended_by_decision_id",
    "def why_not(case, on): return ReflectionPeriod.objects.filter(case=case).running(on=on)",
    "def accept(service, *, cooperates, by): ...",
)


@pytest.mark.pure
@pytest.mark.parametrize(
    "path", [NEEDS, "shelters/actions/stays.py", "cases/rules/returns.py", "cases/sharing/rules.py"]
)
@pytest.mark.parametrize("line", DEPENDENCIES)
def test_a_line_that_asks_for_a_decision_is_seen(path, line):
    assert unconditional.is_support(path)
    assert unconditional.asked_by_python(f"{(ROOT / path).read_text()}\n\n{line}\n")


@pytest.mark.pure
def test_a_page_that_asks_for_a_decision_is_seen():
    source = (ROOT / "templates" / "services" / "case_panel.html").read_text()

    assert unconditional.asked_by_a_page(source + "{% if case.cooperation_decisions.exists %}x{% endif %}")
    assert unconditional.asked_by_a_page(source + '{% translate "Nothing depends on cooperation." %}') == []


@pytest.mark.pure
@isolate_apps("cases.services")
def test_a_record_that_is_related_to_a_decision_is_seen():
    class Gift(models.Model):  # noqa: DJ008
        because_of = models.ForeignKey(CooperationDecision, models.PROTECT, related_name="+")

        class Meta:
            app_label = "services"

    class Reward(models.Model):  # noqa: DJ008
        cooperates = models.BooleanField()

        class Meta:
            app_label = "services"

    assert unconditional.asked_by_a_model(Gift) == ["because_of"]
    assert unconditional.asked_by_a_model(Reward) == ["cooperates"]


ASKS = """
CREATE FUNCTION said_yes(of_case uuid) RETURNS boolean LANGUAGE sql AS
    $$ SELECT EXISTS (SELECT FROM cases_cooperationdecision WHERE case_id = of_case AND value = 'YES') $$;
CREATE FUNCTION service_is_a_reward() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NOT said_yes(NEW.case_id) THEN RETURN NULL; END IF; RETURN NEW; END $$;
CREATE TRIGGER service_is_a_reward BEFORE INSERT ON services_service
    FOR EACH ROW EXECUTE FUNCTION service_is_a_reward();
"""
TOUCHES = """
CREATE FUNCTION no_ends_the_stay() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN UPDATE shelters_stay SET planned_to_on = now() WHERE case_id = NEW.case_id; RETURN NEW; END $$;
CREATE TRIGGER no_ends_the_stay AFTER INSERT ON cases_cooperationdecision
    FOR EACH ROW EXECUTE FUNCTION no_ends_the_stay();
"""
SHOWS = """
CREATE POLICY who_cooperates ON sharing_referral FOR SELECT
    USING (EXISTS (SELECT FROM cases_cooperationdecision d WHERE d.case_id = sharing_referral.case_id));
"""


@pytest.mark.parametrize(
    ("added", "seen"),
    [
        (ASKS, "services_service: said_yes"),
        (TOUCHES, "cases_cooperationdecision: no_ends_the_stay touches shelters_stay"),
        (SHOWS, "sharing_referral: at sharing_referral"),
    ],
)
def test_a_trigger_or_a_policy_that_ties_them_is_seen(cloned_db, connect, added, seen):
    owner = connect("owner")
    owner.execute(added)

    assert seen in unconditional.asked_by_the_database(unconditional.catalogue(owner.cursor()), tables())


def test_a_statement_on_behalf_of_support_that_reads_a_decision_is_seen(db):
    """However it is written: it is known by the code on whose behalf it is sent."""
    scope: dict[str, Any] = {}
    asks = "def record(case, name):\n    return list(getattr(case, name + '_decisions').all())"
    exec(compile(asks, str(ROOT / NEEDS), "exec"), scope)  # noqa: S102

    with pytest.raises(AssertionError, match=r"needs\.py::record asks what the person decided"):
        scope["record"](CaseFactory(), "cooperation")


def test_an_act_that_looks_at_the_end_of_the_period_is_seen(monkeypatch):
    """No word of it names a decision, and what is done is not the same for everybody."""
    real = offers.why_not_accept

    def why_not(service):
        early = ReflectionPeriod.objects.filter(case=service.case, runs_to__lt=F("last_day")).exists()
        return ["not for everybody"] if early else real(service)

    monkeypatch.setattr(offers, "why_not_accept", why_not)

    assert helped(lived.with_services, "no") == helped(lived.with_services, "nothing")
    with pytest.raises(Refused, match="not for everybody"):
        helped(lived.with_services, "yes")


def test_an_act_that_nobody_does_here_is_seen(monkeypatch):
    def give(case):
        return case

    give.__module__ = "cases.services.actions.needs"
    monkeypatch.setattr(needs, "give", act(give), raising=False)

    assert acts().keys() - noticed_in(lived.assessed) >= {"cases.services.actions.needs.give"}


def noticed_in(chapter: Callable[[Case], None]) -> set[str]:
    with noticing(acts()) as done:
        helped(chapter, "nothing")
    return done
