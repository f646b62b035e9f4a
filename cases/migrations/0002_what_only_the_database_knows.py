"""Triggers for what a check on one row cannot see: who may decide, what a clock rests on, what never changes."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse(rule text, sentence text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = rule, MESSAGE = sentence;
END $$;
"""

# Rows that are added and never changed.
APPEND_ONLY = [
    "cases_agefinding",
    "cases_cooperationdecision",
    "cases_decisioncommunication",
    "cases_indicatorobservation",
    "cases_periodwish",
    "cases_rightsbriefing",
]

# Records that a closed case accepts no more of.
NEED_AN_OPEN_CASE = [
    "cases_agefinding",
    "cases_childnotice",
    "cases_cooperationdecision",
    "cases_handover",
    "cases_identification",
    "cases_indicatorobservation",
    "cases_reflectionperiod",
    "cases_returnplan",
    "cases_rightsbriefing",
]

OPEN_CASE = """
CREATE FUNCTION case_must_be_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM cases_case WHERE id = NEW.case_id AND closed_on IS NOT NULL) THEN
        PERFORM refuse('case_must_be_open', 'a closed case accepts no new records');
    END IF;
    RETURN NEW;
END $$;
"""

# One flow table per record, as in states.py: argument i is 'FROM>TO'; a new row may start in any state listed as '>TO'.
FLOW = """
CREATE FUNCTION state_follows_its_flow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE step text := '>' || NEW.state;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.state = OLD.state THEN
            RETURN NEW;
        END IF;
        step := OLD.state || step;
    END IF;
    IF NOT step = ANY (TG_ARGV) THEN
        PERFORM refuse(TG_TABLE_NAME || '_follows_its_flow', 'this step is not in the flow: ' || step);
    END IF;
    RETURN NEW;
END $$;
"""

FLOWS = {
    "cases_identification": [
        ">INFORMAL_DRAFT",
        ">INFORMAL_CONFIRMED",
        ">FORMAL_REQUESTED",
        ">FORMAL_CONFIRMED",
        "INFORMAL_DRAFT>INFORMAL_CONFIRMED",
        "FORMAL_REQUESTED>FORMAL_CONFIRMED",
        "FORMAL_REQUESTED>FORMAL_REFUSED",
        "FORMAL_CONFIRMED>FORMAL_ANNULLED",
    ],
    "cases_handover": [">OFFERED", "OFFERED>ACCEPTED", "OFFERED>DECLINED", "OFFERED>RECALLED"],
    "cases_returnplan": [
        ">PROPOSED",
        "PROPOSED>PREPARING",
        "PROPOSED>DECLINED",
        "PREPARING>READY",
        "PREPARING>DECLINED",
        "READY>PREPARING",
        "READY>IN_TRANSIT",
        "READY>DECLINED",
        "IN_TRANSIT>ARRIVED",
    ],
}

CASE = """
CREATE FUNCTION case_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.code, NEW.person_id, NEW.episode, NEW.opened_on) IS DISTINCT FROM
       (OLD.code, OLD.person_id, OLD.episode, OLD.opened_on) THEN
        PERFORM refuse('case_keeps_what_it_is', 'code, person, episode and first day of a case never change');
    END IF;
    IF OLD.closed_on IS NOT NULL THEN
        PERFORM refuse('case_closed_stays_closed', 'a closed case is never edited; a new episode is opened');
    END IF;
    IF NEW.organisation_id <> OLD.organisation_id AND NOT EXISTS (
        SELECT FROM cases_handover h WHERE h.case_id = NEW.id AND h.state = 'ACCEPTED'
           AND h.from_organisation_id = OLD.organisation_id AND h.to_organisation_id = NEW.organisation_id) THEN
        PERFORM refuse('case_moves_by_an_accepted_handover', 'a case changes hands only by an accepted handover');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_keeps_what_it_is BEFORE UPDATE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_keeps_what_it_is();
"""

IDENTIFICATION = """
CREATE FUNCTION identification_is_by_an_authority() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind = 'FORMAL' THEN
        IF NOT EXISTS (SELECT FROM accounts_organisation o WHERE o.id = NEW.organisation_id
                AND o.kind IN ('POLICE', 'INVESTIGATION_SERVICE', 'PROSECUTORS_OFFICE')) THEN
            PERFORM refuse('identification_formal_by_an_authority', 'only a pre-trial authority identifies formally');
        END IF;
        IF NEW.officer_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.officer_id IS DISTINCT FROM OLD.officer_id)
            AND NOT EXISTS (SELECT FROM accounts_user u
                WHERE u.id = NEW.officer_id AND u.organisation_id = NEW.organisation_id) THEN
            PERFORM refuse('identification_officer_of_the_authority', 'the officer belongs to the authority');
        END IF;
    END IF;
    IF NEW.duplicate_of_id IS NOT NULL AND NOT EXISTS (SELECT FROM cases_identification i
            WHERE i.id = NEW.duplicate_of_id AND i.case_id = NEW.case_id AND i.kind = 'FORMAL'
            AND i.duplicate_of_id IS NULL) THEN
        PERFORM refuse('identification_duplicate_in_the_same_case', 'a duplicate names the identification that counts');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('INFORMAL_DRAFT', 'FORMAL_REQUESTED') AND
        (NEW.case_id, NEW.number, NEW.kind, NEW.identified_at, NEW.territory_bg, NEW.organisation_id, NEW.officer_id,
         NEW.decision_reference, NEW.bases, NEW.conclusion, NEW.refusal_reasons, NEW.recorded_by_id) IS DISTINCT FROM
        (OLD.case_id, OLD.number, OLD.kind, OLD.identified_at, OLD.territory_bg, OLD.organisation_id, OLD.officer_id,
         OLD.decision_reference, OLD.bases, OLD.conclusion, OLD.refusal_reasons, OLD.recorded_by_id) THEN
        PERFORM refuse('identification_is_annulled_not_edited', 'a recorded identification is annulled, never edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER identification_is_by_an_authority BEFORE INSERT OR UPDATE ON cases_identification
    FOR EACH ROW EXECUTE FUNCTION identification_is_by_an_authority();
"""

PERIOD = """
CREATE FUNCTION reflection_period_rests_on_the_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    identification cases_identification%ROWTYPE;
    chain cases_case%ROWTYPE;
    rule cases_legalrule%ROWTYPE;
BEGIN
    SELECT * INTO identification FROM cases_identification WHERE id = NEW.identification_id;
    SELECT * INTO chain FROM cases_case WHERE id = NEW.case_id;
    SELECT * INTO rule FROM cases_legalrule WHERE id = NEW.legal_rule_id;
    IF TG_OP = 'INSERT' THEN
        IF identification.case_id <> NEW.case_id OR chain.person_id <> NEW.person_id
            OR identification.state <> 'FORMAL_CONFIRMED' OR identification.duplicate_of_id IS NOT NULL
            OR NOT identification.territory_bg OR identification.identified_at <> NEW.starts_at THEN
            PERFORM refuse('reflection_period_starts_at_formal_identification',
                'a period starts at a formal identification in Bulgaria that counts, and by nothing else');
        END IF;
        IF chain.age_status NOT IN ('ADULT_STATED', 'ADULT_VERIFIED') THEN
            PERFORM refuse('reflection_period_is_for_adults', 'no reflection clock for who is or may be a child');
        END IF;
        IF rule.kind <> 'REFLECTION' OR rule.rule <> NEW.rule
            OR NOT daterange(rule.valid_from, rule.valid_to, '[]') @>
                   (NEW.starts_at AT TIME ZONE 'Europe/Sofia')::date THEN
            PERFORM refuse('reflection_period_follows_the_rule_of_its_day', 'the rule valid on the day it starts');
        END IF;
    ELSIF (NEW.case_id, NEW.person_id, NEW.identification_id, NEW.legal_rule_id, NEW.rule, NEW.starts_at,
           NEW.last_day) IS DISTINCT FROM
          (OLD.case_id, OLD.person_id, OLD.identification_id, OLD.legal_rule_id, OLD.rule, OLD.starts_at,
           OLD.last_day) THEN
        PERFORM refuse('reflection_period_never_moves', 'start, rule and last day of a period never change');
    END IF;
    IF NEW.end_reason = 'COOPERATION' AND NOT EXISTS (
        SELECT FROM cases_cooperationdecision d
          LEFT JOIN cases_decisionannulment a ON a.decision_id = d.id AND a.confirmed_at IS NOT NULL
         WHERE d.id = NEW.ended_by_decision_id AND d.case_id = NEW.case_id AND a.id IS NULL
           AND d.value = 'YES' AND d.form IN ('WRITTEN', 'MINUTED') AND d.told_it_ends_period_at IS NOT NULL
           AND d.declared_on = NEW.ended_on AND d.declared_at >= NEW.starts_at) THEN
        PERFORM refuse('reflection_period_ends_by_an_effective_yes', 'only an effective YES inside the period ends it');
    END IF;
    IF NEW.end_reason = 'CORRECTION' AND identification.state <> 'FORMAL_ANNULLED' THEN
        PERFORM refuse('reflection_period_corrected_by_annulment', 'a correction follows an annulled identification');
    END IF;
    IF NEW.end_reason = 'FOUND_TO_BE_CHILD' AND chain.age_status IN ('ADULT_STATED', 'ADULT_VERIFIED') THEN
        PERFORM refuse('reflection_period_corrected_by_age', 'this correction follows a finding of age');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.end_reason IN ('CORRECTION', 'FOUND_TO_BE_CHILD')
        AND NEW.end_reason <> OLD.end_reason THEN
        PERFORM refuse('reflection_period_correction_is_final', 'a correction is final');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.end_reason = 'COOPERATION' AND NEW.end_reason = '' AND NOT EXISTS (
        SELECT FROM cases_decisionannulment a
         WHERE a.decision_id = OLD.ended_by_decision_id AND a.confirmed_at IS NOT NULL) THEN
        PERFORM refuse('reflection_period_ended_for_good', 'cooperation ends the period for good');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reflection_period_rests_on_the_law BEFORE INSERT OR UPDATE ON cases_reflectionperiod
    FOR EACH ROW EXECUTE FUNCTION reflection_period_rests_on_the_law();
"""

CHILD_NOTICE = """
CREATE FUNCTION child_notice_keeps_its_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.case_id, NEW.body, NEW.detected_at, NEW.due_at) IS DISTINCT FROM
       (OLD.case_id, OLD.body, OLD.detected_at, OLD.due_at) OR OLD.sent_at IS NOT NULL THEN
        PERFORM refuse('child_notice_keeps_its_time', 'body and time of a notice never change; it is sent once');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER child_notice_keeps_its_time BEFORE UPDATE ON cases_childnotice
    FOR EACH ROW EXECUTE FUNCTION child_notice_keeps_its_time();
"""

RETURN_PLAN = """
CREATE FUNCTION return_plan_fits_the_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entering boolean := TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state OR NEW.kind <> OLD.kind;
BEGIN
    IF entering AND NEW.state IN ('PROPOSED', 'READY', 'IN_TRANSIT') AND NOT EXISTS (
        SELECT FROM cases_case c JOIN cases_person p ON p.id = c.person_id
         WHERE c.id = NEW.case_id AND ('BG' = ANY (p.citizenships)) = (NEW.kind LIKE 'BG_CITIZEN%')) THEN
        PERFORM refuse('return_plan_kind_fits_the_citizenships', 'the kind of return follows the citizenships');
    END IF;
    IF entering AND NEW.state IN ('READY', 'IN_TRANSIT') AND NEW.kind LIKE 'FOREIGNER%'
        AND NEW.risk_assessed_on < NEW.opened_on THEN
        PERFORM refuse('return_plan_risk_assessed_for_this_plan', 'the risk is assessed for this plan');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER return_plan_fits_the_person BEFORE INSERT OR UPDATE ON cases_returnplan
    FOR EACH ROW EXECUTE FUNCTION return_plan_fits_the_person();
"""

ANNULMENT = """
CREATE FUNCTION decision_annulment_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.confirmed_at IS NOT NULL OR (NEW.decision_id, NEW.reason, NEW.proposed_by_id, NEW.proposed_at)
        IS DISTINCT FROM (OLD.decision_id, OLD.reason, OLD.proposed_by_id, OLD.proposed_at) THEN
        PERFORM refuse('decision_annulment_is_final', 'a proposed annulment is confirmed by somebody else, no more');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_annulment_is_final BEFORE UPDATE ON cases_decisionannulment
    FOR EACH ROW EXECUTE FUNCTION decision_annulment_is_final();
"""

OPENING = """
CREATE FUNCTION case_opening_closes_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_on IS NOT NULL OR (NEW.case_id, NEW.organisation_id, NEW.ground, NEW.subject, NEW.opened_on)
        IS DISTINCT FROM (OLD.case_id, OLD.organisation_id, OLD.ground, OLD.subject, OLD.opened_on) THEN
        PERFORM refuse('case_opening_closes_once', 'an opening is closed once and never changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_opening_closes_once BEFORE UPDATE ON cases_caseopening
    FOR EACH ROW EXECUTE FUNCTION case_opening_closes_once();
"""


def _each(template: str, tables: list[str]) -> str:
    return "\n".join(template.format(table=table) for table in tables)


WRITTEN_ONCE = _each(
    "CREATE TRIGGER {table}_is_written_once BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change();",
    APPEND_ONLY,
)
OPEN_CASES = _each(
    "CREATE TRIGGER {table}_needs_an_open_case BEFORE INSERT ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION case_must_be_open();",
    NEED_AN_OPEN_CASE,
)
FLOW_TRIGGERS = "\n".join(
    f"CREATE TRIGGER {table}_follows_its_flow BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW "
    f"EXECUTE FUNCTION state_follows_its_flow({', '.join(repr(step) for step in steps)});"
    for table, steps in FLOWS.items()
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("audit", "0002_written_once"), ("accounts", "0002_kind_never_changes")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (
            REFUSE,
            OPEN_CASE,
            FLOW,
            CASE,
            IDENTIFICATION,
            PERIOD,
            CHILD_NOTICE,
            RETURN_PLAN,
            ANNULMENT,
            OPENING,
            WRITTEN_ONCE,
            OPEN_CASES,
            FLOW_TRIGGERS,
        )
    ]
