"""Every address of the app."""

from django.urls import path

from legal.views import appeals, judging, lists, proceedings, requests, status

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
    path("cases/<case:code>/protection/<int:number>/register/", judging.request_register, name="request-register"),
    path("cases/<case:code>/protection/<int:number>/claim/", judging.request_claim, name="request-claim"),
    path("cases/<case:code>/protection/<int:number>/served/", judging.request_served, name="request-served"),
    path("cases/<case:code>/protection/<int:number>/proceedings/", proceedings.request_link, name="request-link"),
    path("cases/<case:code>/protection/<int:number>/appeal/", appeals.appeal_new, name="appeal-new"),
    path("cases/<case:code>/protection/<int:number>/appeal/<int:appeal>/", appeals.appeal_result, name="appeal-result"),
    path("cases/<case:code>/protection/<int:number>/end/served/", judging.end_served, name="end-served"),
    path("cases/<case:code>/protection/<int:number>/renounce/", status.protection_renounce, name="protection-renounce"),
    path("cases/<case:code>/proceedings/new/", proceedings.proceedings_new, name="proceedings-new"),
    path("cases/<case:code>/proceedings/<int:number>/", proceedings.proceedings_detail, name="proceedings"),
    path("cases/<case:code>/proceedings/<int:number>/step/", proceedings.proceedings_step, name="proceedings-step"),
    path("cases/<case:code>/protection/<int:number>/permit/", status.protection_permit, name="protection-permit"),
    path("cases/<case:code>/protection/<int:number>/end/", status.protection_end, name="protection-end"),
    path(
        "cases/<case:code>/protection/<int:number>/terminate/", status.protection_terminate, name="protection-terminate"
    ),
]
