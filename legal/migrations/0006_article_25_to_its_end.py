"""Article 25 to its end: register, claim, grounds, service, appeal, hearing, renunciation, earlier permits."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
import tvcase.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models


REQUEST = """
CREATE OR REPLACE FUNCTION protection_request_rests_on_the_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entering boolean := TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state;
BEGIN
    IF NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_organisation o
            WHERE o.id = NEW.office_id AND o.kind = 'PROSECUTORS_OFFICE') THEN
        PERFORM refuse('protection_request_filed_with_a_prosecutors_office', 'filed with a prosecutor''s office only');
    END IF;
    IF entering AND NEW.state = 'FILED' AND NOT EXISTS (
        SELECT FROM cases_cooperationdecision d
          LEFT JOIN cases_decisionannulment a ON a.decision_id = d.id AND a.confirmed_at IS NOT NULL
         WHERE d.id = NEW.decision_to_cooperate_id AND d.case_id = NEW.case_id AND a.id IS NULL
           AND d.value = 'YES' AND d.form IN ('WRITTEN', 'MINUTED') AND d.told_it_ends_period_at IS NOT NULL) THEN
        PERFORM refuse('protection_request_needs_an_effective_yes', 'filing needs an effective decision to cooperate');
    END IF;
    IF entering AND NEW.state = 'PENDING' AND NOT EXISTS (SELECT FROM accounts_user u
            WHERE u.id = NEW.registered_by_id AND u.organisation_id = NEW.office_id
              AND u.roles && ARRAY['prosecutor', 'deputy_head', 'office_head']::varchar[]) THEN
        PERFORM refuse('protection_request_registered_by_the_office', 'only a prosecutor of the office registers');
    END IF;
    IF NEW.claimed_by_id IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_user u
            WHERE u.id = NEW.claimed_by_id AND u.organisation_id = NEW.office_id
              AND u.roles && ARRAY['prosecutor', 'deputy_head', 'office_head']::varchar[]) THEN
        PERFORM refuse('protection_request_registered_by_the_office', 'only a prosecutor of the office takes it');
    END IF;
    IF entering AND NEW.state IN ('ACTIVE', 'REFUSED') AND NOT EXISTS (SELECT FROM accounts_user u
            WHERE u.id = NEW.decided_by_id AND u.organisation_id = NEW.decided_by_organisation_id
              AND u.roles && ARRAY['prosecutor', 'deputy_head', 'office_head']::varchar[]) THEN
        PERFORM refuse('protection_request_decided_by_a_prosecutor', 'only a prosecutor of the office decides');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state <> 'DRAFT' AND
        (NEW.case_id, NEW.number, NEW.asked_on, NEW.own_words, NEW.filed_on, NEW.filed_how, NEW.office_id,
         NEW.decision_to_cooperate_id, NEW.decision_due_on) IS DISTINCT FROM
        (OLD.case_id, OLD.number, OLD.asked_on, OLD.own_words, OLD.filed_on, OLD.filed_how, OLD.office_id,
         OLD.decision_to_cooperate_id, OLD.decision_due_on) THEN
        PERFORM refuse('protection_request_filed_is_not_edited', 'what was filed is not edited');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('DRAFT', 'FILED', 'PENDING') AND
        (NEW.decided_on, NEW.decision_reference, NEW.decision_grounds, NEW.decision_reasons, NEW.decided_by_id,
         NEW.decided_by_organisation_id, NEW.registered_on, NEW.register_number, NEW.registered_by_id,
         NEW.withdrawn_on, coalesce(OLD.served_on, NEW.served_on), coalesce(nullif(OLD.served_how, ''), NEW.served_how))
        IS DISTINCT FROM
        (OLD.decided_on, OLD.decision_reference, OLD.decision_grounds, OLD.decision_reasons, OLD.decided_by_id,
         OLD.decided_by_organisation_id, OLD.registered_on, OLD.register_number, OLD.registered_by_id,
         OLD.withdrawn_on, NEW.served_on, NEW.served_how) THEN
        PERFORM refuse('protection_request_decision_stands', 'a decision stands as it was made');
    END IF;
    IF TG_OP = 'UPDATE' AND entering AND OLD.state IN ('REFUSED', 'APPEALED') AND NOT EXISTS (
        SELECT FROM legal_appeal a WHERE a.request_id = NEW.id AND a.against = 'REFUSAL'
           AND a.state = ANY (CASE NEW.state WHEN 'APPEALED' THEN ARRAY['FILED'] WHEN 'ACTIVE' THEN ARRAY['OVERTURNED']
                              ELSE ARRAY['UPHELD', 'WITHDRAWN'] END)) THEN
        PERFORM refuse('protection_request_granted_on_appeal', 'what follows a refusal rests on an appeal');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.proceedings_id IS DISTINCT FROM NEW.proceedings_id AND OLD.proceedings_id IS NOT NULL
        AND EXISTS (SELECT FROM legal_protection p WHERE p.request_id = NEW.id AND p.ended_on IS NULL)
        AND NOT EXISTS (SELECT FROM legal_criminalproceedings p
                         WHERE p.id = OLD.proceedings_id AND p.state = 'ENDED') THEN
        PERFORM refuse('protection_request_keeps_its_proceedings', 'a protection keeps its proceedings until they end');
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER protection_request_follows_its_flow ON legal_protectionrequest;
CREATE TRIGGER protection_request_follows_its_flow BEFORE INSERT OR UPDATE ON legal_protectionrequest
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>DRAFT', 'DRAFT>FILED', 'DRAFT>WITHDRAWN', 'FILED>PENDING', 'FILED>WITHDRAWN', 'PENDING>ACTIVE',
        'PENDING>REFUSED', 'PENDING>WITHDRAWN', 'REFUSED>APPEALED', 'APPEALED>REFUSED_FINAL', 'APPEALED>ACTIVE');
"""

PROTECTION = """
CREATE OR REPLACE FUNCTION protection_rests_on_a_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    request legal_protectionrequest%ROWTYPE;
    overturned boolean;
BEGIN
    SELECT * INTO request FROM legal_protectionrequest WHERE id = NEW.request_id;
    IF request.state <> 'ACTIVE' OR request.case_id <> NEW.case_id OR NEW.valid_from <> coalesce((
            SELECT a.result_on FROM legal_appeal a
             WHERE a.request_id = request.id AND a.against = 'REFUSAL' AND a.state = 'OVERTURNED'),
            request.decided_on) THEN
        PERFORM refuse('protection_rests_on_a_grant', 'protection rests on a granted request of the same case');
    END IF;
    IF NEW.permit_possible AND EXISTS (
        SELECT FROM cases_case c JOIN cases_person p ON p.id = c.person_id
         WHERE c.id = NEW.case_id AND p.citizenships && ARRAY[%(eu)s]::varchar[]) THEN
        PERFORM refuse('protection_permit_for_non_eu_foreigners', 'a permit is for foreigners from outside the EU');
    END IF;
    IF NEW.end_kind IN ('PROCEEDINGS_ENDED', 'TERMINATED') AND (NEW.ended_by_organisation_id <> request.office_id
        OR NOT EXISTS (
        SELECT FROM accounts_user u WHERE u.id = NEW.ended_by_id AND u.organisation_id = request.office_id
           AND u.roles && ARRAY['prosecutor', 'deputy_head', 'office_head']::varchar[])) THEN
        PERFORM refuse('protection_ended_by_a_prosecutor', 'only a prosecutor of the office ends protection');
    END IF;
    IF NEW.end_kind = 'PROCEEDINGS_ENDED' AND (TG_OP = 'INSERT' OR OLD.end_kind <> NEW.end_kind) AND NOT EXISTS (
        SELECT FROM legal_criminalproceedings p
          JOIN legal_proceedingsstep s ON s.proceedings_id = p.id AND s.kind = 'ENDED'
         WHERE p.id = request.proceedings_id AND p.state = 'ENDED'
         GROUP BY p.id HAVING max(s.effective_on) <= NEW.ended_on) THEN
        PERFORM refuse('protection_ends_with_proceedings_that_ended', 'the proceedings have not ended');
    END IF;
    IF NEW.end_kind = 'TERMINATED' AND (TG_OP = 'INSERT' OR OLD.end_kind <> NEW.end_kind) AND EXISTS (
        SELECT FROM legal_appeal a WHERE a.request_id = NEW.request_id AND a.against = 'TERMINATION'
           AND a.state = 'OVERTURNED' AND (a.result_on > NEW.ended_on OR a.contested_on = NEW.ended_on)) THEN
        PERFORM refuse('protection_ends_anew_after_an_overturned_end', 'a new end comes after the overturned one');
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    overturned := OLD.end_kind = 'TERMINATED' AND NEW.ended_on IS NULL AND EXISTS (
        SELECT FROM legal_appeal a WHERE a.request_id = OLD.request_id AND a.against = 'TERMINATION'
           AND a.state = 'OVERTURNED' AND a.contested_on = OLD.ended_on);
    IF (NEW.case_id, NEW.request_id, NEW.valid_from) IS DISTINCT FROM (OLD.case_id, OLD.request_id, OLD.valid_from)
        OR (OLD.ended_on IS NOT NULL AND NOT overturned AND
        (NEW.ended_on, NEW.end_kind, NEW.end_reference, NEW.termination_ground, NEW.termination_reasons, NEW.fact_on,
         NEW.facts, NEW.own_wish, NEW.facts_known_from, NEW.heard_on, NEW.heard_words, NEW.not_heard_why, NEW.renounced_how,
         NEW.explained_on, NEW.ended_by_id, NEW.ended_by_organisation_id, NEW.extended_stay, NEW.permit_possible,
         NEW.permit_number, NEW.permit_issued_on, NEW.permit_valid_to, coalesce(OLD.end_served_on, NEW.end_served_on))
        IS DISTINCT FROM
        (OLD.ended_on, OLD.end_kind, OLD.end_reference, OLD.termination_ground, OLD.termination_reasons, OLD.fact_on,
         OLD.facts, OLD.own_wish, OLD.facts_known_from, OLD.heard_on, OLD.heard_words, OLD.not_heard_why, OLD.renounced_how,
         OLD.explained_on, OLD.ended_by_id, OLD.ended_by_organisation_id, OLD.extended_stay, OLD.permit_possible,
         OLD.permit_number, OLD.permit_issued_on, OLD.permit_valid_to, NEW.end_served_on)) THEN
        PERFORM refuse('protection_end_is_final', 'an ended protection does not revive');
    END IF;
    RETURN NEW;
END $$;
"""

APPEAL = """
CREATE FUNCTION appeal_is_of_the_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE request legal_protectionrequest%ROWTYPE;
BEGIN
    SELECT * INTO request FROM legal_protectionrequest WHERE id = NEW.request_id;
    IF TG_OP = 'INSERT' AND (request.case_id <> NEW.case_id OR NOT CASE NEW.against
        WHEN 'REFUSAL' THEN request.state = 'REFUSED' AND request.decided_on = NEW.contested_on
        ELSE EXISTS (SELECT FROM legal_protection p WHERE p.request_id = NEW.request_id AND p.end_kind = 'TERMINATED'
            AND p.ended_on = NEW.contested_on AND p.termination_ground = NEW.contested_ground) END) THEN
        PERFORM refuse('appeal_against_an_act_that_was_made', 'an appeal is against an act that was made');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.state <> 'FILED' OR
        (NEW.case_id, NEW.request_id, NEW.number, NEW.against, NEW.contested_on, NEW.contested_reference,
         NEW.contested_ground, NEW.contested_reasons, NEW.filed_on, NEW.body, NEW.own_words) IS DISTINCT FROM
        (OLD.case_id, OLD.request_id, OLD.number, OLD.against, OLD.contested_on, OLD.contested_reference,
         OLD.contested_ground, OLD.contested_reasons, OLD.filed_on, OLD.body, OLD.own_words)) THEN
        PERFORM refuse('appeal_is_not_edited', 'what was appealed is not edited');
    END IF;
    IF NEW.state IN ('UPHELD', 'OVERTURNED') AND NOT EXISTS (SELECT FROM accounts_user u
            WHERE u.id = NEW.result_by_id AND u.organisation_id = request.office_id
              AND NEW.result_by_organisation_id = request.office_id
              AND u.roles && ARRAY['prosecutor', 'deputy_head', 'office_head']::varchar[]) THEN
        PERFORM refuse('appeal_result_recorded_by_the_office', 'only a prosecutor of the office records the result');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_is_of_the_person BEFORE INSERT OR UPDATE ON legal_appeal
    FOR EACH ROW EXECUTE FUNCTION appeal_is_of_the_person();
CREATE TRIGGER appeal_follows_its_flow BEFORE INSERT OR UPDATE ON legal_appeal
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>FILED', 'FILED>UPHELD', 'FILED>OVERTURNED', 'FILED>WITHDRAWN');
CREATE TRIGGER appeal_needs_an_open_case BEFORE INSERT ON legal_appeal
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
CREATE TRIGGER legal_earlierpermit_is_written_once BEFORE UPDATE OR DELETE ON legal_earlierpermit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

CLOSING = """
CREATE OR REPLACE FUNCTION case_closes_without_open_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND (
        EXISTS (SELECT FROM legal_protectionrequest
                 WHERE case_id = NEW.id AND state IN ('DRAFT', 'FILED', 'PENDING', 'APPEALED'))
        OR EXISTS (SELECT FROM legal_appeal WHERE case_id = NEW.id AND state = 'FILED')
        OR EXISTS (SELECT FROM legal_protection WHERE case_id = NEW.id AND ended_on IS NULL)) THEN
        PERFORM refuse('case_closes_without_open_request', 'a request or a protection is still open');
    END IF;
    RETURN NEW;
END $$;
"""

# Members of the European Union: their citizens need no residence permit.
EU_COUNTRIES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_former_sessions'),
        ('cases', '0005_images'),
        ('legal', '0005_proceedings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='protection',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='protection',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='protection',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='protectionrequest',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='protectionrequest',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='protectionrequest',
            name='delete_delete',
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('FILED', 'filed'), ('UPHELD', 'the decision stands'), ('OVERTURNED', 'the decision was overturned'), ('WITHDRAWN', 'withdrawn by the person')], default='FILED', max_length=10, verbose_name='state')),
                ('against', models.CharField(choices=[('REFUSAL', 'the refusal'), ('TERMINATION', 'the early end')], max_length=12, verbose_name='against')),
                ('contested_on', models.DateField(verbose_name='day of the act')),
                ('contested_reference', tvcase.sealing.fields.SealedText(key='case_id', max_length=60, verbose_name='reference of the act')),
                ('contested_ground', models.CharField(blank=True, choices=[('CONTACT_RENEWED', 'the person renewed contact with the perpetrators'), ('CONSENT_FICTITIOUS', 'the consent to cooperate is fictitious'), ('PUBLIC_ORDER_OR_SECURITY', 'danger to public order or national security')], max_length=30, verbose_name='ground of the act')),
                ('contested_reasons', tvcase.sealing.fields.SealedText(key='case_id', max_length=6000, verbose_name='reasons of the act')),
                ('filed_on', models.DateField(verbose_name='appealed on')),
                ('body', tvcase.sealing.fields.SealedText(key='case_id', max_length=160, verbose_name='who decides on the appeal')),
                ('own_words', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=4000, verbose_name='what the person says against the act')),
                ('result_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('result_reference', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=60, verbose_name='reference of the result')),
                ('result_reasons', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=6000, verbose_name='reasons of the result')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'appeal',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AppealImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('request', models.UUIDField(db_column='request_id', null=True)),
                ('contested_reference', models.BinaryField(null=True)),
                ('contested_reasons', models.BinaryField(null=True)),
                ('body', models.BinaryField(null=True)),
                ('own_words', models.BinaryField(null=True)),
                ('result_reference', models.BinaryField(null=True)),
                ('result_reasons', models.BinaryField(null=True)),
                ('result_by', models.BigIntegerField(db_column='result_by_id', null=True)),
                ('result_by_organisation', models.BigIntegerField(db_column='result_by_organisation_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('FILED', 'filed'), ('UPHELD', 'the decision stands'), ('OVERTURNED', 'the decision was overturned'), ('WITHDRAWN', 'withdrawn by the person')], default='FILED', max_length=10, verbose_name='state')),
                ('against', models.CharField(choices=[('REFUSAL', 'the refusal'), ('TERMINATION', 'the early end')], max_length=12, verbose_name='against')),
                ('contested_on', models.DateField(verbose_name='day of the act')),
                ('contested_ground', models.CharField(blank=True, choices=[('CONTACT_RENEWED', 'the person renewed contact with the perpetrators'), ('CONSENT_FICTITIOUS', 'the consent to cooperate is fictitious'), ('PUBLIC_ORDER_OR_SECURITY', 'danger to public order or national security')], max_length=30, verbose_name='ground of the act')),
                ('filed_on', models.DateField(verbose_name='appealed on')),
                ('result_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EarlierPermit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('permit_number', tvcase.sealing.fields.SealedText(key='case_id', max_length=40, verbose_name='number of the permit')),
                ('permit_issued_on', models.DateField(verbose_name='permit issued on')),
                ('permit_valid_to', models.DateField(verbose_name='permit valid to')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'earlier residence permit',
                'ordering': ['permit_valid_to', 'recorded_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EarlierPermitImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('protection', models.UUIDField(db_column='protection_id', null=True)),
                ('permit_number', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('permit_issued_on', models.DateField(verbose_name='permit issued on')),
                ('permit_valid_to', models.DateField(verbose_name='permit valid to')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='protection',
            name='protection_end_has_a_kind_an_act_and_a_prosecutor',
        ),
        migrations.RemoveConstraint(
            model_name='protectionrequest',
            name='protection_request_one_open_for_a_case',
        ),
        migrations.RemoveConstraint(
            model_name='protectionrequest',
            name='protection_request_filed_with_an_office_after_a_yes',
        ),
        migrations.RemoveConstraint(
            model_name='protectionrequest',
            name='protection_request_decided_means_dated_and_reasoned',
        ),
        migrations.AddField(
            model_name='protection',
            name='end_served_how',
            field=models.CharField(blank=True, choices=[('IN_HAND', 'handed to the person'), ('THROUGH_LAWYER', 'through a lawyer'), ('THROUGH_SUPPORT', 'through those who support the person')], max_length=15, verbose_name='how it was given'),
        ),
        migrations.AddField(
            model_name='protection',
            name='end_served_on',
            field=models.DateField(blank=True, null=True, verbose_name='given to the person on'),
        ),
        migrations.AddField(
            model_name='protection',
            name='explained_on',
            field=models.DateField(blank=True, null=True, verbose_name='what it changes was explained on'),
        ),
        migrations.AddField(
            model_name='protection',
            name='fact_on',
            field=models.DateField(blank=True, null=True, verbose_name='day of the fact'),
        ),
        migrations.AddField(
            model_name='protection',
            name='facts',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=4000, verbose_name='the fact on which the ground rests'),
        ),
        migrations.AddField(
            model_name='protection',
            name='facts_known_from',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=300, verbose_name='how the fact is known'),
        ),
        migrations.AddField(
            model_name='protection',
            name='heard_on',
            field=models.DateField(blank=True, null=True, verbose_name='the person was heard on'),
        ),
        migrations.AddField(
            model_name='protection',
            name='heard_words',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=4000, verbose_name='what the person said'),
        ),
        migrations.AddField(
            model_name='protection',
            name='not_heard_why',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='why the person was not heard'),
        ),
        migrations.AddField(
            model_name='protection',
            name='own_wish',
            field=models.BooleanField(default=False, verbose_name='the person sought the contact'),
        ),
        migrations.AddField(
            model_name='protection',
            name='renounced_how',
            field=models.CharField(blank=True, choices=[('WRITTEN', 'written'), ('MINUTED', 'oral, minuted')], max_length=10, verbose_name='how the person renounced'),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='end_served_how',
            field=models.CharField(blank=True, choices=[('IN_HAND', 'handed to the person'), ('THROUGH_LAWYER', 'through a lawyer'), ('THROUGH_SUPPORT', 'through those who support the person')], max_length=15, verbose_name='how it was given'),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='end_served_on',
            field=models.DateField(blank=True, null=True, verbose_name='given to the person on'),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='explained_on',
            field=models.DateField(blank=True, null=True, verbose_name='what it changes was explained on'),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='fact_on',
            field=models.DateField(blank=True, null=True, verbose_name='day of the fact'),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='facts',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='facts_known_from',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='heard_on',
            field=models.DateField(blank=True, null=True, verbose_name='the person was heard on'),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='heard_words',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='not_heard_why',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='own_wish',
            field=models.BooleanField(default=False, verbose_name='the person sought the contact'),
        ),
        migrations.AddField(
            model_name='protectionimage',
            name='renounced_how',
            field=models.CharField(blank=True, choices=[('WRITTEN', 'written'), ('MINUTED', 'oral, minuted')], max_length=10, verbose_name='how the person renounced'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='claim_ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken until'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='claimed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken at'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='claimed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prosecutor who took it'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='decision_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='decision due on'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='decision_grounds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('VICTIM', 'the person is formally identified as a victim of trafficking'), ('OWN_REQUEST', "it is the person's own request"), ('COOPERATES', 'the person decided to cooperate'), ('PROCEEDINGS', 'there are criminal proceedings'), ('NO_VICTIM', 'the person is not formally identified as a victim of trafficking'), ('NO_OWN_REQUEST', "it is not the person's own request"), ('NO_COOPERATION', 'there is no decision to cooperate that has effect'), ('NO_PROCEEDINGS', 'there are no criminal proceedings'), ('OTHER', 'another ground, named in the reasons')], max_length=15), blank=True, default=list, verbose_name='grounds'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='filed_how',
            field=models.CharField(blank=True, choices=[('IN_PERSON', 'by the person'), ('THROUGH_LAWYER', 'through a lawyer'), ('THROUGH_SUPPORT', 'through those who support the person'), ('BY_POST', 'by post')], max_length=15, verbose_name='how it was filed'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='register_number',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=60, verbose_name="number in the office's register"),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='registered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='registered_on',
            field=models.DateField(blank=True, null=True, verbose_name='registered on'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='served_how',
            field=models.CharField(blank=True, choices=[('IN_HAND', 'handed to the person'), ('THROUGH_LAWYER', 'through a lawyer'), ('THROUGH_SUPPORT', 'through those who support the person')], max_length=15, verbose_name='how it was given'),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='served_on',
            field=models.DateField(blank=True, null=True, verbose_name='given to the person on'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='claim_ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken until'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='claimed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken at'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='claimed_by',
            field=models.BigIntegerField(db_column='claimed_by_id', null=True),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='decision_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='decision due on'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='decision_grounds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('VICTIM', 'the person is formally identified as a victim of trafficking'), ('OWN_REQUEST', "it is the person's own request"), ('COOPERATES', 'the person decided to cooperate'), ('PROCEEDINGS', 'there are criminal proceedings'), ('NO_VICTIM', 'the person is not formally identified as a victim of trafficking'), ('NO_OWN_REQUEST', "it is not the person's own request"), ('NO_COOPERATION', 'there is no decision to cooperate that has effect'), ('NO_PROCEEDINGS', 'there are no criminal proceedings'), ('OTHER', 'another ground, named in the reasons')], max_length=15), blank=True, default=list, verbose_name='grounds'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='filed_how',
            field=models.CharField(blank=True, choices=[('IN_PERSON', 'by the person'), ('THROUGH_LAWYER', 'through a lawyer'), ('THROUGH_SUPPORT', 'through those who support the person'), ('BY_POST', 'by post')], max_length=15, verbose_name='how it was filed'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='register_number',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='registered_by',
            field=models.BigIntegerField(db_column='registered_by_id', null=True),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='registered_on',
            field=models.DateField(blank=True, null=True, verbose_name='registered on'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='served_how',
            field=models.CharField(blank=True, choices=[('IN_HAND', 'handed to the person'), ('THROUGH_LAWYER', 'through a lawyer'), ('THROUGH_SUPPORT', 'through those who support the person')], max_length=15, verbose_name='how it was given'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='served_on',
            field=models.DateField(blank=True, null=True, verbose_name='given to the person on'),
        ),
        migrations.AlterField(
            model_name='protection',
            name='end_kind',
            field=models.CharField(blank=True, choices=[('PROCEEDINGS_ENDED', 'the criminal proceedings ended'), ('TERMINATED', 'terminated early'), ('RENOUNCED', 'the person renounced it')], max_length=20, verbose_name='how it ended'),
        ),
        migrations.AlterField(
            model_name='protectionimage',
            name='end_kind',
            field=models.CharField(blank=True, choices=[('PROCEEDINGS_ENDED', 'the criminal proceedings ended'), ('TERMINATED', 'terminated early'), ('RENOUNCED', 'the person renounced it')], max_length=20, verbose_name='how it ended'),
        ),
        migrations.AlterField(
            model_name='protectionrequest',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'draft'), ('FILED', 'filed'), ('PENDING', 'registered, waits for the decision'), ('ACTIVE', 'granted'), ('REFUSED', 'refused'), ('APPEALED', 'refused, appealed'), ('REFUSED_FINAL', 'refused, the appeal changed nothing'), ('WITHDRAWN', 'withdrawn by the person')], default='DRAFT', max_length=15, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='protectionrequestimage',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'draft'), ('FILED', 'filed'), ('PENDING', 'registered, waits for the decision'), ('ACTIVE', 'granted'), ('REFUSED', 'refused'), ('APPEALED', 'refused, appealed'), ('REFUSED_FINAL', 'refused, the appeal changed nothing'), ('WITHDRAWN', 'withdrawn by the person')], default='DRAFT', max_length=15, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='protection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('ended_on', None), ('end_kind', '')), models.Q(models.Q(('ended_on', None), _negated=True), models.Q(('end_kind', ''), _negated=True)), _connector='OR'), models.Q(models.Q(('ended_on__isnull', False), _negated=True), models.Q(('ended_by__isnull', False), ('ended_by_organisation__isnull', False)), _connector='OR'), models.Q(models.Q(('end_kind__in', ('PROCEEDINGS_ENDED', 'TERMINATED')), _negated=True), ('end_reference__isnull', False), _connector='OR'), models.Q(('end_kind', ''), ('end_kind__in', ['PROCEEDINGS_ENDED', 'TERMINATED', 'RENOUNCED']), _connector='OR')), name='protection_end_has_a_kind_an_act_and_a_prosecutor', violation_error_message='The end needs its day, its kind and the reference of the act.'),
        ),
        migrations.AddConstraint(
            model_name='protection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('end_kind', 'TERMINATED'), ('facts__isnull', False), ('facts_known_from__isnull', False), ('fact_on__isnull', False), ('fact_on__lte', models.F('ended_on'))), models.Q(models.Q(('end_kind', 'TERMINATED'), _negated=True), models.Q(('facts__isnull', False), ('facts_known_from__isnull', False), ('fact_on__isnull', False), ('fact_on__lte', models.F('ended_on')), _negated=True)), _connector='OR'), models.Q(('end_kind', 'TERMINATED'), models.Q(('fact_on', None), ('facts', None), ('facts_known_from', None)), _connector='OR')), name='protection_terminated_on_a_fact', violation_error_message='An early end needs the fact, its day and how it is known.'),
        ),
        migrations.AddConstraint(
            model_name='protection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('termination_ground', 'CONTACT_RENEWED'), ('own_wish', True)), models.Q(models.Q(('termination_ground', 'CONTACT_RENEWED'), _negated=True), models.Q(('own_wish', True), _negated=True)), _connector='OR'), name='protection_terminated_for_contact_the_person_sought', violation_error_message='Contact that the perpetrators force on the person is no ground: the person must have sought it.'),
        ),
        migrations.AddConstraint(
            model_name='protection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('end_kind', 'TERMINATED'), _negated=True), models.Q(('heard_on__isnull', False), ('heard_on__lte', models.F('ended_on')), ('heard_words__isnull', False), ('not_heard_why', None)), models.Q(('heard_on', None), ('heard_words', None), ('not_heard_why__isnull', False)), _connector='OR'), models.Q(('end_kind', 'TERMINATED'), models.Q(('heard_on', None), ('heard_words', None), ('not_heard_why', None)), _connector='OR')), name='protection_terminated_after_the_person_was_heard', violation_error_message='Say when the person was heard and what she or he said, or why not.'),
        ),
        migrations.AddConstraint(
            model_name='protection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('end_kind', 'RENOUNCED'), models.Q(('renounced_how', ''), _negated=True), ('explained_on__isnull', False)), models.Q(models.Q(('end_kind', 'RENOUNCED'), _negated=True), models.Q(models.Q(('renounced_how', ''), _negated=True), ('explained_on__isnull', False), _negated=True)), _connector='OR'), models.Q(('end_kind', 'RENOUNCED'), models.Q(('renounced_how', ''), ('explained_on', None)), _connector='OR'), models.Q(('explained_on', None), ('explained_on__lte', models.F('ended_on')), _connector='OR')), name='protection_renounced_in_writing_after_it_was_explained', violation_error_message='The person renounces in writing or in minutes, after being told what it changes.'),
        ),
        migrations.AddConstraint(
            model_name='protection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_served_how', ''), ('end_served_on', None)), models.Q(('end_kind__in', ('PROCEEDINGS_ENDED', 'TERMINATED')), ('end_served_on__gte', models.F('valid_from')), ('end_served_on__isnull', False), models.Q(('end_served_how', ''), _negated=True)), _connector='OR'), name='protection_end_served_somehow', violation_error_message='Say on which day and how the person was given the act.'),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.UniqueConstraint(models.F('case'), condition=models.Q(('state__in', ('DRAFT', 'FILED', 'PENDING'))), name='protection_request_one_open_for_a_case', violation_error_message='This case already has an open request.'),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('FILED', 'PENDING', 'ACTIVE', 'REFUSED', 'APPEALED', 'REFUSED_FINAL')), _negated=True), models.Q(('decision_to_cooperate__isnull', False), ('filed_on__isnull', False), ('office__isnull', False)), _connector='OR'), name='protection_request_filed_with_an_office_after_a_yes', violation_error_message="Filing needs the day, the prosecutor's office and a decision to cooperate."),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('ACTIVE', 'REFUSED', 'APPEALED', 'REFUSED_FINAL')), ('decided_by__isnull', False), ('decided_by_organisation__isnull', False), ('decided_on__isnull', False), ('decision_reference__isnull', False), ('decision_reasons__isnull', False)), models.Q(models.Q(('state__in', ('ACTIVE', 'REFUSED', 'APPEALED', 'REFUSED_FINAL')), _negated=True), models.Q(('decided_by__isnull', False), ('decided_by_organisation__isnull', False), ('decided_on__isnull', False), ('decision_reference__isnull', False), ('decision_reasons__isnull', False), _negated=True)), _connector='OR'), name='protection_request_decided_means_dated_and_reasoned', violation_error_message='A decision needs its day, its reference and its reasons.'),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('registered_on', None), ('registered_on__gte', models.F('filed_on')), _connector='OR'), name='protection_request_registered_after_it_was_filed', violation_error_message='The request cannot be registered before it was filed.'),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('PENDING', 'ACTIVE', 'REFUSED', 'APPEALED', 'REFUSED_FINAL')), _negated=True), models.Q(('register_number__isnull', False), ('registered_by__isnull', False), ('registered_on__isnull', False)), _connector='OR'), name='protection_request_registered_with_a_number', violation_error_message='Registering needs the number in the register and the day.'),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim_ends_at', None), ('claimed_at', None), ('claimed_by', None)), models.Q(('claim_ends_at__gt', models.F('claimed_at')), ('claim_ends_at__isnull', False), ('claimed_at__isnull', False), ('claimed_by__isnull', False), ('state__in', ('FILED', 'PENDING'))), _connector='OR'), name='protection_request_taken_by_one_prosecutor_for_a_time', violation_error_message='A request that waits is taken by one prosecutor, for a time.'),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'ACTIVE'), _negated=True), models.Q(('decision_grounds__len__gt', 0), ('decision_grounds__contained_by', ['VICTIM', 'OWN_REQUEST', 'COOPERATES', 'PROCEEDINGS', 'NO_VICTIM', 'NO_OWN_REQUEST', 'NO_COOPERATION', 'NO_PROCEEDINGS', 'OTHER'])), _connector='OR'), models.Q(models.Q(('state__in', ('REFUSED', 'APPEALED', 'REFUSED_FINAL')), _negated=True), models.Q(('decision_grounds__len__gt', 0), ('decision_grounds__contained_by', ['NO_VICTIM', 'NO_OWN_REQUEST', 'NO_COOPERATION', 'NO_PROCEEDINGS', 'OTHER'])), _connector='OR'), models.Q(('state__in', ('ACTIVE', 'REFUSED', 'APPEALED', 'REFUSED_FINAL')), ('decision_grounds', []), _connector='OR')), name='protection_request_decided_on_grounds', violation_error_message='Choose the grounds on which the decision rests.'),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('served_how', ''), ('served_on', None)), models.Q(('served_on__gte', models.F('decided_on')), ('served_on__isnull', False), ('state__in', ('ACTIVE', 'REFUSED', 'APPEALED', 'REFUSED_FINAL')), models.Q(('served_how', ''), _negated=True)), _connector='OR'), name='protection_request_served_after_it_was_decided', violation_error_message='The decision is given to the person on a day after it was made, somehow.'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protection_appeals', to='cases.case'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='legal.protectionrequest'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='result_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='result_by_organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='earlierpermit',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='earlierpermit',
            name='protection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_permits', to='legal.protection'),
        ),
        migrations.AddField(
            model_name='earlierpermit',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(models.F('request'), models.F('number'), name='appeal_number_once'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(models.F('request'), condition=models.Q(('state', 'FILED')), name='appeal_one_open_for_a_request', violation_error_message='An appeal is open already.'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('against__in', ['REFUSAL', 'TERMINATION']), models.Q(models.Q(('against', 'TERMINATION'), models.Q(('contested_ground', ''), _negated=True)), models.Q(models.Q(('against', 'TERMINATION'), _negated=True), ('contested_ground', '')), _connector='OR')), name='appeal_against_a_refusal_or_an_early_end', violation_error_message='An appeal is against a refusal or an early end that was made.'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('filed_on__gte', models.F('contested_on')), ('body__isnull', False)), name='appeal_filed_after_the_act_with_somebody', violation_error_message='Say who decides on the appeal; it comes after the act.'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'FILED'), ('result_by', None), ('result_by_organisation', None), ('result_on', None)), models.Q(models.Q(('state', 'FILED'), _negated=True), models.Q(('result_by', None), ('result_by_organisation', None), ('result_on', None), _negated=True)), _connector='OR'), models.Q(('state', 'FILED'), models.Q(('result_by__isnull', False), ('result_by_organisation__isnull', False), ('result_on__gte', models.F('filed_on')), ('result_on__isnull', False)), _connector='OR'), models.Q(models.Q(('state__in', ['UPHELD', 'OVERTURNED']), _negated=True), ('result_reference__isnull', False), _connector='OR')), name='appeal_result_is_dated_and_referenced', violation_error_message='A result needs its day and its reference, and comes after the appeal.'),
        ),
        migrations.AddConstraint(
            model_name='earlierpermit',
            constraint=models.CheckConstraint(condition=models.Q(('permit_valid_to__gte', models.F('permit_issued_on')), ('permit_number__isnull', False)), name='earlier_permit_is_whole', violation_error_message='A permit needs its number, its day of issue and a later last day.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionimage" ("case_id", "end_kind", "end_reference", "end_served_how", "end_served_on", "ended_by_id", "ended_by_organisation_id", "ended_on", "explained_on", "extended_stay", "fact_on", "facts", "facts_known_from", "heard_on", "heard_words", "id", "not_heard_why", "own_wish", "permit_issued_on", "permit_number", "permit_possible", "permit_valid_to", "pgh_created_at", "pgh_label", "recorded_at", "renounced_how", "request_id", "termination_ground", "termination_reasons", "valid_from") VALUES (NEW."case_id", NEW."end_kind", NEW."end_reference", NEW."end_served_how", NEW."end_served_on", NEW."ended_by_id", NEW."ended_by_organisation_id", NEW."ended_on", NEW."explained_on", NEW."extended_stay", NEW."fact_on", NEW."facts", NEW."facts_known_from", NEW."heard_on", NEW."heard_words", NEW."id", NEW."not_heard_why", NEW."own_wish", NEW."permit_issued_on", NEW."permit_number", NEW."permit_possible", NEW."permit_valid_to", NOW(), \'insert\', NEW."recorded_at", NEW."renounced_how", NEW."request_id", NEW."termination_ground", NEW."termination_reasons", NEW."valid_from"); RETURN NULL;', hash='9b16440963043ed8197075200d6b9fce5e22630e', operation='INSERT', pgid='pgtrigger_insert_insert_06698', table='legal_protection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."request_id", OLD."valid_from", OLD."extended_stay", OLD."permit_possible", OLD."permit_number", OLD."permit_issued_on", OLD."permit_valid_to", OLD."ended_on", OLD."end_kind", OLD."end_reference", OLD."termination_ground", OLD."termination_reasons", OLD."fact_on", OLD."facts", OLD."facts_known_from", OLD."own_wish", OLD."heard_on", OLD."heard_words", OLD."not_heard_why", OLD."renounced_how", OLD."explained_on", OLD."end_served_on", OLD."end_served_how", OLD."ended_by_id", OLD."ended_by_organisation_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."request_id", NEW."valid_from", NEW."extended_stay", NEW."permit_possible", NEW."permit_number", NEW."permit_issued_on", NEW."permit_valid_to", NEW."ended_on", NEW."end_kind", NEW."end_reference", NEW."termination_ground", NEW."termination_reasons", NEW."fact_on", NEW."facts", NEW."facts_known_from", NEW."own_wish", NEW."heard_on", NEW."heard_words", NEW."not_heard_why", NEW."renounced_how", NEW."explained_on", NEW."end_served_on", NEW."end_served_how", NEW."ended_by_id", NEW."ended_by_organisation_id", NEW."recorded_at"))', func='INSERT INTO "legal_protectionimage" ("case_id", "end_kind", "end_reference", "end_served_how", "end_served_on", "ended_by_id", "ended_by_organisation_id", "ended_on", "explained_on", "extended_stay", "fact_on", "facts", "facts_known_from", "heard_on", "heard_words", "id", "not_heard_why", "own_wish", "permit_issued_on", "permit_number", "permit_possible", "permit_valid_to", "pgh_created_at", "pgh_label", "recorded_at", "renounced_how", "request_id", "termination_ground", "termination_reasons", "valid_from") VALUES (NEW."case_id", NEW."end_kind", NEW."end_reference", NEW."end_served_how", NEW."end_served_on", NEW."ended_by_id", NEW."ended_by_organisation_id", NEW."ended_on", NEW."explained_on", NEW."extended_stay", NEW."fact_on", NEW."facts", NEW."facts_known_from", NEW."heard_on", NEW."heard_words", NEW."id", NEW."not_heard_why", NEW."own_wish", NEW."permit_issued_on", NEW."permit_number", NEW."permit_possible", NEW."permit_valid_to", NOW(), \'update\', NEW."recorded_at", NEW."renounced_how", NEW."request_id", NEW."termination_ground", NEW."termination_reasons", NEW."valid_from"); RETURN NULL;', hash='724c52c00c385ec15a44c3e8002eeb92c6a295e9', operation='UPDATE', pgid='pgtrigger_update_update_4638f', table='legal_protection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionimage" ("case_id", "end_kind", "end_reference", "end_served_how", "end_served_on", "ended_by_id", "ended_by_organisation_id", "ended_on", "explained_on", "extended_stay", "fact_on", "facts", "facts_known_from", "heard_on", "heard_words", "id", "not_heard_why", "own_wish", "permit_issued_on", "permit_number", "permit_possible", "permit_valid_to", "pgh_created_at", "pgh_label", "recorded_at", "renounced_how", "request_id", "termination_ground", "termination_reasons", "valid_from") VALUES (OLD."case_id", OLD."end_kind", OLD."end_reference", OLD."end_served_how", OLD."end_served_on", OLD."ended_by_id", OLD."ended_by_organisation_id", OLD."ended_on", OLD."explained_on", OLD."extended_stay", OLD."fact_on", OLD."facts", OLD."facts_known_from", OLD."heard_on", OLD."heard_words", OLD."id", OLD."not_heard_why", OLD."own_wish", OLD."permit_issued_on", OLD."permit_number", OLD."permit_possible", OLD."permit_valid_to", NOW(), \'delete\', OLD."recorded_at", OLD."renounced_how", OLD."request_id", OLD."termination_ground", OLD."termination_reasons", OLD."valid_from"); RETURN NULL;', hash='050b2546e1da59589fac1fd18ee2214fa863219b', operation='DELETE', pgid='pgtrigger_delete_delete_1fe6b', table='legal_protection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "claim_ends_at", "claimed_at", "claimed_by_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_due_on", "decision_grounds", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_how", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "register_number", "registered_by_id", "registered_on", "served_how", "served_on", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (NEW."asked_on", NEW."case_id", NEW."claim_ends_at", NEW."claimed_at", NEW."claimed_by_id", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."decided_on", NEW."decision_due_on", NEW."decision_grounds", NEW."decision_reasons", NEW."decision_reference", NEW."decision_to_cooperate_id", NEW."filed_how", NEW."filed_on", NEW."id", NEW."lawyer_offered", NEW."number", NEW."office_id", NEW."own_words", NOW(), \'insert\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."register_number", NEW."registered_by_id", NEW."registered_on", NEW."served_how", NEW."served_on", NEW."state", NEW."wants_extended_stay", NEW."wants_permit", NEW."withdrawn_on"); RETURN NULL;', hash='e5bf5678cc4a8c20d629416326d64bedb2c59091', operation='INSERT', pgid='pgtrigger_insert_insert_4ab1d', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."asked_on", OLD."lawyer_offered", OLD."own_words", OLD."wants_permit", OLD."wants_extended_stay", OLD."decision_to_cooperate_id", OLD."proceedings_id", OLD."filed_on", OLD."office_id", OLD."filed_how", OLD."decision_due_on", OLD."register_number", OLD."registered_on", OLD."registered_by_id", OLD."claimed_by_id", OLD."claimed_at", OLD."claim_ends_at", OLD."decided_on", OLD."decision_reference", OLD."decision_grounds", OLD."decision_reasons", OLD."decided_by_id", OLD."decided_by_organisation_id", OLD."served_on", OLD."served_how", OLD."withdrawn_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."asked_on", NEW."lawyer_offered", NEW."own_words", NEW."wants_permit", NEW."wants_extended_stay", NEW."decision_to_cooperate_id", NEW."proceedings_id", NEW."filed_on", NEW."office_id", NEW."filed_how", NEW."decision_due_on", NEW."register_number", NEW."registered_on", NEW."registered_by_id", NEW."claimed_by_id", NEW."claimed_at", NEW."claim_ends_at", NEW."decided_on", NEW."decision_reference", NEW."decision_grounds", NEW."decision_reasons", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."served_on", NEW."served_how", NEW."withdrawn_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "claim_ends_at", "claimed_at", "claimed_by_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_due_on", "decision_grounds", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_how", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "register_number", "registered_by_id", "registered_on", "served_how", "served_on", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (NEW."asked_on", NEW."case_id", NEW."claim_ends_at", NEW."claimed_at", NEW."claimed_by_id", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."decided_on", NEW."decision_due_on", NEW."decision_grounds", NEW."decision_reasons", NEW."decision_reference", NEW."decision_to_cooperate_id", NEW."filed_how", NEW."filed_on", NEW."id", NEW."lawyer_offered", NEW."number", NEW."office_id", NEW."own_words", NOW(), \'update\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."register_number", NEW."registered_by_id", NEW."registered_on", NEW."served_how", NEW."served_on", NEW."state", NEW."wants_extended_stay", NEW."wants_permit", NEW."withdrawn_on"); RETURN NULL;', hash='410642929c4ce88bf529a212f48b4cd04dc1de3d', operation='UPDATE', pgid='pgtrigger_update_update_b59cf', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "claim_ends_at", "claimed_at", "claimed_by_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_due_on", "decision_grounds", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_how", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "register_number", "registered_by_id", "registered_on", "served_how", "served_on", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (OLD."asked_on", OLD."case_id", OLD."claim_ends_at", OLD."claimed_at", OLD."claimed_by_id", OLD."decided_by_id", OLD."decided_by_organisation_id", OLD."decided_on", OLD."decision_due_on", OLD."decision_grounds", OLD."decision_reasons", OLD."decision_reference", OLD."decision_to_cooperate_id", OLD."filed_how", OLD."filed_on", OLD."id", OLD."lawyer_offered", OLD."number", OLD."office_id", OLD."own_words", NOW(), \'delete\', OLD."proceedings_id", OLD."recorded_at", OLD."recorded_by_id", OLD."register_number", OLD."registered_by_id", OLD."registered_on", OLD."served_how", OLD."served_on", OLD."state", OLD."wants_extended_stay", OLD."wants_permit", OLD."withdrawn_on"); RETURN NULL;', hash='94c147b61ba3c1fe06c5fe9f97a44ad395a34d1e', operation='DELETE', pgid='pgtrigger_delete_delete_01a5c', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appealimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1e42fa6b2d658efa16dbccf57809fdfd3162f904', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_37279', table='legal_appealimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlierpermitimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2e0282fa39827d3b22753eb741c8762205d20c4b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_59bd3', table='legal_earlierpermitimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_appealimage" ("against", "body", "case_id", "contested_ground", "contested_on", "contested_reasons", "contested_reference", "filed_on", "id", "number", "own_words", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "request_id", "result_by_id", "result_by_organisation_id", "result_on", "result_reasons", "result_reference", "state") VALUES (NEW."against", NEW."body", NEW."case_id", NEW."contested_ground", NEW."contested_on", NEW."contested_reasons", NEW."contested_reference", NEW."filed_on", NEW."id", NEW."number", NEW."own_words", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."request_id", NEW."result_by_id", NEW."result_by_organisation_id", NEW."result_on", NEW."result_reasons", NEW."result_reference", NEW."state"); RETURN NULL;', hash='dc10f531d3758655b624af13bbc806d4ea7fce97', operation='INSERT', pgid='pgtrigger_insert_insert_a2c2b', table='legal_appeal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."request_id", OLD."number", OLD."state", OLD."against", OLD."contested_on", OLD."contested_reference", OLD."contested_ground", OLD."contested_reasons", OLD."filed_on", OLD."body", OLD."own_words", OLD."result_on", OLD."result_reference", OLD."result_reasons", OLD."result_by_id", OLD."result_by_organisation_id", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."request_id", NEW."number", NEW."state", NEW."against", NEW."contested_on", NEW."contested_reference", NEW."contested_ground", NEW."contested_reasons", NEW."filed_on", NEW."body", NEW."own_words", NEW."result_on", NEW."result_reference", NEW."result_reasons", NEW."result_by_id", NEW."result_by_organisation_id", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "legal_appealimage" ("against", "body", "case_id", "contested_ground", "contested_on", "contested_reasons", "contested_reference", "filed_on", "id", "number", "own_words", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "request_id", "result_by_id", "result_by_organisation_id", "result_on", "result_reasons", "result_reference", "state") VALUES (NEW."against", NEW."body", NEW."case_id", NEW."contested_ground", NEW."contested_on", NEW."contested_reasons", NEW."contested_reference", NEW."filed_on", NEW."id", NEW."number", NEW."own_words", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."request_id", NEW."result_by_id", NEW."result_by_organisation_id", NEW."result_on", NEW."result_reasons", NEW."result_reference", NEW."state"); RETURN NULL;', hash='eca4160085a1d9b5be38f64c434b52850aa9c680', operation='UPDATE', pgid='pgtrigger_update_update_6bcfb', table='legal_appeal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_appealimage" ("against", "body", "case_id", "contested_ground", "contested_on", "contested_reasons", "contested_reference", "filed_on", "id", "number", "own_words", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "request_id", "result_by_id", "result_by_organisation_id", "result_on", "result_reasons", "result_reference", "state") VALUES (OLD."against", OLD."body", OLD."case_id", OLD."contested_ground", OLD."contested_on", OLD."contested_reasons", OLD."contested_reference", OLD."filed_on", OLD."id", OLD."number", OLD."own_words", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."request_id", OLD."result_by_id", OLD."result_by_organisation_id", OLD."result_on", OLD."result_reasons", OLD."result_reference", OLD."state"); RETURN NULL;', hash='be440185d4d7b6b3fedbb6b0bba2b93b8b82c061', operation='DELETE', pgid='pgtrigger_delete_delete_46d19', table='legal_appeal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlierpermit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_earlierpermitimage" ("case_id", "id", "permit_issued_on", "permit_number", "permit_valid_to", "pgh_created_at", "pgh_label", "protection_id", "recorded_at", "recorded_by_id") VALUES (NEW."case_id", NEW."id", NEW."permit_issued_on", NEW."permit_number", NEW."permit_valid_to", NOW(), \'insert\', NEW."protection_id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='35dd30bbfcc29a0b316cf0fc168c728979e9c63a', operation='INSERT', pgid='pgtrigger_insert_insert_fddca', table='legal_earlierpermit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlierpermit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."protection_id", OLD."permit_number", OLD."permit_issued_on", OLD."permit_valid_to", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."protection_id", NEW."permit_number", NEW."permit_issued_on", NEW."permit_valid_to", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "legal_earlierpermitimage" ("case_id", "id", "permit_issued_on", "permit_number", "permit_valid_to", "pgh_created_at", "pgh_label", "protection_id", "recorded_at", "recorded_by_id") VALUES (NEW."case_id", NEW."id", NEW."permit_issued_on", NEW."permit_number", NEW."permit_valid_to", NOW(), \'update\', NEW."protection_id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='6dd79a261af434e2656f97ec13fae64ac9b844d4', operation='UPDATE', pgid='pgtrigger_update_update_2edeb', table='legal_earlierpermit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlierpermit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_earlierpermitimage" ("case_id", "id", "permit_issued_on", "permit_number", "permit_valid_to", "pgh_created_at", "pgh_label", "protection_id", "recorded_at", "recorded_by_id") VALUES (OLD."case_id", OLD."id", OLD."permit_issued_on", OLD."permit_number", OLD."permit_valid_to", NOW(), \'delete\', OLD."protection_id", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='a3d149f6cc1abec7c0a1afac98637b8cedb3f86b', operation='DELETE', pgid='pgtrigger_delete_delete_e0390', table='legal_earlierpermit', when='AFTER')),
        ),
        migrations.RunSQL(REQUEST, migrations.RunSQL.noop),
        migrations.RunSQL(
            PROTECTION.replace("%(eu)s", ", ".join(f"'{code}'" for code in EU_COUNTRIES)), migrations.RunSQL.noop
        ),
        migrations.RunSQL(APPEAL, migrations.RunSQL.noop),
        migrations.RunSQL(CLOSING, migrations.RunSQL.noop),
    ]
