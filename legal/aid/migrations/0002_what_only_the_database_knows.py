"""Triggers: full aid needs an effective YES, a grant names a lawyer, what was signed and decided stays as it was."""

from django.db import migrations

APPLICATION = """
CREATE FUNCTION legal_aid_application_rests_on_the_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entering boolean := TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state IN ('COMPLETED', 'REFUSED_FINAL', 'WITHDRAWN') THEN
        PERFORM refuse('legal_aid_decision_stands', 'what has ended stays as it is');
    END IF;
    IF TG_OP = 'UPDATE' AND ((NEW.case_id, NEW.number, NEW.product, NEW.prepared_on) IS DISTINCT FROM
        (OLD.case_id, OLD.number, OLD.product, OLD.prepared_on) OR (OLD.state <> 'DRAFT' AND
        (NEW.needs, NEW.language, NEW.interpreter, NEW.addressee, NEW.addressee_name, NEW.means_declared,
         NEW.means_evidence, NEW.applicant, NEW.applicant_name, NEW.signed_on) IS DISTINCT FROM
        (OLD.needs, OLD.language, OLD.interpreter, OLD.addressee, OLD.addressee_name, OLD.means_declared,
         OLD.means_evidence, OLD.applicant, OLD.applicant_name, OLD.signed_on))) THEN
        PERFORM refuse('legal_aid_signed_is_not_edited', 'what was signed is not edited');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.decided_on IS NOT NULL AND (NEW.decided_on, NEW.reasons, NEW.told_on)
        IS DISTINCT FROM (OLD.decided_on, OLD.reasons, OLD.told_on) THEN
        PERFORM refuse('legal_aid_decision_stands', 'a decision stands as it was made');
    END IF;
    IF entering AND NEW.product = 'FULL' AND NEW.state = 'SUBMITTED' AND NOT EXISTS (
        SELECT FROM cases_cooperationdecision d
          LEFT JOIN cases_decisionannulment a ON a.decision_id = d.id AND a.confirmed_at IS NOT NULL
         WHERE d.id = NEW.decision_to_cooperate_id AND d.case_id = NEW.case_id AND a.id IS NULL
           AND d.value = 'YES' AND d.form IN ('WRITTEN', 'MINUTED') AND d.told_it_ends_period_at IS NOT NULL)
       AND (TG_OP = 'INSERT' OR OLD.state = 'SIGNED') THEN
        PERFORM refuse('legal_aid_full_needs_an_effective_yes', 'full legal aid needs a decision to cooperate');
    END IF;
    IF entering AND NEW.state = 'GRANTED' AND NOT EXISTS (
        SELECT FROM aid_appointment WHERE application_id = NEW.id AND ended_on IS NULL) THEN
        PERFORM refuse('legal_aid_granted_names_a_lawyer', 'a grant names the lawyer');
    END IF;
    IF entering AND (NEW.state = 'INCOMPLETE') <> EXISTS (
        SELECT FROM aid_documentsasked WHERE application_id = NEW.id AND handed_in_on IS NULL)
       AND NEW.state <> 'WITHDRAWN' THEN
        PERFORM refuse('legal_aid_documents_asked_are_recorded', 'documents are asked for, or were handed in');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER legal_aid_application_rests_on_the_law BEFORE INSERT OR UPDATE ON aid_legalaidapplication
    FOR EACH ROW EXECUTE FUNCTION legal_aid_application_rests_on_the_law();
CREATE TRIGGER legal_aid_application_follows_its_flow BEFORE INSERT OR UPDATE ON aid_legalaidapplication
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>DRAFT', 'DRAFT>SIGNED', 'DRAFT>WITHDRAWN', 'SIGNED>SUBMITTED', 'SIGNED>WITHDRAWN',
        'SUBMITTED>INCOMPLETE', 'SUBMITTED>GRANTED', 'SUBMITTED>REFUSED', 'SUBMITTED>WITHDRAWN',
        'INCOMPLETE>SUBMITTED', 'INCOMPLETE>WITHDRAWN', 'GRANTED>COMPLETED', 'REFUSED>APPEALED',
        'APPEALED>GRANTED', 'APPEALED>REFUSED_FINAL');
CREATE TRIGGER legal_aid_application_needs_an_open_case BEFORE INSERT ON aid_legalaidapplication
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

RECORDS = """
CREATE FUNCTION legal_aid_record_of_its_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM aid_legalaidapplication a WHERE a.id = NEW.application_id AND a.case_id = NEW.case_id)
       OR (TG_OP = 'UPDATE' AND (NEW.case_id, NEW.application_id) IS DISTINCT FROM (OLD.case_id, OLD.application_id))
    THEN
        PERFORM refuse('legal_aid_record_of_its_application', 'a record belongs to an application of the same case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER legal_aid_record_of_its_application BEFORE INSERT OR UPDATE ON aid_documentsasked
    FOR EACH ROW EXECUTE FUNCTION legal_aid_record_of_its_application();
CREATE TRIGGER legal_aid_record_of_its_application BEFORE INSERT OR UPDATE ON aid_appointment
    FOR EACH ROW EXECUTE FUNCTION legal_aid_record_of_its_application();
CREATE TRIGGER legal_aid_record_of_its_application BEFORE INSERT OR UPDATE ON aid_chase
    FOR EACH ROW EXECUTE FUNCTION legal_aid_record_of_its_application();
CREATE TRIGGER legal_aid_record_of_its_application BEFORE INSERT OR UPDATE ON aid_lawyerswork
    FOR EACH ROW EXECUTE FUNCTION legal_aid_record_of_its_application();
"""

LAWYERS = """
CREATE FUNCTION legal_aid_appointment_of_a_lawyer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.lawyer_id IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_user u
            WHERE u.id = NEW.lawyer_id AND u.is_active AND u.organisation_id IS NOT NULL
              AND u.roles && ARRAY['lawyer']::varchar[]) THEN
        PERFORM refuse('legal_aid_appointment_of_a_lawyer', 'only a lawyer can be appointed');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.ended_on IS NOT NULL OR (NEW.lawyer_id, NEW.lawyer_name, NEW.appointed_on)
        IS DISTINCT FROM (OLD.lawyer_id, OLD.lawyer_name, OLD.appointed_on)) THEN
        PERFORM refuse('legal_aid_appointment_is_not_rewritten', 'an appointment ends; it is not rewritten');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER legal_aid_appointment_of_a_lawyer BEFORE INSERT OR UPDATE ON aid_appointment
    FOR EACH ROW EXECUTE FUNCTION legal_aid_appointment_of_a_lawyer();

CREATE FUNCTION legal_aid_work_under_an_appointment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM aid_appointment p WHERE p.id = NEW.appointment_id
           AND p.application_id = NEW.application_id AND NEW.done_on >= p.appointed_on
           AND (p.ended_on IS NULL OR NEW.done_on <= p.ended_on)) THEN
        PERFORM refuse('legal_aid_work_under_an_appointment', 'work lies within the days of the appointment');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER legal_aid_work_under_an_appointment BEFORE INSERT ON aid_lawyerswork
    FOR EACH ROW EXECUTE FUNCTION legal_aid_work_under_an_appointment();
"""

CLOSING = """
CREATE FUNCTION case_closes_without_waiting_aid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL AND EXISTS (SELECT FROM aid_legalaidapplication
            WHERE case_id = NEW.id AND state IN ('SUBMITTED', 'INCOMPLETE', 'APPEALED')) THEN
        PERFORM refuse('case_closes_without_waiting_aid', 'an application for legal aid waits for an answer');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_closes_without_waiting_aid BEFORE UPDATE OF closed_on ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_closes_without_waiting_aid();
"""


class Migration(migrations.Migration):
    dependencies = [("aid", "0001_legal_aid"), ("cases", "0006_legal_aid_is_an_area")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (APPLICATION, RECORDS, LAWYERS, CLOSING)
    ]
