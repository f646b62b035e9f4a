"""Triggers: counselling is in a plan in force, long-term support waits, notes are of their session, what is over stays."""

from django.db import migrations

SERVICE = """
CREATE FUNCTION service_rests_on_its_conditions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entering boolean := TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state;
    put_in_plan boolean := NEW.plan_step_id IS NOT NULL
        AND (TG_OP = 'INSERT' OR NEW.plan_step_id IS DISTINCT FROM OLD.plan_step_id);
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.case_id, NEW.number, NEW.type, NEW.needed_on) IS DISTINCT FROM
                            (OLD.case_id, OLD.number, OLD.type, OLD.needed_on) THEN
        PERFORM refuse('service_keeps_what_it_is', 'case, number and kind of a service never change');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('NEEDED', 'OFFERED', 'PLANNED', 'ACTIVE') THEN
        PERFORM refuse('service_over_stays_as_it_was', 'what is over stays as it was recorded');
    END IF;
    IF put_in_plan AND NOT EXISTS (
        SELECT FROM support_planstep s WHERE s.id = NEW.plan_step_id AND s.case_id = NEW.case_id) THEN
        PERFORM refuse('service_step_of_a_plan_of_the_same_case', 'the step belongs to another case');
    END IF;
    IF NEW.type = 'PSYCHOLOGICAL_COUNSELLING' AND NEW.state IN ('PLANNED', 'ACTIVE') AND (entering OR put_in_plan)
       AND NOT EXISTS (
        SELECT FROM support_planstep s JOIN support_supportplan p ON p.id = s.plan_id
         WHERE s.id = NEW.plan_step_id AND s.struck_on IS NULL AND p.state = 'ACTIVE') THEN
        PERFORM refuse('service_counselling_is_in_an_active_plan', 'counselling is a step of a plan in force');
    END IF;
    IF NEW.long_term AND entering AND NEW.state = 'ACTIVE' AND EXISTS (
        SELECT FROM cases_reflectionperiod r
         WHERE r.case_id = NEW.case_id AND r.end_reason NOT IN ('CORRECTION', 'FOUND_TO_BE_CHILD')
           AND r.starts_on <= NEW.starts_on AND r.last_day >= NEW.starts_on) THEN
        PERFORM refuse('service_long_term_after_the_period', 'long-term support begins after the reflection period');
    END IF;
    IF NEW.long_term AND entering AND NEW.state = 'ACTIVE' AND EXISTS (
        SELECT FROM cases_riskassessment a
         WHERE a.case_id = NEW.case_id AND a.state = 'CURRENT' AND a.level = 'CRITICAL') THEN
        PERFORM refuse('service_long_term_without_risk_to_life', 'long-term support begins without risk to life');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER service_rests_on_its_conditions BEFORE INSERT OR UPDATE ON services_service
    FOR EACH ROW EXECUTE FUNCTION service_rests_on_its_conditions();
CREATE TRIGGER service_follows_its_flow BEFORE INSERT OR UPDATE ON services_service
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>NEEDED', 'NEEDED>OFFERED', 'NEEDED>NOT_NEEDED', 'OFFERED>PLANNED', 'OFFERED>DECLINED', 'OFFERED>ENDED',
        'PLANNED>ACTIVE', 'PLANNED>STOPPED_BY_PERSON', 'PLANNED>ENDED',
        'ACTIVE>COMPLETED', 'ACTIVE>STOPPED_BY_PERSON', 'ACTIVE>ENDED');
CREATE TRIGGER service_needs_an_open_case BEFORE INSERT ON services_service
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

SESSION = """
CREATE FUNCTION session_rests_on_its_service() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its services_service;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state <> 'SCHEDULED' THEN
        PERFORM refuse('session_recorded_is_not_edited', 'what was recorded of a session is not edited');
    END IF;
    SELECT s.* INTO its FROM services_service s WHERE s.id = NEW.service_id AND s.case_id = NEW.case_id;
    IF its.id IS NULL OR (TG_OP = 'UPDATE' AND (NEW.case_id, NEW.service_id, NEW.number) IS DISTINCT FROM
                                               (OLD.case_id, OLD.service_id, OLD.number)) THEN
        PERFORM refuse('session_of_a_service_of_the_same_case', 'a session belongs to a service of the same case');
    END IF;
    IF TG_OP = 'INSERT' AND its.state NOT IN ('PLANNED', 'ACTIVE') THEN
        PERFORM refuse('session_of_an_accepted_service', 'sessions belong to a service that was accepted and goes on');
    END IF;
    IF NEW.state = 'HELD' AND ((NEW.starts_at AT TIME ZONE 'Europe/Sofia')::date
        BETWEEN its.starts_on AND coalesce(its.ended_on, 'infinity')) IS NOT TRUE THEN
        PERFORM refuse('session_held_while_the_service_lasts', 'a session is held while the service lasts');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_rests_on_its_service BEFORE INSERT OR UPDATE ON services_session
    FOR EACH ROW EXECUTE FUNCTION session_rests_on_its_service();
CREATE TRIGGER session_follows_its_flow BEFORE INSERT OR UPDATE ON services_session
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>SCHEDULED', 'SCHEDULED>HELD', 'SCHEDULED>MISSED', 'SCHEDULED>CANCELLED');
CREATE TRIGGER session_needs_an_open_case BEFORE INSERT ON services_session
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

NOTE = """
CREATE FUNCTION session_note_of_a_session_of_the_same_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM services_session s WHERE s.id = NEW.session_id AND s.case_id = NEW.case_id) THEN
        PERFORM refuse('session_note_of_a_session_of_the_same_case', 'a note belongs to a session of the same case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_note_of_a_session_of_the_same_case BEFORE INSERT ON services_sessionnote
    FOR EACH ROW EXECUTE FUNCTION session_note_of_a_session_of_the_same_case();
CREATE TRIGGER session_note_needs_an_open_case BEFORE INSERT ON services_sessionnote
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

UNMET = """
CREATE FUNCTION unmet_need_of_a_service_of_the_same_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.resolved_on IS NOT NULL OR
        (NEW.case_id, NEW.service_id, NEW.reason, NEW.note, NEW.since_on) IS DISTINCT FROM
        (OLD.case_id, OLD.service_id, OLD.reason, OLD.note, OLD.since_on)) THEN
        PERFORM refuse('unmet_need_keeps_what_it_was', 'what could not be met, why and since when is not edited');
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM services_service s WHERE s.id = NEW.service_id AND s.case_id = NEW.case_id) THEN
        PERFORM refuse('unmet_need_of_a_service_of_the_same_case', 'a need in the ledger is of the same case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unmet_need_of_a_service_of_the_same_case BEFORE INSERT OR UPDATE ON services_unmetneed
    FOR EACH ROW EXECUTE FUNCTION unmet_need_of_a_service_of_the_same_case();
CREATE TRIGGER unmet_need_needs_an_open_case BEFORE INSERT ON services_unmetneed
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

CLOSING = """
CREATE FUNCTION case_closes_without_open_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL AND EXISTS (SELECT FROM services_service
            WHERE case_id = NEW.id AND state IN ('PLANNED', 'ACTIVE')) THEN
        PERFORM refuse('case_closes_without_open_service', 'a service is accepted or under way');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_closes_without_open_service BEFORE UPDATE OF closed_on ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_closes_without_open_service();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_risk"), ("services", "0001_services_and_sessions")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (SERVICE, SESSION, NOTE, UNMET, CLOSING)
    ]
