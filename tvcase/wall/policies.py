"""Which rows each identity reaches, for every table; `prepare_database` makes exactly these policies.

Guardian decides inside an organisation. Here stands the wall between organisations: it reads the signed identity
(sql.py), and it does not trust the application's own filters. A table that is not named here fails the build.
"""

from cases.permissions import Area
from tvcase.wall.conditions import (
    BED,
    BEGAN_A_CLOCK,
    COLLEAGUE,
    DOCUMENT,
    HOUSE,
    LASTS,
    NAMED,
    NOTE_READERS,
    OF_THE_OTHER_CASE,
    OPENED_TO_THEM,
    OWN,
    OWN_PLACE,
    OWN_SHELTER,
    ROOM,
    SEES_CORE,
    THERE,
    TO_THEM,
    TOLD_TO_THEM,
    USED_AGAIN,
    WAITS,
)
from tvcase.wall.words import (
    ADMINISTRATION,
    CASES,
    CURIOSITY,
    GROUPS,
    LETTERS,
    ORGS,
    PERSON,
    REMINDERS,
    SOMEBODY,
    TOLD,
    UID,
    Policy,
    Wall,
    by_the_holder,
    either,
    of_a_case,
    of_a_person,
    of_a_record,
    of_its_area,
    of_the_holder,
    purposes,
    reads_more,
    reference,
    whole,
)
from tvcase.wall.workplace import WORKPLACE

READERS = "owner, worker, sealer, auditor"
FIXTURES = "fixtures"  # a purpose of tests and demos only; no other database has a policy for it
MIGRATION = "migration"

# The wall's own tables and Django's list of migrations: no identity reads them through a policy.
OPEN_TO_ALL = frozenset({"django_migrations", "tvcase_heartbeat", "wall_acquaintance", "wall_key"})

REFERENCE = (
    "accounts_organisation",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "cases_codeentry",
    "cases_indicator",
    "cases_informationsheet",
    "cases_legalrule",
    "cases_publicinformation",
    "claims_ceiling",
    "sharing_partnerabroad",
    "sharing_sharingagreement",
    "shelters_contactcard",
    "django_content_type",
)

OF_IMAGES = Wall(auditor=True)  # images of changed rows: triggers add them
WALLS: dict[str, Wall] = {
    "pghistory_context": Wall(),
    **{table: reference() for table in REFERENCE},
    **WORKPLACE,
    # the person
    "cases_person": Wall(
        reads_more(
            f"({either(OWN, f'visible_orgs && {ORGS}', f'id = {PERSON}')} AND {NAMED})",
            f"({either(OWN, f'id = {PERSON}')} AND {NAMED})",
        ),
    ),
    "cases_persondocument": of_a_person(),
    "cases_personspelling": of_a_person(),
    "cases_persontoken": of_a_person(to=[CURIOSITY]),
    # a key is shown to whom its file is shown; whoever writes about somebody may make one, but say of none that it
    # was destroyed
    "sealing_filekey": Wall(
        Policy(
            "app_shows_file(kind, subject)",
            f"(cardinality({ORGS}) > 0 AND destroyed_at IS NULL)",
        ),
        jobs=((LETTERS, f"EXISTS (SELECT {WAITS} d.case_id = sealing_filekey.subject)"),),
    ),
    # the case
    "cases_case": Wall(
        reads_more(
            f"(cardinality({ORGS}) > 0 AND ({OWN} OR visible_orgs && {ORGS} OR person_id = {PERSON}) AND {NAMED})",
            f"({either(OWN, f'person_id = {PERSON}')} AND {NAMED})",
        ),
        frozenset({REMINDERS, CURIOSITY}),
    ),
    "cases_casemember": of_the_holder(
        "case_id", also=either(SEES_CORE, f"({COLLEAGUE} AND {THERE})"), to=[REMINDERS, CURIOSITY]
    ),
    "cases_caseopening": of_the_holder("case_id", also=either(SEES_CORE, f"({OWN} AND {THERE})"), to=[REMINDERS]),
    "cases_caseuserobjectpermission": of_the_holder(
        "content_object_id", also=f"(user_id = {UID} AND {LASTS})", to=[REMINDERS]
    ),
    "cases_casegroupobjectpermission": of_the_holder(
        "content_object_id", also=f"group_id = ANY ({GROUPS})", to=[REMINDERS]
    ),
    "cases_handover": of_a_case(Area.CORE),
    "cases_breakglass": of_a_case(Area.CORE, to=[REMINDERS], also=f"({OWN} AND {THERE})"),
    "cases_caseseal": of_a_case(Area.CORE, to=[REMINDERS]),
    # identification
    "cases_identification": of_a_case(Area.IDENTIFICATION, to=[REMINDERS], also=BEGAN_A_CLOCK),
    "cases_indicatorobservation": of_a_case(Area.IDENTIFICATION),
    "cases_agefinding": of_a_case(Area.IDENTIFICATION),
    "cases_childnotice": of_a_case(Area.IDENTIFICATION, to=[REMINDERS]),
    # the clock
    "cases_reflectionperiod": of_a_case(Area.CLOCK, to=[REMINDERS]),
    "cases_periodwish": of_a_record(Area.CLOCK, "cases_reflectionperiod", "period_id"),
    "cases_rightsbriefing": of_a_case(Area.CLOCK, to=[REMINDERS]),
    # the legal file
    "cases_cooperationdecision": of_a_case(Area.LEGAL, also=f"id = ANY ({TOLD})"),
    "cases_decisioncommunication": of_a_record(  # the authority that was told reads that it was
        Area.LEGAL, "cases_cooperationdecision", "decision_id", also=f"authority_id = ANY ({ORGS})"
    ),
    "cases_decisionannulment": of_a_record(
        Area.LEGAL, "cases_cooperationdecision", "decision_id", also=f"decision_id = ANY ({TOLD})"
    ),
    "legal_protectionrequest": of_a_case(Area.LEGAL, to=[REMINDERS]),
    "legal_protection": of_a_case(Area.LEGAL, to=[REMINDERS]),
    "legal_appeal": of_a_case(Area.LEGAL, to=[REMINDERS]),
    "legal_earlierpermit": of_a_case(Area.LEGAL),
    "orders_courtorder": of_a_case(Area.LEGAL),
    "legal_criminalproceedings": of_a_case(Area.LEGAL),
    "legal_proceedingsstep": of_a_case(Area.LEGAL, to=[REMINDERS]),
    # documents
    "cases_document": of_its_area(
        jobs=[(LETTERS, "origin = 'LETTER'")], also=f"({purposes('health')} AND made_at IS NULL)"
    ),
    "cases_documentcontent": Wall(
        reads_more(
            f"{DOCUMENT})",
            f"{DOCUMENT} AND d.made_at IS NULL AND {by_the_holder('d.case_id')})",
        ),
        jobs=((LETTERS, f"EXISTS (SELECT {WAITS} d.id = document_id)"),),
    ),
    # compensation and being heard: the person's side of it, which no authority sees but for what it may use again
    "claims_claim": of_a_case(Area.AID, to=[REMINDERS]),
    "claims_hearing": of_a_case(Area.AID, to=[REMINDERS]),
    "claims_preparation": of_a_case(Area.AID, to=[REMINDERS]),
    "claims_interview": of_a_case(Area.AID, to=[REMINDERS], also=f"(struck_on IS NULL AND {USED_AGAIN})"),
    "claims_reuse": of_a_case(Area.AID, also=f"({OWN} AND withdrawn_on IS NULL AND {THERE})"),
    # legal aid
    "aid_legalaidapplication": of_a_case(Area.AID, to=[REMINDERS]),
    "aid_documentsasked": of_a_case(Area.AID, to=[REMINDERS]),
    "aid_appointment": of_a_case(Area.AID),
    "aid_chase": of_a_case(Area.AID),
    "aid_lawyerswork": of_a_case(Area.AID),
    # consent and referral: kept by the holder; who was asked reads its own referral, and what was told with it while
    # the referral and the consent last
    "sharing_consent": Wall(whole(by_the_holder("case_id"))),
    "sharing_telling": Wall(whole(by_the_holder("case_id")), frozenset({REMINDERS})),
    "sharing_referral": Wall(
        Policy(
            either(by_the_holder("case_id"), f"({TO_THEM} AND sent_on IS NOT NULL)"),
            by_the_holder("case_id"),
            either(by_the_holder("case_id"), f"({TO_THEM} AND state = 'RECALLED')"),  # and says that it forgot
        ),
        frozenset({REMINDERS}),
    ),
    "sharing_shareditem": of_its_area(also=TOLD_TO_THEM, kept=True),
    # return
    "cases_returnplan": of_a_case(Area.RETURN, to=[REMINDERS]),
    "cases_travelpaper": of_a_case(Area.RETURN),
    "cases_followupcontact": of_a_case(Area.RETURN, to=[REMINDERS]),
    # that two cases are of one person: for those who answer for either, and nobody else whom the case is open to
    "cases_duplicatelink": Wall(
        Policy(
            either(by_the_holder("case_id"), OF_THE_OTHER_CASE),
            by_the_holder("case_id"),
            either(by_the_holder("case_id"), OF_THE_OTHER_CASE),
        ),
        frozenset({REMINDERS}),
    ),
    # against contact: what staff learn of it is support, and an authority reads what was opened to it
    "cases_nocontactmeasure": of_a_case(Area.SUPPORT, to=[REMINDERS]),
    "cases_contactbreach": of_a_case(Area.SUPPORT, to=[REMINDERS], also=OPENED_TO_THEM),
    "cases_breachdisclosure": of_a_case(
        Area.SUPPORT, also=f"(authority_id = ANY ({ORGS}) AND withdrawn_on IS NULL AND {THERE})"
    ),
    "services_service": of_a_case(Area.SUPPORT),
    "services_session": of_a_case(Area.SUPPORT, to=[REMINDERS]),
    "services_unmetneed": of_a_case(Area.SUPPORT, to=[REMINDERS]),
    # what was said in confidence: its author reads it, and the supervisors of the case; no act on the file does
    "services_sessionnote": Wall(Policy(NOTE_READERS, f"(recorded_by_id = {UID} AND {by_the_holder('case_id')})")),
    "cases_riskassessment": of_a_case(Area.SUPPORT, to=[REMINDERS]),
    "cases_institutioncontact": of_a_case(Area.SUPPORT, to=[REMINDERS]),
    "cases_enquiry": of_a_case(Area.SUPPORT),
    "cases_knownplace": of_a_case(Area.SUPPORT),
    "cases_caseconnection": of_a_case(Area.SUPPORT, also=f"other_id = ANY ({CASES})"),
    # needs and plan
    "support_needsassessment": of_a_case(Area.SUPPORT),
    "support_urgentneed": of_a_case(Area.SUPPORT),
    "support_supportplan": of_a_case(Area.SUPPORT, to=[REMINDERS]),
    "support_plangoal": of_a_case(Area.SUPPORT),
    "support_planstep": of_a_case(Area.SUPPORT),
    "support_safetymeasure": of_a_case(Area.SUPPORT),
    # children
    "children_childprocedure": of_a_case(Area.IDENTITY, to=[REMINDERS]),
    "children_specialrepresentation": of_a_case(Area.IDENTITY, to=[REMINDERS]),
    "children_childteammember": of_a_case(Area.SUPPORT),
    "children_plansignature": of_a_case(Area.SUPPORT),
    "children_childfacts": of_a_case(Area.SUPPORT),
    "children_exitbanproposal": of_a_case(Area.SUPPORT),
    # shelters
    "shelters_shelter": Wall(Policy(SOMEBODY, HOUSE, HOUSE), frozenset({REMINDERS})),
    "shelters_place": Wall(Policy(SOMEBODY, ROOM, ROOM)),
    "shelters_room": Wall(Policy(SOMEBODY, ROOM, ROOM)),
    "shelters_closeddays": Wall(Policy(SOMEBODY, ROOM, ROOM)),
    "shelters_outage": Wall(Policy(BED, BED, BED)),
    "shelters_takennights": Wall(Policy(OWN_PLACE)),  # triggers write it
    "shelters_hold": Wall(reads_more(either(by_the_holder("case_id"), OWN_PLACE), by_the_holder("case_id"))),
    "shelters_shelteraddress": Wall(whole(OWN_SHELTER)),
    "shelters_stay": of_a_case(Area.STAY, to=[REMINDERS], also=OWN_SHELTER),
    "shelters_absence": of_a_case(Area.STAY, to=[REMINDERS]),
    "shelters_accompanyingchild": of_a_case(Area.STAY),
    "shelters_stayextension": of_a_case(Area.STAY),
    "shelters_stayreview": of_a_case(Area.STAY, to=[REMINDERS]),
    "shelters_staylogentry": of_a_record(Area.STAY, "shelters_stay", "stay_id"),
    # shifts: what a house writes for itself, and of its guests what hangs from their cases
    "shelters_staypoint": of_a_record(Area.STAY, "shelters_stay", "stay_id"),
    "shelters_shifthandover": Wall(whole(OWN_SHELTER), frozenset({REMINDERS})),
    "shelters_nightcensus": Wall(whole(OWN_SHELTER), frozenset({REMINDERS})),
    "shelters_censusentry": of_a_case(Area.STAY, to=[REMINDERS]),
    "shelters_househours": Wall(
        Policy(ROOM, purposes(ADMINISTRATION), purposes(ADMINISTRATION)), frozenset({REMINDERS})
    ),
    "shelters_duty": Wall(Policy(HOUSE, HOUSE, HOUSE), frozenset({REMINDERS})),
}
