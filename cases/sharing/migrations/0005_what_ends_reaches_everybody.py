"""A withdrawal reaches everybody who was told; what rests on being a child ends with it; what was not sent can be
prepared anew; that no feedback came can be recorded."""

from django.conf import settings
from django.db import migrations, models

CONSENT = """
CREATE OR REPLACE FUNCTION consent_rests_on_the_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.state IN ('REFUSED', 'WITHDRAWN') OR
        (OLD.state = 'EXPIRED' AND (NEW.state <> 'WITHDRAWN' OR
            (to_jsonb(NEW) - '{state,ended_on}'::text[]) IS DISTINCT FROM
            (to_jsonb(OLD) - '{state,ended_on}'::text[]))) OR
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
DROP TRIGGER consent_follows_its_flow ON sharing_consent;
CREATE TRIGGER consent_follows_its_flow BEFORE INSERT OR UPDATE ON sharing_consent
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>OFFERED', 'OFFERED>ACTIVE', 'OFFERED>REFUSED', 'ACTIVE>WITHDRAWN', 'ACTIVE>EXPIRED', 'EXPIRED>WITHDRAWN');
"""

REFERRAL = """
CREATE OR REPLACE FUNCTION referral_rests_on_consent_or_duty() RETURNS trigger LANGUAGE plpgsql AS $$
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
        OLD.state = 'REFUSED_BY_PERSON' OR OLD.deleted_on IS NOT NULL OR
        (OLD.state IN ('CLOSED', 'NOT_POSSIBLE') AND (NEW.state <> 'RECALLED' OR
            (to_jsonb(NEW) - '{state,recalled_on,recall_reason}'::text[]) IS DISTINCT FROM
            (to_jsonb(OLD) - '{state,recalled_on,recall_reason}'::text[]))) OR
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
               AND CASE WHEN c.age_status IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN')
                        THEN k.given_by <> 'PERSON'
                        ELSE k.given_by = 'PERSON' OR k.child_opinion IS NULL END) THEN
            PERFORM refuse('referral_needs_a_living_consent', 'no consent covers this referral');
        END IF;
        IF NEW.basis = 'MANDATORY' AND NOT EXISTS (SELECT FROM cases_case c WHERE c.id = NEW.case_id
            AND c.age_status IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN')) THEN
            PERFORM refuse('referral_mandatory_for_a_child', 'the duty is towards a child');
        END IF;
    END IF;
    IF entering AND NEW.state IN ('EXCEPTION', 'MANDATORY') AND session_user IN ('app', 'worker')
       AND app_ctx_purpose() <> 'fixtures' AND NEW.confirmed_by_id IS DISTINCT FROM app_ctx_uid() THEN
        PERFORM refuse('referral_decided_by_who_acts', 'who decides is who does it');
    END IF;
    IF entering AND NEW.state NOT IN ('SENT', 'ACCEPTED', 'HANDED_OVER', 'CONFIRMED')
       AND EXISTS (SELECT FROM sharing_shareditem i WHERE i.referral_id = NEW.id AND i.alive) THEN
        PERFORM refuse('referral_over_tells_nothing', 'what was told ends with the referral');
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER referral_follows_its_flow ON sharing_referral;
CREATE TRIGGER referral_follows_its_flow BEFORE INSERT OR UPDATE ON sharing_referral
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>DRAFT', 'DRAFT>CONSENTED', 'DRAFT>REFUSED_BY_PERSON', 'DRAFT>EXCEPTION', 'DRAFT>MANDATORY',
        'DRAFT>NOT_POSSIBLE', 'CONSENTED>SENT', 'CONSENTED>REFUSED_BY_PERSON', 'CONSENTED>NOT_POSSIBLE',
        'CONSENTED>DRAFT', 'EXCEPTION>SENT', 'EXCEPTION>NOT_POSSIBLE', 'EXCEPTION>DRAFT', 'MANDATORY>SENT',
        'MANDATORY>NOT_POSSIBLE', 'MANDATORY>DRAFT', 'SENT>ACCEPTED', 'SENT>DECLINED', 'SENT>RECALLED',
        'ACCEPTED>HANDED_OVER', 'ACCEPTED>RECALLED', 'HANDED_OVER>CONFIRMED', 'HANDED_OVER>CLOSED',
        'HANDED_OVER>RECALLED', 'CONFIRMED>CLOSED', 'CONFIRMED>RECALLED', 'DECLINED>NOT_POSSIBLE',
        'DECLINED>RECALLED', 'NOT_POSSIBLE>RECALLED', 'CLOSED>RECALLED');
"""

# The reverse of consents_of_an_adult_end_with_childhood: what a representative agreed to for a child, and the duty.
ADULT = """
CREATE FUNCTION what_rests_on_childhood_ends_with_it() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sharing_shareditem i SET alive = false FROM sharing_referral r LEFT JOIN sharing_consent k
           ON k.id = r.consent_id
     WHERE r.id = i.referral_id AND r.case_id = NEW.id AND i.alive AND NOT i.must_share
       AND (r.basis = 'MANDATORY' OR (k.given_by <> 'PERSON' AND k.child_opinion IS NOT NULL));
    RETURN NULL;
END $$;
CREATE TRIGGER what_rests_on_childhood_ends_with_it AFTER UPDATE OF age_status ON cases_case FOR EACH ROW
    WHEN (OLD.age_status IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN')
          AND NEW.age_status NOT IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN'))
    EXECUTE FUNCTION what_rests_on_childhood_ends_with_it();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_legal_aid_bodies'),
        ('cases', '0019_first_abroad_then_in_bulgaria'),
        ('sharing', '0004_what_the_database_knows_of_agreements'),
        ('support', '0002_what_only_the_database_knows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='referral',
            name='referral_lists_are_closed',
        ),
        migrations.RemoveConstraint(
            model_name='referral',
            name='referral_feedback_says_what_became_of_it',
        ),
        migrations.RemoveConstraint(
            model_name='referral',
            name='referral_not_possible_has_an_alternative',
        ),
        migrations.AlterField(
            model_name='referral',
            name='outcome',
            field=models.CharField(blank=True, choices=[('STARTED', 'the service has begun'), ('NOT_STARTED', 'the service has not begun'), ('NO_FEEDBACK', 'no feedback came')], max_length=12, verbose_name='what became of it'),
        ),
        migrations.AlterField(
            model_name='referralimage',
            name='outcome',
            field=models.CharField(blank=True, choices=[('STARTED', 'the service has begun'), ('NOT_STARTED', 'the service has not begun'), ('NO_FEEDBACK', 'no feedback came')], max_length=12, verbose_name='what became of it'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['SHELTER', 'SOCIAL', 'COUNSELLING', 'MEDICAL', 'LEGAL', 'CHILD', 'LIVING', 'RETURN', 'SAFETY', 'OTHER']), ('reason_kind__in', ['ADDITIONAL_SERVICES', 'LOCATION', 'OTHER']), ('state__in', ['DRAFT', 'CONSENTED', 'REFUSED_BY_PERSON', 'EXCEPTION', 'MANDATORY', 'SENT', 'ACCEPTED', 'DECLINED', 'NOT_POSSIBLE', 'HANDED_OVER', 'CONFIRMED', 'RECALLED', 'CLOSED']), ('basis__in', ['', 'CONSENT', 'EXCEPTION', 'MANDATORY']), ('decline_reason__in', ['', 'NO_PLACE', 'NO_STAFF', 'NO_MONEY', 'NO_LANGUAGE', 'NOT_OURS', 'NOT_SAFE']), ('not_possible__in', ['', 'NO_PLACE', 'NO_SERVICE', 'NO_LANGUAGE', 'NOT_SAFE', 'PERSON_UNWELL', 'OTHER']), ('recall_reason__in', ['', 'CONSENT_WITHDRAWN', 'SENT_IN_ERROR', 'NOT_NEEDED']), ('outcome__in', ['', 'STARTED', 'NOT_STARTED', 'NO_FEEDBACK'])), name='referral_lists_are_closed', violation_error_message='Choose one of the answers shown.'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('CONFIRMED', 'CLOSED')), _negated=True), models.Q(('feedback_on__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), models.Q(models.Q(('state__in', ('CONFIRMED',)), _negated=True), models.Q(('outcome', 'NO_FEEDBACK'), _negated=True), _connector='OR'), models.Q(models.Q(('outcome', 'NO_FEEDBACK'), _negated=True), ('feedback__isnull', False), _connector='OR')), name='referral_feedback_says_what_became_of_it', violation_error_message='Say what became of it.'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('NOT_POSSIBLE',)), _negated=True), models.Q(models.Q(('not_possible', ''), _negated=True), ('alternative__isnull', False)), _connector='OR'), models.Q(('not_possible', ''), ('state__in', ('NOT_POSSIBLE', 'RECALLED')), _connector='OR')), name='referral_not_possible_has_an_alternative', violation_error_message='Say why it is not possible, and what is done instead.'),
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (CONSENT, REFERRAL, ADULT)),
    ]
