"""Every address of the app."""

from django.urls import path

from shelters.views import address, board, census, house, log, occupancy, roster, shifts, staying, stays, terms

app_name = "shelters"
urlpatterns = [
    path("shelters/", board.board, name="board"),
    path("shelters/work/", board.work_panel, name="work-panel"),
    path("shelters/shifts/", shifts.house_list, name="shifts"),
    path("shelters/roster/", roster.week, name="roster"),
    path("shelters/roster/new/", roster.duty_new, name="duty-new"),
    path("shelters/roster/<int:number>/", roster.duty, name="duty"),
    path("shelters/contacts/", roster.contacts, name="contacts"),
    path("shelters/points/<case:code>/<int:number>/", shifts.point, name="point"),
    path("shelters/<slug:shelter_code>/shift/", shifts.shift, name="shift"),
    path("shelters/<slug:shelter_code>/shift/points/new/", shifts.point_new, name="point-new"),
    path("shelters/<slug:shelter_code>/handovers/new/", shifts.hand_over, name="hand-over"),
    path("shelters/<slug:shelter_code>/handovers/<int:number>/", shifts.handover, name="handover"),
    path("shelters/<slug:shelter_code>/census/", census.census, name="census"),
    path("shelters/<slug:shelter_code>/census/<slug:night>/", census.census_night, name="census-night"),
    path("shelters/occupancy/", occupancy.houses, name="occupancy"),
    path("shelters/occupancy/copy/", occupancy.houses_copy, name="occupancy-copy"),
    path("shelters/occupancy/print/", occupancy.houses_print, name="occupancy-print"),
    path("shelters/figures/", occupancy.country, name="figures"),
    path("shelters/figures/copy/", occupancy.country_copy, name="figures-copy"),
    path("shelters/requests/<case:code>/<int:number>/", house.answer, name="answer"),
    path("shelters/<slug:shelter_code>/address/", address.address, name="address"),
    path("cases/<case:code>/stays/", stays.case_panel, name="case-panel"),
    path("cases/<case:code>/stays/new/", stays.stay_new, name="stay-new"),
    path("cases/<case:code>/stays/<int:number>/", stays.stay_detail, name="stay"),
    path("cases/<case:code>/stays/<int:number>/cancel/", stays.cancel, name="cancel"),
    path("cases/<case:code>/stays/<int:number>/arrive/", house.arrive, name="arrive"),
    path("cases/<case:code>/stays/<int:number>/leave/", house.leave, name="leave"),
    path("cases/<case:code>/stays/<int:number>/log/", log.log_entry, name="log"),
    path("cases/<case:code>/stays/<int:number>/log/incident/", log.incident, name="incident"),
    path("cases/<case:code>/stays/<int:number>/absent/", staying.absent, name="absent"),
    path("cases/<case:code>/stays/<int:number>/back/", staying.back, name="back"),
    path("cases/<case:code>/stays/<int:number>/move/", staying.move, name="move"),
    path("cases/<case:code>/stays/<int:number>/children/new/", staying.child_new, name="child-new"),
    path("cases/<case:code>/stays/<int:number>/children/<int:child>/", staying.child_leave, name="child-leave"),
    path("cases/<case:code>/stays/<int:number>/extend/", terms.extend, name="extend"),
    path("cases/<case:code>/stays/<int:number>/extensions/<int:extension>/", terms.extension, name="extension"),
    path("cases/<case:code>/stays/<int:number>/reviews/<int:review>/", terms.review, name="review"),
]
