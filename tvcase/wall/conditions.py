"""The conditions of single tables of the wall: who else reads, and what."""

from cases.permissions import Area
from tvcase.wall.words import (
    ADMINISTRATION,
    CASES,
    ORGS,
    UID,
    either,
    purposes,
)

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
OF_THE_OTHER_CASE = (
    "EXISTS (SELECT FROM cases_case c WHERE c.code = other_code "
    f"AND (c.organisation_id = ANY ({ORGS}) OR c.id = ANY ({CASES})))"
)
TO_THEM = f"to_organisation_id = ANY ({ORGS})"
TOLD_TO_THEM = (
    "(alive AND (until_on IS NULL OR until_on >= (now() AT TIME ZONE 'Europe/Sofia')::date) "
    "AND EXISTS (SELECT FROM sharing_referral r WHERE r.id = referral_id "
    f"AND r.{TO_THEM} AND r.state IN ('SENT', 'ACCEPTED', 'HANDED_OVER', 'CONFIRMED')) AND {THERE})"
)
# Who can be appointed is no secret: the register of legal aid lawyers is public.
LAW_FIRMS = "ARRAY(SELECT o.id FROM accounts_organisation o WHERE o.kind = 'LEGAL_AID')"
LAWYER_BY_TRADE = f"({UID} IS NOT NULL AND 'lawyer' = ANY (roles) AND organisation_id = ANY ({LAW_FIRMS}))"
NOTE_READERS = (
    f"(EXISTS (SELECT FROM cases_case c WHERE c.id = case_id AND c.visible_orgs_{Area.SUPPORT} && {ORGS}) AND "
    f"(recorded_by_id = {UID} OR EXISTS (SELECT FROM cases_casemember m WHERE m.case_id = services_sessionnote.case_id "
    f"AND m.user_id = {UID} AND m.role = 'SUPERVISOR' AND m.left_on IS NULL)))"
)
COLLEAGUE = f"user_id IN (SELECT id FROM accounts_user WHERE {OWN})"

# A worker makes the letters that wait; once a letter is made it reaches neither its text nor its key.
WAITS = "FROM cases_document d WHERE d.made_at IS NULL AND"
DOCUMENT = "EXISTS (SELECT FROM cases_document d WHERE d.id = document_id"
