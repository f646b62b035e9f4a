"""Every address of services and sessions."""

from django.urls import path

from cases.services import session_steps, steps
from cases.services.views import lists, service, sessions, unmet

app_name = "services"
CASE = "cases/<case:code>/services/"
ONE = f"{CASE}<int:number>/"
SESSION = f"{ONE}sessions/<int:session>/"

urlpatterns = [
    path("calendar/", lists.calendar, name="calendar"),
    path("unmet-needs/", unmet.ledger, name="ledger"),
    path("unmet-needs/figures/", unmet.figures, name="unmet-figures"),
    path(CASE, lists.case_panel, name="case-panel"),
    path(f"{CASE}new/", service.need_new, name="new"),
    path(ONE, service.detail, name="service"),
    path(f"{ONE}sessions/new/", sessions.session_new, name="session-new"),
    path(SESSION, sessions.detail, name="session"),
    *(
        path(f"{SESSION}{step.name}/", sessions.take_step, {"name": step.name}, name=f"session-{step.name}")
        for step in session_steps.STEPS
    ),
    *(path(f"{ONE}{step.name}/", service.take_step, {"name": step.name}, name=step.name) for step in steps.STEPS),
]
