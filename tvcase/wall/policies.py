"""Which rows each identity reaches, for every table; `prepare_database` makes exactly these policies.

Guardian decides inside an organisation. Here stands the wall between organisations: it reads the signed identity
(sql.py), and it does not trust the application's own filters. A table that is not named here fails the build.
"""

from cases.permissions import Area
from tvcase.wall.words import (
    ADMINISTRATION,
    CASES,
    CURIOSITY,
    DELIVERY,
    GROUPS,
    KNOWN,
    LETTERS,
    ORGS,
    PERSON,
    REMINDERS,
    SIGN_IN,
    SOMEBODY,
    TOLD,
    UID,
    Policy,
    Wall,
    by_the_holder,
    either,
    of_a_case,
    of_a_job,
    of_a_person,
    of_a_record,
    of_its_area,
    of_the_holder,
    purposes,
    reads_more,
    reference,
    whole,
)

READERS = "owner, worker, sealer, auditor"
FIXTURES = "fixtures"  # a purpose of tests and demos only; no other database has a policy for it
MIGRATION = "migration"

OWN_SHELTER = f"EXISTS (SELECT FROM shelters_shelter s WHERE s.id = shelter_id AND s.organisation_id = ANY ({ORGS}))"
NAMED = f"(sealed_to IS NULL OR {UID} = ANY (sealed_to))"  # a sealed file is for the people it names
OWN = f"organisation_id = ANY ({ORGS})"
THERE = "EXISTS (SELECT FROM cases_case c WHERE c.id = case_id)"  # and not sealed to others
LASTS = "(until IS NULL OR until > now())"

# The trace of a case is read by the coordinators of the organisation that holds it.
COORDINATES = f"(SELECT EXISTS (SELECT FROM accounts_user u WHERE u.id = {UID} AND 'coordinator' = ANY (u.roles)))"
OF_OWN_CASE = f"EXISTS (SELECT FROM cases_case c WHERE c.code = case_code AND c.organisation_id = ANY ({ORGS}))"

REVIEWED = (  # and what was opened behind broken glass by the organisation that reviews it
    "EXISTS (SELECT FROM cases_breakglass b JOIN cases_case c ON c.id = b.case_id "
    f"WHERE c.code = case_code AND b.user_id = actor_id AND b.organisation_id = ANY ({ORGS}))"
)

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
    "claims_ceiling",
    "shelters_contactcard",
    "django_content_type",
)

SEES_CORE = f"EXISTS (SELECT FROM cases_case c WHERE c.id = case_id AND c.visible_orgs_core && {ORGS})"
HOUSE = either(OWN, purposes(ADMINISTRATION))
ROOM = either(OWN_SHELTER, purposes(ADMINISTRATION))
OWN_PLACE = (
    "EXISTS (SELECT FROM shelters_place p JOIN shelters_shelter s ON s.id = p.shelter_id "
    f"WHERE p.id = place_id AND s.organisation_id = ANY ({ORGS}))"
)
BED = either(OWN_PLACE, purposes(ADMINISTRATION))
BEGAN_A_CLOCK = "EXISTS (SELECT FROM cases_reflectionperiod r WHERE r.identification_id = cases_identification.id)"
OPENED_TO_THEM = (
    "EXISTS (SELECT FROM cases_breachdisclosure d "
    f"WHERE d.breach_id = cases_contactbreach.id AND d.withdrawn_on IS NULL AND d.authority_id = ANY ({ORGS}))"
)
USED_AGAIN = (
    "EXISTS (SELECT FROM claims_reuse t WHERE t.interview_id = claims_interview.id AND t.withdrawn_on IS NULL "
    f"AND t.organisation_id = ANY ({ORGS}))"
)
# Who can be appointed is no secret: the register of legal aid lawyers is public.
LAW_FIRMS = "ARRAY(SELECT o.id FROM accounts_organisation o WHERE o.kind = 'LEGAL_AID')"
LAWYER_BY_TRADE = f"({UID} IS NOT NULL AND 'lawyer' = ANY (roles) AND organisation_id = ANY ({LAW_FIRMS}))"
COLLEAGUE = f"user_id IN (SELECT id FROM accounts_user WHERE {OWN})"

# A worker makes the letters that wait; once a letter is made it reaches neither its text nor its key.
WAITS = "FROM cases_document d WHERE d.made_at IS NULL AND"
DOCUMENT = "EXISTS (SELECT FROM cases_document d WHERE d.id = document_id"

OF_IMAGES = Wall(auditor=True)  # images of changed rows: triggers add them
WALLS: dict[str, Wall] = {
    "pghistory_context": Wall(),
    **{table: reference() for table in REFERENCE},
    # people at work
    "accounts_user": Wall(
        Policy(
            either(
                f"organisation_id = ANY ({KNOWN})",
                f"id = {UID}",
                purposes(SIGN_IN, ADMINISTRATION, "health"),
                LAWYER_BY_TRADE,
            ),
            purposes(ADMINISTRATION),
            either(f"id = {UID}", purposes(SIGN_IN, ADMINISTRATION)),  # rights: see sql.RIGHTS
        ),
        frozenset({REMINDERS, DELIVERY, SIGN_IN, CURIOSITY}),
    ),
    "accounts_user_groups": Wall(
        Policy(
            either(
                f"user_id = {UID}",
                purposes(SIGN_IN, ADMINISTRATION),
                f"cardinality({CASES}) > 0",  # an act finds whom it tells
            ),
            purposes(ADMINISTRATION),
            purposes(ADMINISTRATION),
            purposes(ADMINISTRATION),
        ),
        frozenset({REMINDERS}),
    ),
    "accounts_user_user_permissions": of_a_job(ADMINISTRATION, sees=f"user_id = {UID}"),
    "account_emailaddress": Wall(),
    "account_emailconfirmation": Wall(),
    "accounts_failedattempts": of_a_job(SIGN_IN),
    "accounts_onetimelink": of_a_job(SIGN_IN, worker={SIGN_IN}),
    "accounts_rolegrant": of_a_job(ADMINISTRATION),
    "accounts_session": of_a_job(SIGN_IN),
    "mfa_authenticator": of_a_job(SIGN_IN),
    "django_admin_log": of_a_job(ADMINISTRATION),
    "guardian_groupobjectpermission": Wall(),
    "guardian_userobjectpermission": Wall(),
    # the trace
    "audit_event": Wall(
        Policy(either(f"actor_id = {UID}", purposes(ADMINISTRATION), f"({COORDINATES} AND {OF_OWN_CASE})", REVIEWED)),
        frozenset({CURIOSITY}),
        auditor=True,
        adds="app, worker",
    ),
    "audit_alarm": Wall(Policy(f"({COORDINATES} AND {OWN})"), frozenset({CURIOSITY})),
    "audit_seal": Wall(auditor=True, adds="sealer"),
    # what each person has used up: only the definer's function reaches it
    "limits_spending": Wall(),
    # the keys of forms that act once
    "once_sent": Wall(whole(f"user_id = {UID}")),
    # copies that were asked for
    "exports_exportrequest": Wall(whole(OWN)),
    # what asks for attention
    "notifications_notification": Wall(
        Policy(
            either(f"recipient_id = {UID}", purposes("health")),
            either(f"{UID} IS NOT NULL", purposes(ADMINISTRATION, SIGN_IN)),
            f"recipient_id = {UID}",
        ),
        frozenset({REMINDERS, DELIVERY, CURIOSITY}),
    ),
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
            either(
                "EXISTS (SELECT FROM cases_case c WHERE c.id = subject)",
                "EXISTS (SELECT FROM cases_person p WHERE p.id = subject)",
                "EXISTS (SELECT FROM shelters_shelteraddress a WHERE a.id = subject)",
                "EXISTS (SELECT FROM shelters_shifthandover h WHERE h.id = subject)",
                "EXISTS (SELECT FROM shelters_nightcensus n WHERE n.id = subject)",
            ),
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
    "claims_interview": of_a_case(Area.AID, also=f"(struck_on IS NULL AND {USED_AGAIN})"),
    "claims_reuse": of_a_case(Area.AID, also=f"({OWN} AND withdrawn_on IS NULL AND {THERE})"),
    # legal aid
    "aid_legalaidapplication": of_a_case(Area.AID, to=[REMINDERS]),
    "aid_documentsasked": of_a_case(Area.AID, to=[REMINDERS]),
    "aid_appointment": of_a_case(Area.AID),
    "aid_chase": of_a_case(Area.AID),
    "aid_lawyerswork": of_a_case(Area.AID),
    # return
    "cases_returnplan": of_a_case(Area.RETURN),
    # against contact: what staff learn of it is support, and an authority reads what was opened to it
    "cases_nocontactmeasure": of_a_case(Area.SUPPORT, to=[REMINDERS]),
    "cases_contactbreach": of_a_case(Area.SUPPORT, also=OPENED_TO_THEM),
    "cases_breachdisclosure": of_a_case(
        Area.SUPPORT, also=f"(authority_id = ANY ({ORGS}) AND withdrawn_on IS NULL AND {THERE})"
    ),
    "cases_enquiry": of_a_case(Area.SUPPORT),
    "cases_knownplace": of_a_case(Area.SUPPORT),
    "cases_caseconnection": of_a_case(Area.SUPPORT, also=f"other_id = ANY ({CASES})"),
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
