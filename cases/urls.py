"""Every address of the app."""

from django.urls import path

from cases.views import (
    ages,
    breakglass,
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
    printing,
    readers,
    reflection,
    returns,
    seals,
    search,
    team,
    work,
)

app_name = "cases"
urlpatterns = [
    # INTAKE
    path("cases/search/", search.search, name="search"),
    path("cases/new/", intake.new_case, name="new"),
    path("cases/<case:code>/new-episode/", intake.new_episode, name="new-episode"),
    path("cases/<case:code>/person/", people.person, name="person"),
    path("cases/<case:code>/person/names/", people.names, name="person-names"),
    path("cases/<case:code>/person/origin/", people.origin, name="person-origin"),
    path("cases/<case:code>/person/contact/", people.contact, name="person-contact"),
    path("cases/<case:code>/person/documents/", people.documents, name="person-documents"),
    path("cases/<case:code>/person/documents/<int:number>/", people.documents, name="person-document"),
    path("cases/<case:code>/person/spellings/", people.spellings, name="person-spellings"),
    path("cases/<case:code>/person/spellings/<int:number>/", people.spellings, name="person-spelling"),
    path("cases/<case:code>/facts/", facts.facts, name="facts"),
    path("cases/<case:code>/facts/exploitation/", facts.facts_exploitation, name="facts-exploitation"),
    path("cases/<case:code>/facts/control/", facts.facts_control, name="facts-control"),
    path("cases/<case:code>/facts/recruitment/", facts.facts_recruitment, name="facts-recruitment"),
    path("cases/<case:code>/team/", team.team, name="team"),
    path("cases/<case:code>/team/add/", team.team_add, name="team-add"),
    path("cases/<case:code>/team/remove/", team.team_remove, name="team-remove"),
    path("cases/<case:code>/team/seal/", seals.seal, name="seal"),
    path("cases/<case:code>/handover/", handovers.handover, name="handover"),
    path("cases/<case:code>/handover/<int:number>/", handovers.handover_answer, name="handover-answer"),
    path("cases/<case:code>/close/", closing.close, name="close"),
    # EMERGENCIES
    path("break-glass/", breakglass.break_glass, name="break-glass"),
    path("break-glass/<case:code>/", breakglass.break_glass_of, name="break-glass-of"),
    path("break-glass/<case:code>/<int:number>/", breakglass.break_glass_review, name="break-glass-review"),
    # IDENT
    path("cases/<case:code>/identification/", identification_page.identification_page, name="identification"),
    path(
        "cases/<case:code>/identification/informal/",
        identification.identification_informal,
        name="identification-informal",
    ),
    path(
        "cases/<case:code>/identification/request/",
        identification.identification_request,
        name="identification-request",
    ),
    path(
        "cases/<case:code>/identification/declined/",
        identification.identification_declined,
        name="identification-declined",
    ),
    path(
        "cases/<case:code>/identification/formal/", identification.identification_formal, name="identification-formal"
    ),
    path(
        "cases/<case:code>/identification/<int:number>/refuse/",
        identification.identification_refuse,
        name="identification-refuse",
    ),
    path(
        "cases/<case:code>/identification/<int:number>/annul/",
        identification.identification_annul,
        name="identification-annul",
    ),
    path("cases/<case:code>/indicators/", indicators.indicators, name="indicators"),
    path("cases/<case:code>/age/", ages.age, name="age"),
    path("cases/<case:code>/child-notices/<slug:body>/", ages.child_notice, name="child-notice"),
    path("cases/<case:code>/inform/", reflection.inform, name="inform"),
    path("cases/<case:code>/wish/", reflection.wish, name="wish"),
    path("cases/<case:code>/cooperation/", cooperation.cooperation_page, name="cooperation"),
    path("cases/<case:code>/cooperation/new/", cooperation.cooperation_new, name="cooperation-new"),
    path(
        "cases/<case:code>/cooperation/<int:number>/communicate/",
        cooperation.cooperation_communicate,
        name="cooperation-communicate",
    ),
    path("cases/<case:code>/cooperation/<int:number>/annul/", cooperation.cooperation_annul, name="cooperation-annul"),
    # READ (after the addresses that a code could be mistaken for)
    path("", work.work, name="work"),
    path("cases/", cases.case_list, name="list"),
    path("cases/copy/", printing.list_copy, name="list-copy"),
    path("cases/<case:code>/", cases.case_detail, name="detail"),
    path("cases/<case:code>/clock/", cases.case_clock, name="clock"),
    path("cases/<case:code>/readers/", readers.case_readers, name="readers"),
    path("cases/<case:code>/readers/print/", readers.case_readers_print, name="readers-print"),
    path("cases/<case:code>/print/", printing.case_print, name="print"),
    path("cases/<case:code>/timeline/", cases.case_timeline, name="timeline"),
    path("cases/<case:code>/returns/", returns.return_list, name="returns"),
    path("cases/<case:code>/returns/new/", returns.return_new, name="returns-new"),
    path("cases/<case:code>/returns/<int:number>/", returns.return_plan, name="return-plan"),
    path("cases/<case:code>/returns/<int:number>/<slug:step>/", returns.return_step, name="return-step"),
]
