"""Triggers: a consent names a recipient with an agreement, or an emergency; the person is told of what was sent."""

from django.db import migrations

AGREEMENT = """
CREATE FUNCTION consent_needs_an_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.emergency IS DISTINCT FROM OLD.emergency THEN
        PERFORM refuse('consent_stands_as_it_was_explained', 'what was explained and answered is not edited');
    END IF;
    IF TG_OP = 'INSERT' AND NEW.emergency IS NULL AND coalesce(NEW.recipient_id::text, NEW.partner_id::text) IS NOT NULL
       AND NOT EXISTS (
        SELECT FROM sharing_sharingagreement a JOIN cases_case c ON c.id = NEW.case_id
         WHERE a.starts_on <= NEW.offered_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.offered_on)
           AND ((a.party_id = c.organisation_id AND NEW.recipient_id IS NOT NULL AND a.other_id = NEW.recipient_id)
             OR (a.other_id = c.organisation_id AND a.party_id = NEW.recipient_id)
             OR (a.party_id = c.organisation_id AND a.partner_id = NEW.partner_id))) THEN
        PERFORM refuse('consent_needs_an_agreement', 'no agreement on telling this organisation');
    END IF;
    IF NEW.evidence_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM cases_document d WHERE d.id = NEW.evidence_id AND d.case_id = NEW.case_id) THEN
        PERFORM refuse('consent_evidence_of_its_case', 'the paper is of another case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_needs_an_agreement BEFORE INSERT OR UPDATE ON sharing_consent
    FOR EACH ROW EXECUTE FUNCTION consent_needs_an_agreement();
"""

STEP = """
CREATE FUNCTION referral_plan_step_of_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM support_planstep s WHERE s.id = NEW.plan_step_id AND s.case_id = NEW.case_id) THEN
        PERFORM refuse('referral_plan_step_of_its_case', 'the step is of another case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referral_plan_step_of_its_case BEFORE INSERT OR UPDATE OF plan_step_id ON sharing_referral
    FOR EACH ROW WHEN (NEW.plan_step_id IS NOT NULL) EXECUTE FUNCTION referral_plan_step_of_its_case();
"""

TELLING = """
CREATE FUNCTION telling_of_a_disclosure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM sharing_referral r WHERE r.id = NEW.referral_id AND r.case_id = NEW.case_id
           AND r.basis IN ('EXCEPTION', 'MANDATORY') AND r.sent_on IS NOT NULL
           AND (NEW.told_on IS NULL OR NEW.told_on >= r.sent_on)) THEN
        PERFORM refuse('telling_of_a_disclosure', 'nothing was told without consent, or not before that day');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER telling_of_a_disclosure BEFORE INSERT OR UPDATE ON sharing_telling
    FOR EACH ROW EXECUTE FUNCTION telling_of_a_disclosure();
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_agreements_and_telling")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (AGREEMENT, STEP, TELLING)]
