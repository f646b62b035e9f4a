"""What administrators learn of the records behind a version of the law: a day and a number, never a record.

Who keeps the law sees no case, and must know what was opened under a version and how much still runs under it.
"""

from cases.states import CHILD

PATH = "SET search_path = pg_catalog, public, pg_temp"
READS = f"STABLE SECURITY DEFINER {PATH}"
MAY_KNOW = "app_ctx_purpose() IN ('administration', 'fixtures')"
CHILDREN = ", ".join(f"'{status}'" for status in CHILD)

# From the first time that the identifying body told the person of what depends on consent (cases/consent_term.py).
TOLD = f"""cases_identification r
      JOIN cases_case c ON c.id = r.case_id AND c.closed_on IS NULL AND c.age_status NOT IN ({CHILDREN})
     CROSS JOIN LATERAL (SELECT min((b.informed_at AT TIME ZONE 'Europe/Sofia')::date) AS told_on
        FROM cases_rightsbriefing b
       WHERE b.case_id = r.case_id AND b.organisation_id = r.organisation_id AND b.confirmation <> 'NOT_UNDERSTOOD'
         AND b."right" IN ('REFLECTION_PERIOD', 'SPECIAL_PROTECTION')
         AND (b.informed_at AT TIME ZONE 'Europe/Sofia')::date >= r.identified_on) t"""
# From the last time that somebody asked, or else from the day since which an answer without a term is owed.
CHASED = """aid_legalaidapplication r
     CROSS JOIN LATERAL (SELECT coalesce(
        (SELECT max(k.chased_on) FROM aid_chase k WHERE k.application_id = r.id AND k.chased_on >= r.answer_owed_from),
        CASE WHEN r.due_on IS NULL THEN r.answer_owed_from END) AS since) t"""
NOT_APPEALED = (
    "NOT EXISTS (SELECT FROM legal_appeal a WHERE a.request_id = r.request_id AND a.contested_on = r.ended_on)"
)

# A kind, its running records, and the day from which the term of each is counted. What was given a term once keeps
# its version by that day, and some records name their version themselves.
BY_DAY = (
    ("COOPERATION_TERM", TOLD, "t.told_on", "r.state = 'FORMAL_CONFIRMED' AND r.duplicate_of_id IS NULL"),
    ("CHILD_NOTICE", "cases_childnotice r", "(r.detected_at AT TIME ZONE 'Europe/Sofia')::date", "r.sent_at IS NULL"),
    ("SHELTER_STAY", "shelters_stay r", "r.from_on", "r.state IN ('REQUESTED', 'RESERVED', 'ACTIVE', 'ABSENT')"),
    (
        "CRISIS_CENTRE_STAY",
        "shelters_stay r JOIN shelters_shelter h ON h.id = r.shelter_id AND h.kind = 'CRISIS_CENTRE_CHILD'",
        "r.from_on",
        "r.state IN ('ACTIVE', 'ABSENT')",
    ),
    (
        "STAY_REVIEW",
        "shelters_stayreview r",
        "r.opened_on",
        "r.ground = 'PROTECTION_ENDED' AND r.done_on IS NULL AND r.fell_away_on IS NULL",
    ),
    ("PROTECTION_DECISION", "legal_protectionrequest r", "r.filed_on", "r.state IN ('FILED', 'PENDING')"),
    ("PROTECTION_APPEAL", "legal_protectionrequest r", "r.served_on", "r.state = 'REFUSED'"),
    ("PROTECTION_APPEAL", "legal_protection r", "r.end_served_on", f"r.end_kind = 'TERMINATED' AND {NOT_APPEALED}"),
    ("LEGAL_AID_CHASE", CHASED, "t.since", "r.chase_on IS NOT NULL"),
    (
        "DEVICE_LIMIT",
        "cases_nocontactmeasure r",
        "r.term_from_on",
        "r.kind = 'VOLUNTARY_DEVICE_LIMIT' AND r.state = 'ACTIVE' AND r.until_on >= the_day",
    ),
)
BY_VERSION = (
    (
        "REFLECTION",
        "cases_reflectionperiod r",
        "legal_rule_id",
        "r.starts_on <= the_day AND r.runs_to >= the_day",
    ),
    ("LEGAL_AID_DECISION", "aid_legalaidapplication r", "answer_rule_id", "r.state IN ('SUBMITTED', 'APPEALED')"),
    (
        "LEGAL_AID_APPEAL",
        "aid_legalaidapplication r",
        "appeal_rule_id",
        "r.state = 'REFUSED' AND (r.appeal_until IS NULL OR r.appeal_until >= the_day)",
    ),
    ("COMPENSATION_APPLICATION", "claims_claim r", "application_rule_id", "r.state = 'PREPARED'"),
    ("COMPENSATION_EXAMINATION", "claims_claim r", "examination_rule_id", "r.state IN ('FILED', 'INCOMPLETE')"),
    ("COMPENSATION_EXAMINATION_LONGEST", "claims_claim r", "examination_rule_id", "r.state IN ('FILED', 'INCOMPLETE')"),
)
# Nothing but the day says when these are over: the caller tells the first day whose term still runs.
OVER_BY_THE_DAY = ("COOPERATION_TERM", "PROTECTION_APPEAL")
COUNTED = frozenset(kind for kind, *_facts in (*BY_DAY, *BY_VERSION))


def _arms() -> list[str]:
    arms = []
    for kind, rows, start, runs in BY_DAY:
        late = f" AND (the_first IS NULL OR {start} >= the_first)" if kind in OVER_BY_THE_DAY else ""
        held = f"daterange(v.valid_from, v.valid_to, '[]') @> {start}"
        arms.append(f"SELECT 1 FROM {rows}\n     WHERE v.kind = '{kind}' AND {held} AND {runs}{late}")
    for kind, rows, version, runs in BY_VERSION:
        arms.append(f"SELECT 1 FROM {rows}\n     WHERE v.kind = '{kind}' AND r.{version} = v.id AND {runs}")
    return arms


LAW = f"""
CREATE OR REPLACE FUNCTION app_rule_used(the_rule bigint) RETURNS date LANGUAGE sql {READS}
AS $$ SELECT max(starts_on) FROM cases_reflectionperiod WHERE legal_rule_id = the_rule AND {MAY_KNOW} $$;
CREATE OR REPLACE FUNCTION app_rule_running(the_rule bigint, the_day date, the_first date)
RETURNS integer LANGUAGE sql {READS}
AS $$ SELECT count(*)::integer FROM cases_legalrule v CROSS JOIN LATERAL (
    {"\n    UNION ALL\n    ".join(_arms())}) n
 WHERE v.id = the_rule AND {MAY_KNOW} $$;
"""
