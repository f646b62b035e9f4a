"""Every address of legal aid."""

from django.urls import path

from legal.aid.steps import STEPS
from legal.aid.views import applications, lists, steps

app_name = "aid"
CASE = "cases/<case:code>/legal-aid/"
ONE = f"{CASE}<int:number>/"

urlpatterns = [
    path("legal-aid/", lists.appointments, name="appointments"),
    path("legal-aid/work/", lists.work_panel, name="work-panel"),
    path(CASE, lists.case_panel, name="case-panel"),
    path(f"{CASE}new/", applications.application_new, name="new"),
    path(ONE, applications.application, name="application"),
    path(f"{ONE}edit/", applications.application_edit, name="edit"),
    path(f"{ONE}work/<int:work>/in-error/", steps.strike_work, name="strike-work"),
    *(
        path(
            f"{ONE}{step.name}/",
            steps.share_with_a_lawyer if step.asks_who else steps.take_step,
            {"name": step.name},
            name=step.name,
        )
        for step in STEPS
    ),
]
