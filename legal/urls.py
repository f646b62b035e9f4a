"""Every address of the app."""

from django.urls import path

from legal.views import lists, requests, status

app_name = "legal"
urlpatterns = [
    path("protection/", lists.inbox, name="inbox"),
    path("protection/work/", lists.work_panel, name="work-panel"),
    path("cases/<case:code>/legal/", lists.case_panel, name="case-panel"),
    path("cases/<case:code>/protection/new/", requests.request_new, name="protection-new"),
    path("cases/<case:code>/protection/<int:number>/", requests.request_detail, name="protection-request"),
    path("cases/<case:code>/protection/<int:number>/edit/", requests.request_edit, name="protection-edit"),
    path("cases/<case:code>/protection/<int:number>/file/", requests.request_file, name="protection-file"),
    path("cases/<case:code>/protection/<int:number>/withdraw/", requests.request_withdraw, name="protection-withdraw"),
    path("cases/<case:code>/protection/<int:number>/permit/", status.protection_permit, name="protection-permit"),
    path("cases/<case:code>/protection/<int:number>/end/", status.protection_end, name="protection-end"),
    path(
        "cases/<case:code>/protection/<int:number>/terminate/", status.protection_terminate, name="protection-terminate"
    ),
]
