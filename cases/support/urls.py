"""Every address of needs and plan."""

from django.urls import path

from cases.support.steps import PART_ACTS, PART_KINDS, PLAN_ACTS
from cases.support.views import needs, plans, printing, writing

app_name = "support"
NEEDS = "cases/<case:code>/needs/"
PLAN = "cases/<case:code>/plan/"
ONE = f"{PLAN}<int:number>/"

urlpatterns = [
    path("support/work/", plans.work_panel, name="work-panel"),
    path(f"{NEEDS}new/", needs.needs_new, name="needs-new"),
    path(f"{NEEDS}print/", printing.needs_print, name="needs-print"),
    path(f"{NEEDS}<int:number>/", needs.needs_version, name="needs"),
    path(f"{NEEDS}<int:number>/beside/<int:beside>/", needs.needs_compare, name="needs-compare"),
    path(PLAN, plans.case_panel, name="case-panel"),
    path(f"{PLAN}new/", writing.plan_new, name="new"),
    path(f"{PLAN}print/", printing.plan_print, name="print"),
    path(f"{PLAN}carry/", printing.plan_carry, name="carry"),
    path(ONE, plans.plan_version, name="plan"),
    path(f"{ONE}edit/", writing.plan_edit, name="edit"),
    path(f"{ONE}beside/<int:beside>/", plans.plan_compare, name="compare"),
    *(path(f"{ONE}{act.name}/", writing.plan_act, {"name": act.name}, name=act.name) for act in PLAN_ACTS),
    *(
        path(f"{ONE}{kind.name}s/new/", writing.part_new, {"kind": kind.name}, name=f"{kind.name}-new")
        for kind in PART_KINDS
    ),
    *(
        path(f"{ONE}{kind.name}s/<int:part>/", writing.part_edit, {"kind": kind.name}, name=f"{kind.name}-edit")
        for kind in PART_KINDS
    ),
    *(
        path(
            f"{ONE}{act.kind}s/<int:part>/{act.name}/",
            writing.part_act,
            {"name": f"{act.kind}-{act.name}"},
            name=f"{act.kind}-{act.name}",
        )
        for act in PART_ACTS
    ),
]
