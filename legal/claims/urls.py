"""Every address of the app."""

from django.urls import path

from legal.claims.views import claims, hearings, interviews, lists, steps

app_name = "claims"
urlpatterns = [
    path("cases/<case:code>/compensation/", lists.case_panel, name="case-panel"),
    path("cases/<case:code>/compensation/new/", claims.claim_new, name="claim-new"),
    path("cases/<case:code>/compensation/<int:number>/", claims.claim_detail, name="claim"),
    path("cases/<case:code>/compensation/<int:number>/edit/", claims.claim_edit, name="claim-edit"),
    path("cases/<case:code>/compensation/<int:number>/<slug:step>/", steps.claim_step, name="claim-step"),
    path("cases/<case:code>/hearings/new/", hearings.hearing_new, name="hearing-new"),
    path("cases/<case:code>/hearings/<int:number>/", hearings.hearing_detail, name="hearing"),
    path("cases/<case:code>/hearings/<int:number>/edit/", hearings.hearing_edit, name="hearing-edit"),
    path("cases/<case:code>/hearings/<int:number>/prepare/", hearings.hearing_prepare, name="hearing-prepare"),
    path("cases/<case:code>/hearings/<int:number>/held/", hearings.hearing_held, name="hearing-held"),
    path("cases/<case:code>/hearings/<int:number>/cancel/", hearings.hearing_cancel, name="hearing-cancel"),
    path("cases/<case:code>/interviews/", lists.interview_list, name="interviews"),
    path("cases/<case:code>/interviews/new/", interviews.interview_new, name="interview-new"),
    path("cases/<case:code>/interviews/<int:number>/", interviews.interview_detail, name="interview"),
    path("cases/<case:code>/interviews/<int:number>/share/", interviews.interview_share, name="interview-share"),
    path(
        "cases/<case:code>/interviews/<int:number>/take-back/",
        interviews.interview_take_back,
        name="interview-take-back",
    ),
    path("cases/<case:code>/interviews/<int:number>/strike/", interviews.interview_strike, name="interview-strike"),
]
