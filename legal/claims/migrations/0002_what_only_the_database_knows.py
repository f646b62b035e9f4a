"""Triggers: everything of one claim, hearing or account is of one case, and what is over stays as it was."""

from django.db import migrations

CLAIM = """
CREATE FUNCTION claim_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.proceedings_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM legal_criminalproceedings p WHERE p.id = NEW.proceedings_id AND p.case_id = NEW.case_id) THEN
        PERFORM refuse('claim_in_proceedings_of_the_same_case', 'the proceedings belong to another case');
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF (NEW.case_id, NEW.number) IS DISTINCT FROM (OLD.case_id, OLD.number) OR (OLD.state <> 'PREPARED' AND
        (NEW.route, NEW.claimant, NEW.proceedings_id, NEW.trigger_event, NEW.trigger_on, NEW.application_rule_id,
         NEW.due_on, NEW.damage, NEW.asked_amount, NEW.asked_currency, NEW.asked_on, NEW.addressee, NEW.filed_on)
        IS DISTINCT FROM
        (OLD.route, OLD.claimant, OLD.proceedings_id, OLD.trigger_event, OLD.trigger_on, OLD.application_rule_id,
         OLD.due_on, OLD.damage, OLD.asked_amount, OLD.asked_currency, OLD.asked_on, OLD.addressee, OLD.filed_on)) THEN
        PERFORM refuse('claim_filed_is_not_edited', 'what was filed is not edited');
    END IF;
    IF OLD.state IN ('PAID', 'WITHDRAWN') OR (OLD.state = 'DECIDED' AND
        (NEW.decided_on, NEW.result, NEW.decision_reference, NEW.decision_reasons, NEW.awarded_amount,
         NEW.awarded_currency, NEW.examination_rule_id, NEW.examination_due_on, NEW.extended_on)
        IS DISTINCT FROM
        (OLD.decided_on, OLD.result, OLD.decision_reference, OLD.decision_reasons, OLD.awarded_amount,
         OLD.awarded_currency, OLD.examination_rule_id, OLD.examination_due_on, OLD.extended_on)) THEN
        PERFORM refuse('claim_decision_stands', 'a decision stands as it was made');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_keeps_what_it_is BEFORE INSERT OR UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claim_keeps_what_it_is();
CREATE TRIGGER claim_follows_its_flow BEFORE INSERT OR UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>PREPARED', 'PREPARED>FILED', 'PREPARED>WITHDRAWN', 'FILED>INCOMPLETE', 'FILED>DECIDED', 'FILED>WITHDRAWN',
        'INCOMPLETE>FILED', 'INCOMPLETE>DECIDED', 'INCOMPLETE>WITHDRAWN', 'DECIDED>PAID');
CREATE TRIGGER claim_needs_an_open_case BEFORE INSERT ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

HEARING = """
CREATE FUNCTION hearing_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.proceedings_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM legal_criminalproceedings p WHERE p.id = NEW.proceedings_id AND p.case_id = NEW.case_id) THEN
        PERFORM refuse('hearing_in_proceedings_of_the_same_case', 'the proceedings belong to another case');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.state <> 'PLANNED' OR (NEW.case_id, NEW.number) IS DISTINCT FROM
        (OLD.case_id, OLD.number)) THEN
        PERFORM refuse('hearing_over_is_not_edited', 'what is over is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hearing_keeps_what_it_is BEFORE INSERT OR UPDATE ON claims_hearing
    FOR EACH ROW EXECUTE FUNCTION hearing_keeps_what_it_is();
CREATE TRIGGER hearing_follows_its_flow BEFORE INSERT OR UPDATE ON claims_hearing
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow('>PLANNED', 'PLANNED>HELD', 'PLANNED>CANCELLED');
CREATE TRIGGER hearing_needs_an_open_case BEFORE INSERT ON claims_hearing
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();

CREATE FUNCTION preparation_is_of_its_hearing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claims_hearing h WHERE h.id = NEW.hearing_id AND h.case_id = NEW.case_id) THEN
        PERFORM refuse('preparation_of_a_hearing_of_the_same_case', 'the hearing belongs to another case');
    END IF;
    IF EXISTS (SELECT FROM claims_hearing h WHERE h.id = NEW.hearing_id AND h.state <> 'PLANNED') OR (
        TG_OP = 'UPDATE' AND (NEW.hearing_id, NEW.measure) IS DISTINCT FROM (OLD.hearing_id, OLD.measure)) THEN
        PERFORM refuse('hearing_over_is_not_edited', 'what is over is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER preparation_is_of_its_hearing BEFORE INSERT OR UPDATE ON claims_preparation
    FOR EACH ROW EXECUTE FUNCTION preparation_is_of_its_hearing();
"""

INTERVIEW = """
CREATE FUNCTION interview_keeps_what_was_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.hearing_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_hearing h WHERE h.id = NEW.hearing_id AND h.case_id = NEW.case_id) THEN
        PERFORM refuse('interview_at_a_hearing_of_the_same_case', 'the hearing belongs to another case');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.struck_on IS NOT NULL OR
        (NEW.case_id, NEW.number, NEW.told_on, NEW.listener, NEW.listener_name, NEW.hearing_id, NEW.topics, NEW.summary,
         NEW.record, NEW.record_reference, NEW.language, NEW.interpreter, NEW.recorded_by_id)
        IS DISTINCT FROM
        (OLD.case_id, OLD.number, OLD.told_on, OLD.listener, OLD.listener_name, OLD.hearing_id, OLD.topics, OLD.summary,
         OLD.record, OLD.record_reference, OLD.language, OLD.interpreter, OLD.recorded_by_id)) THEN
        PERFORM refuse('interview_is_not_edited', 'what was recorded as told is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER interview_keeps_what_was_told BEFORE INSERT OR UPDATE ON claims_interview
    FOR EACH ROW EXECUTE FUNCTION interview_keeps_what_was_told();
CREATE TRIGGER interview_needs_an_open_case BEFORE INSERT ON claims_interview
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

REUSE = """
CREATE FUNCTION reuse_keeps_what_was_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claims_interview i WHERE i.id = NEW.interview_id AND i.case_id = NEW.case_id) THEN
        PERFORM refuse('reuse_of_an_account_of_the_same_case', 'the account belongs to another case');
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM accounts_organisation o WHERE o.id = NEW.organisation_id
                AND o.kind IN ('POLICE', 'INVESTIGATION_SERVICE', 'PROSECUTORS_OFFICE')) THEN
            PERFORM refuse('reuse_by_a_pre_trial_authority', 'given to a pre-trial authority only');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.withdrawn_on IS NOT NULL OR
        (NEW.case_id, NEW.interview_id, NEW.organisation_id, NEW.agreed_on, NEW.given_by, NEW.form, NEW.recorded_by_id)
        IS DISTINCT FROM
        (OLD.case_id, OLD.interview_id, OLD.organisation_id, OLD.agreed_on, OLD.given_by, OLD.form, OLD.recorded_by_id)
        THEN
        PERFORM refuse('reuse_keeps_what_was_agreed', 'an agreement is taken back, never changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reuse_keeps_what_was_agreed BEFORE INSERT OR UPDATE ON claims_reuse
    FOR EACH ROW EXECUTE FUNCTION reuse_keeps_what_was_agreed();
CREATE TRIGGER reuse_needs_an_open_case BEFORE INSERT ON claims_reuse
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

CLOSING = """
CREATE FUNCTION case_closes_without_open_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND (
        EXISTS (SELECT FROM claims_claim WHERE case_id = NEW.id AND state IN ('PREPARED', 'FILED', 'INCOMPLETE'))
        OR EXISTS (SELECT FROM claims_hearing WHERE case_id = NEW.id AND state = 'PLANNED')) THEN
        PERFORM refuse('case_closes_without_open_claim', 'a claim or a hearing is still open');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_closes_without_open_claim BEFORE UPDATE OF closed_on ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_closes_without_open_claim();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial"), ("legal", "0005_proceedings"), ("cases", "0002_what_only_the_database_knows")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (CLAIM, HEARING, INTERVIEW, REUSE, CLOSING)]
