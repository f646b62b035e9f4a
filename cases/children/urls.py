"""Every address of the child's track."""

from django.urls import path

from cases.children.steps import CASE_ACTS
from cases.children.views import acting, panel

app_name = "children"
CHILD = "cases/<case:code>/child/"
ON = {
    "member-end": "team/<int:number>/end/",
    "representative-appoint": "representative/<int:number>/appoint/",
    "representative-end": "representative/<int:number>/end/",
    "plan-answer": "plan/<int:number>/answer/",
}

urlpatterns = [
    path("children/work/", panel.work_panel, name="work-panel"),
    path(CHILD, panel.case_panel, name="case-panel"),
    *(path(f"{CHILD}{act.name}/", acting.case_act, {"name": act.name}, name=act.name) for act in CASE_ACTS),
    *(path(f"{CHILD}{where}", acting.record_act, {"name": name}, name=name) for name, where in ON.items()),
]
