"""Every address of the app."""

from django.urls import path

from cases.views import (
    ages,
    cases,
    closing,
    cooperation,
    facts,
    handovers,
    identification,
    identification_page,
    indicators,
    intake,
    people,
    reflection,
    returns,
    search,
    team,
    work,
)

app_name = "cases"
urlpatterns = [
    # INTAKE
    path("cases/search/", search.search, name="search"),
    path("cases/new/", intake.new_case, name="new"),
    path("cases/<code>/new-episode/", intake.new_episode, name="new-episode"),
    path("cases/<code>/person/", people.person, name="person"),
    path("cases/<code>/person/names/", people.names, name="person-names"),
    path("cases/<code>/person/origin/", people.origin, name="person-origin"),
    path("cases/<code>/person/contact/", people.contact, name="person-contact"),
    path("cases/<code>/person/documents/", people.documents, name="person-documents"),
    path("cases/<code>/person/documents/<int:number>/", people.documents, name="person-document"),
    path("cases/<code>/person/spellings/", people.spellings, name="person-spellings"),
    path("cases/<code>/person/spellings/<int:number>/", people.spellings, name="person-spelling"),
    path("cases/<code>/facts/", facts.facts, name="facts"),
    path("cases/<code>/facts/exploitation/", facts.facts_exploitation, name="facts-exploitation"),
    path("cases/<code>/facts/control/", facts.facts_control, name="facts-control"),
    path("cases/<code>/facts/recruitment/", facts.facts_recruitment, name="facts-recruitment"),
    path("cases/<code>/team/", team.team, name="team"),
    path("cases/<code>/team/add/", team.team_add, name="team-add"),
    path("cases/<code>/team/remove/", team.team_remove, name="team-remove"),
    path("cases/<code>/handover/", handovers.handover, name="handover"),
    path("cases/<code>/handover/<int:number>/", handovers.handover_answer, name="handover-answer"),
    path("cases/<code>/close/", closing.close, name="close"),
    # IDENT
    path("cases/<code>/identification/", identification_page.identification_page, name="identification"),
    path(
        "cases/<code>/identification/informal/", identification.identification_informal, name="identification-informal"
    ),
    path("cases/<code>/identification/request/", identification.identification_request, name="identification-request"),
    path("cases/<code>/identification/formal/", identification.identification_formal, name="identification-formal"),
    path(
        "cases/<code>/identification/<int:number>/refuse/",
        identification.identification_refuse,
        name="identification-refuse",
    ),
    path(
        "cases/<code>/identification/<int:number>/annul/",
        identification.identification_annul,
        name="identification-annul",
    ),
    path("cases/<code>/indicators/", indicators.indicators, name="indicators"),
    path("cases/<code>/age/", ages.age, name="age"),
    path("cases/<code>/child-notices/<body>/", ages.child_notice, name="child-notice"),
    path("cases/<code>/inform/", reflection.inform, name="inform"),
    path("cases/<code>/wish/", reflection.wish, name="wish"),
    path("cases/<code>/cooperation/", cooperation.cooperation_page, name="cooperation"),
    path("cases/<code>/cooperation/new/", cooperation.cooperation_new, name="cooperation-new"),
    path(
        "cases/<code>/cooperation/<int:number>/communicate/",
        cooperation.cooperation_communicate,
        name="cooperation-communicate",
    ),
    path("cases/<code>/cooperation/<int:number>/annul/", cooperation.cooperation_annul, name="cooperation-annul"),
    # READ (after the addresses that a code could be mistaken for)
    path("", work.work, name="work"),
    path("cases/", cases.case_list, name="list"),
    path("cases/<code>/", cases.case_detail, name="detail"),
    path("cases/<code>/clock/", cases.case_clock, name="clock"),
    path("cases/<code>/timeline/", cases.case_timeline, name="timeline"),
    path("cases/<code>/returns/", returns.return_list, name="returns"),
    path("cases/<code>/returns/new/", returns.return_new, name="returns-new"),
    path("cases/<code>/returns/<int:number>/", returns.return_plan, name="return-plan"),
    path("cases/<code>/returns/<int:number>/<slug:step>/", returns.return_step, name="return-step"),
]
