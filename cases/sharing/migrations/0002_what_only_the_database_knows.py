"""Triggers: a consent stands as it was explained; nothing is told beyond it; what was told ends with its referral."""

from django.db import migrations

CONSENT = """
CREATE FUNCTION consent_rests_on_the_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.state IN ('REFUSED', 'WITHDRAWN', 'EXPIRED') OR
        (NEW.case_id, NEW.number, NEW.recipient_id, NEW.partner_id, NEW.purpose, NEW.purpose_note, NEW.items,
         NEW.valid_to, NEW.offered_on, NEW.language, NEW.interpreter, NEW.read_aloud) IS DISTINCT FROM
        (OLD.case_id, OLD.number, OLD.recipient_id, OLD.partner_id, OLD.purpose, OLD.purpose_note, OLD.items,
         OLD.valid_to, OLD.offered_on, OLD.language, OLD.interpreter, OLD.read_aloud) OR
        (OLD.state = 'ACTIVE' AND (NEW.answered_on, NEW.form, NEW.given_by, NEW.witness, NEW.giver_name,
         NEW.child_opinion) IS DISTINCT FROM (OLD.answered_on, OLD.form, OLD.given_by, OLD.witness, OLD.giver_name,
         OLD.child_opinion))) THEN
        PERFORM refuse('consent_stands_as_it_was_explained', 'what was explained and answered is not edited');
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'ACTIVE' AND OLD.state <> 'ACTIVE'
       AND (NEW.given_by = 'PERSON' OR NEW.child_opinion IS NULL) AND EXISTS (SELECT FROM cases_case c
            WHERE c.id = NEW.case_id AND c.age_status IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN')) THEN
        PERFORM refuse('consent_for_a_child_by_a_representative', 'for a child a representative answers');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_rests_on_the_person BEFORE INSERT OR UPDATE ON sharing_consent
    FOR EACH ROW EXECUTE FUNCTION consent_rests_on_the_person();
CREATE TRIGGER consent_follows_its_flow BEFORE INSERT OR UPDATE ON sharing_consent
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>OFFERED', 'OFFERED>ACTIVE', 'OFFERED>REFUSED', 'ACTIVE>WITHDRAWN', 'ACTIVE>EXPIRED');
CREATE TRIGGER consent_needs_an_open_case BEFORE INSERT ON sharing_consent
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();

CREATE FUNCTION consent_that_ends_silences_what_it_let_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'ACTIVE' AND NEW.state <> 'ACTIVE' THEN
        UPDATE sharing_shareditem i SET alive = false FROM sharing_referral r
         WHERE r.id = i.referral_id AND r.consent_id = NEW.id AND i.alive AND NOT i.must_share;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER consent_that_ends_silences_what_it_let_out AFTER UPDATE OF state ON sharing_consent
    FOR EACH ROW EXECUTE FUNCTION consent_that_ends_silences_what_it_let_out();
"""

REFERRAL = """
CREATE FUNCTION referral_rests_on_consent_or_duty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entering boolean := TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state;
BEGIN
    IF TG_OP = 'UPDATE' AND (
        (NEW.case_id, NEW.case_code, NEW.number, NEW.from_organisation_id, NEW.to_organisation_id, NEW.partner_id,
         NEW.purpose, NEW.drafted_on) IS DISTINCT FROM
        (OLD.case_id, OLD.case_code, OLD.number, OLD.from_organisation_id, OLD.to_organisation_id, OLD.partner_id,
         OLD.purpose, OLD.drafted_on) OR
        (OLD.sent_on IS NOT NULL AND (NEW.purpose_note, NEW.items, NEW.basis, NEW.consent_id, NEW.basis_reason,
         NEW.proposed_by_id, NEW.confirmed_by_id, NEW.sent_on, NEW.sent_by_id) IS DISTINCT FROM
        (OLD.purpose_note, OLD.items, OLD.basis, OLD.consent_id, OLD.basis_reason,
         OLD.proposed_by_id, OLD.confirmed_by_id, OLD.sent_on, OLD.sent_by_id)) OR
        OLD.state IN ('CLOSED', 'NOT_POSSIBLE', 'REFUSED_BY_PERSON') OR OLD.deleted_on IS NOT NULL OR
        (OLD.state = 'RECALLED' AND (to_jsonb(NEW) - 'deleted_on') IS DISTINCT FROM (to_jsonb(OLD) - 'deleted_on')))
    THEN
        PERFORM refuse('referral_sent_is_not_edited', 'what was sent is not edited');
    END IF;
    IF entering AND NEW.state = 'SENT' THEN
        IF NEW.basis = 'CONSENT' AND NOT EXISTS (
            SELECT FROM sharing_consent k JOIN cases_case c ON c.id = k.case_id
             WHERE k.id = NEW.consent_id AND k.case_id = NEW.case_id AND k.state = 'ACTIVE'
               AND k.valid_to >= NEW.sent_on AND NEW.items <@ k.items
               AND (k.recipient_id, k.partner_id) IS NOT DISTINCT FROM (NEW.to_organisation_id, NEW.partner_id)
               AND (k.given_by <> 'PERSON'
                    OR c.age_status NOT IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN'))) THEN
            PERFORM refuse('referral_needs_a_living_consent', 'no consent covers this referral');
        END IF;
        IF NEW.basis = 'MANDATORY' AND NOT EXISTS (SELECT FROM cases_case c WHERE c.id = NEW.case_id
            AND c.age_status IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN')) THEN
            PERFORM refuse('referral_mandatory_for_a_child', 'the duty is towards a child');
        END IF;
    END IF;
    IF entering AND NEW.state NOT IN ('SENT', 'ACCEPTED', 'HANDED_OVER', 'CONFIRMED')
       AND EXISTS (SELECT FROM sharing_shareditem i WHERE i.referral_id = NEW.id AND i.alive) THEN
        PERFORM refuse('referral_over_tells_nothing', 'what was told ends with the referral');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referral_rests_on_consent_or_duty BEFORE INSERT OR UPDATE ON sharing_referral
    FOR EACH ROW EXECUTE FUNCTION referral_rests_on_consent_or_duty();
CREATE TRIGGER referral_follows_its_flow BEFORE INSERT OR UPDATE ON sharing_referral
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>DRAFT', 'DRAFT>CONSENTED', 'DRAFT>REFUSED_BY_PERSON', 'DRAFT>EXCEPTION', 'DRAFT>MANDATORY',
        'DRAFT>NOT_POSSIBLE', 'CONSENTED>SENT', 'CONSENTED>REFUSED_BY_PERSON', 'CONSENTED>NOT_POSSIBLE',
        'EXCEPTION>SENT', 'EXCEPTION>NOT_POSSIBLE', 'MANDATORY>SENT', 'MANDATORY>NOT_POSSIBLE',
        'SENT>ACCEPTED', 'SENT>DECLINED', 'SENT>RECALLED', 'ACCEPTED>HANDED_OVER', 'ACCEPTED>RECALLED',
        'HANDED_OVER>CONFIRMED', 'HANDED_OVER>RECALLED', 'CONFIRMED>CLOSED', 'CONFIRMED>RECALLED',
        'DECLINED>NOT_POSSIBLE');
CREATE TRIGGER referral_needs_an_open_case BEFORE INSERT ON sharing_referral
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

ITEMS = """
CREATE FUNCTION shared_item_within_the_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.alive OR (to_jsonb(NEW) - 'alive') IS DISTINCT FROM (to_jsonb(OLD) - 'alive') THEN
            PERFORM refuse('shared_item_only_ends', 'what was told is not changed; it ends');
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM sharing_referral r LEFT JOIN sharing_consent k ON k.id = r.consent_id
         WHERE r.id = NEW.referral_id AND r.case_id = NEW.case_id AND r.state = 'SENT'
           AND (NEW.must_share OR NEW.kind = ANY (r.items))
           AND (NEW.must_share OR r.basis <> 'CONSENT' OR (NEW.kind = ANY (k.items) AND k.state = 'ACTIVE'
                AND NEW.until_on IS NOT NULL AND NEW.until_on <= k.valid_to))) THEN
        PERFORM refuse('shared_item_within_the_consent', 'only what the person agreed to is told');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER shared_item_within_the_consent BEFORE INSERT OR UPDATE ON sharing_shareditem
    FOR EACH ROW EXECUTE FUNCTION shared_item_within_the_consent();
"""

CHILD = """
CREATE FUNCTION consents_of_an_adult_end_with_childhood() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sharing_shareditem i SET alive = false FROM sharing_referral r, sharing_consent k
     WHERE r.id = i.referral_id AND k.id = r.consent_id AND r.case_id = NEW.id AND i.alive AND NOT i.must_share
       AND k.given_by = 'PERSON';
    RETURN NULL;
END $$;
CREATE TRIGGER consents_of_an_adult_end_with_childhood AFTER UPDATE OF age_status ON cases_case FOR EACH ROW
    WHEN (NEW.age_status IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN')
          AND OLD.age_status NOT IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN'))
    EXECUTE FUNCTION consents_of_an_adult_end_with_childhood();
"""

CLOSING = """
CREATE FUNCTION case_closes_without_open_referral() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL THEN
        IF EXISTS (SELECT FROM sharing_referral WHERE case_id = NEW.id AND state IN
            ('DRAFT', 'CONSENTED', 'EXCEPTION', 'MANDATORY', 'SENT', 'ACCEPTED', 'HANDED_OVER', 'CONFIRMED')) THEN
            PERFORM refuse('case_closes_without_open_referral', 'a referral is still open');
        END IF;
        IF EXISTS (SELECT FROM sharing_consent WHERE case_id = NEW.id
            AND (state = 'OFFERED' OR (state = 'ACTIVE' AND valid_to >= NEW.closed_on))) THEN
            PERFORM refuse('case_closes_without_living_consent', 'a consent still holds');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_closes_without_open_referral BEFORE UPDATE OF closed_on ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_closes_without_open_referral();
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_consent_and_referral"), ("cases", "0014_sharing_is_an_area")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (CONSENT, REFERRAL, ITEMS, CHILD, CLOSING)
    ]
