"""Risk assessments in versions, and the contacts with institutions that make a new one due."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
import tvcase.db
import tvcase.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

RISK = """
CREATE TRIGGER risk_assessment_follows_its_flow BEFORE INSERT OR UPDATE ON cases_riskassessment
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>DRAFT', 'DRAFT>CURRENT', 'DRAFT>DISCARDED', 'CURRENT>HISTORIC');
CREATE TRIGGER risk_assessment_needs_an_open_case BEFORE INSERT ON cases_riskassessment
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();

CREATE FUNCTION risk_assessment_stays_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.case_id, NEW.number) IS DISTINCT FROM (OLD.case_id, OLD.number)
        OR (OLD.state <> 'DRAFT' AND to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state') THEN
        PERFORM refuse('risk_assessment_keeps_what_it_is', 'a completed assessment never changes');
    END IF;
    IF OLD.state = 'DRAFT' AND NEW.state = 'CURRENT' AND EXISTS (
        SELECT FROM cases_riskassessment r WHERE r.case_id = NEW.case_id AND r.state IN ('CURRENT', 'HISTORIC')
           AND r.assessed_at >= NEW.assessed_at) THEN
        PERFORM refuse('risk_assessment_newer_than_the_one_before', 'a newer version replaces an older one');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER risk_assessment_stays_what_it_is BEFORE UPDATE ON cases_riskassessment
    FOR EACH ROW EXECUTE FUNCTION risk_assessment_stays_what_it_is();

CREATE TRIGGER institution_contact_needs_an_open_case BEFORE INSERT ON cases_institutioncontact
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

# When somebody was last in contact with an institution, or the trafficker with the person: for other triggers.
# What was told on a day, without an hour, counts until that day was over or it was recorded.
LAST_CONTACT = """
CREATE FUNCTION last_contact_of(the_case uuid) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN greatest(
        (SELECT max(happened_at) FROM cases_institutioncontact WHERE case_id = the_case),
        (SELECT max(happened_at) FROM cases_contactbreach WHERE case_id = the_case),
        (SELECT max(starts_at) FROM claims_hearing WHERE case_id = the_case AND state = 'HELD'),
        (SELECT max(least(recorded_at, (told_on + 1)::timestamp AT TIME ZONE 'Europe/Sofia')) FROM claims_interview
          WHERE case_id = the_case AND struck_on IS NULL
            AND listener IN ('POLICE', 'INVESTIGATOR', 'PROSECUTOR', 'COURT', 'EXPERT')));
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0014_sharing_is_an_area'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InstitutionContactImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('about', models.BinaryField(null=True)),
                ('note', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('happened_at', models.DateTimeField(verbose_name='when')),
                ('institution', models.CharField(max_length=50, verbose_name='institution')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RiskAssessment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('state', models.CharField(choices=[('DRAFT', 'being written'), ('CURRENT', 'in force'), ('HISTORIC', 'replaced by a newer one'), ('DISCARDED', 'discarded')], default='DRAFT', max_length=10, verbose_name='state')),
                ('trigger', models.CharField(choices=[('INITIAL', 'the first assessment'), ('CONTACT', 'contact with an institution'), ('CASE_DEVELOPMENT', 'something has changed in the case'), ('RETURN', 'the person may return'), ('PERSON_REQUEST', 'the person asks for it'), ('PERIODIC', 'the planned review')], max_length=20, verbose_name='why the risk is assessed')),
                ('method', models.CharField(choices=[('INTERVIEW', 'a talk with the person'), ('OBSERVATION_ONLY', 'observation only: the person cannot talk, or safety is urgent')], max_length=20, verbose_name='how it is assessed')),
                ('assessed_at', models.DateTimeField(verbose_name='assessed at')),
                ('urgent_medical', tvcase.sealing.fields.SealedText(blank=True, choices=[('YES', 'yes'), ('NO', 'no'), ('UNKNOWN', 'not known')], key='case_id', max_length=10, verbose_name='Are there urgent medical needs?')),
                ('urgent_medical_note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='which, and what was done')),
                ('violence', tvcase.sealing.fields.SealedText(blank=True, choices=[('YES', 'yes'), ('NO', 'no'), ('UNKNOWN', 'not known')], key='case_id', max_length=10, verbose_name='Is there a threat of violence or of being trafficked again?')),
                ('violence_note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='from whom, and how it shows')),
                ('person_concerns', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=2000, verbose_name='what the person is worried about')),
                ('assessor_view', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=2000, verbose_name='how you see it')),
                ('threat_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('PERSON', 'the person'), ('FAMILY', 'her or his family'), ('STAFF', 'staff'), ('OTHERS', 'other people')], max_length=10), blank=True, default=list, verbose_name='who is threatened')),
                ('retaliation', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='danger of revenge against family or relatives')),
                ('fears', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='fears')),
                ('wishes_for_safety', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='what would make the person feel safer')),
                ('coping_resources', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='what and who helps the person')),
                ('location_known', tvcase.sealing.fields.SealedText(blank=True, choices=[('YES', 'yes'), ('NO', 'no'), ('UNKNOWN', 'not known')], key='case_id', max_length=10, verbose_name='Does the trafficker know where the person is?')),
                ('online_contact', tvcase.sealing.fields.SealedText(blank=True, choices=[('YES', 'yes'), ('NO', 'no'), ('UNKNOWN', 'not known')], key='case_id', max_length=10, verbose_name='Is there contact over the internet?')),
                ('debt', tvcase.sealing.fields.SealedText(blank=True, choices=[('YES', 'yes'), ('NO', 'no'), ('UNKNOWN', 'not known')], key='case_id', max_length=10, verbose_name='Is a debt used to put pressure on the person?')),
                ('pregnancy', tvcase.sealing.fields.SealedText(blank=True, choices=[('YES', 'yes'), ('NO', 'no'), ('UNKNOWN', 'not known')], key='case_id', max_length=10, verbose_name='Is the person pregnant?')),
                ('children_at_risk', tvcase.sealing.fields.SealedText(blank=True, choices=[('YES', 'yes'), ('NO', 'no'), ('UNKNOWN', 'not known')], key='case_id', max_length=10, verbose_name='Are children of the person at risk?')),
                ('contact_channels', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=500, verbose_name='ways in which the trafficker can reach the person')),
                ('level', models.CharField(blank=True, choices=[('LOW', 'low'), ('MEDIUM', 'medium'), ('HIGH', 'high'), ('CRITICAL', 'critical: life is at risk')], max_length=10, verbose_name='level of risk')),
                ('rationale', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=2000, verbose_name='reasons for this level')),
                ('joint_with', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=300, verbose_name='who assessed it jointly on the receiving side')),
                ('next_review_on', models.DateField(blank=True, null=True, verbose_name='to be looked at again on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'risk assessment',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RiskAssessmentImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('urgent_medical', models.BinaryField(null=True)),
                ('urgent_medical_note', models.BinaryField(null=True)),
                ('violence', models.BinaryField(null=True)),
                ('violence_note', models.BinaryField(null=True)),
                ('person_concerns', models.BinaryField(null=True)),
                ('assessor_view', models.BinaryField(null=True)),
                ('retaliation', models.BinaryField(null=True)),
                ('fears', models.BinaryField(null=True)),
                ('wishes_for_safety', models.BinaryField(null=True)),
                ('coping_resources', models.BinaryField(null=True)),
                ('location_known', models.BinaryField(null=True)),
                ('online_contact', models.BinaryField(null=True)),
                ('debt', models.BinaryField(null=True)),
                ('pregnancy', models.BinaryField(null=True)),
                ('children_at_risk', models.BinaryField(null=True)),
                ('contact_channels', models.BinaryField(null=True)),
                ('rationale', models.BinaryField(null=True)),
                ('joint_with', models.BinaryField(null=True)),
                ('assessor', models.BigIntegerField(db_column='assessor_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('state', models.CharField(choices=[('DRAFT', 'being written'), ('CURRENT', 'in force'), ('HISTORIC', 'replaced by a newer one'), ('DISCARDED', 'discarded')], default='DRAFT', max_length=10, verbose_name='state')),
                ('trigger', models.CharField(choices=[('INITIAL', 'the first assessment'), ('CONTACT', 'contact with an institution'), ('CASE_DEVELOPMENT', 'something has changed in the case'), ('RETURN', 'the person may return'), ('PERSON_REQUEST', 'the person asks for it'), ('PERIODIC', 'the planned review')], max_length=20, verbose_name='why the risk is assessed')),
                ('method', models.CharField(choices=[('INTERVIEW', 'a talk with the person'), ('OBSERVATION_ONLY', 'observation only: the person cannot talk, or safety is urgent')], max_length=20, verbose_name='how it is assessed')),
                ('assessed_at', models.DateTimeField(verbose_name='assessed at')),
                ('threat_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('PERSON', 'the person'), ('FAMILY', 'her or his family'), ('STAFF', 'staff'), ('OTHERS', 'other people')], max_length=10), blank=True, default=list, verbose_name='who is threatened')),
                ('level', models.CharField(blank=True, choices=[('LOW', 'low'), ('MEDIUM', 'medium'), ('HIGH', 'high'), ('CRITICAL', 'critical: life is at risk')], max_length=10, verbose_name='level of risk')),
                ('next_review_on', models.DateField(blank=True, null=True, verbose_name='to be looked at again on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='InstitutionContact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('happened_at', models.DateTimeField(verbose_name='when')),
                ('institution', models.CharField(max_length=50, verbose_name='institution')),
                ('about', tvcase.sealing.fields.SealedText(key='case_id', max_length=200, verbose_name='what it was about')),
                ('note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=2000, verbose_name='note')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='institution_contacts', to='cases.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'contact with an institution',
                'ordering': ['happened_at', 'number'],
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutioncontactimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9ad35bd06e8c083c9ddcc36e99dc99c7840a6f87', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7ac10', table='cases_institutioncontactimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='riskassessment',
            name='assessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assessed by'),
        ),
        migrations.AddField(
            model_name='riskassessment',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risk_assessments', to='cases.case'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskassessmentimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='642894c5c74926e7fdb286df3910ea6c81653f31', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d4e7c', table='cases_riskassessmentimage', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='institutioncontact',
            index=models.Index(models.F('case'), models.OrderBy(models.F('happened_at'), descending=True), name='institution_contact_last'),
        ),
        migrations.AddConstraint(
            model_name='institutioncontact',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='institution_contact_number_once'),
        ),
        migrations.AddConstraint(
            model_name='institutioncontact',
            constraint=models.CheckConstraint(condition=models.Q(('institution', ''), _negated=True), name='institution_contact_names_the_institution', violation_error_message='Choose the institution.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutioncontact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_institutioncontactimage" ("about", "case_id", "happened_at", "id", "institution", "note", "number", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (NEW."about", NEW."case_id", NEW."happened_at", NEW."id", NEW."institution", NEW."note", NEW."number", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='735eb29910d4c49332c3a765b4dbd7a51d7c0bf6', operation='INSERT', pgid='pgtrigger_insert_insert_c66d7', table='cases_institutioncontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutioncontact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."happened_at", OLD."institution", OLD."about", OLD."note", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."happened_at", NEW."institution", NEW."about", NEW."note", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_institutioncontactimage" ("about", "case_id", "happened_at", "id", "institution", "note", "number", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (NEW."about", NEW."case_id", NEW."happened_at", NEW."id", NEW."institution", NEW."note", NEW."number", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='086d82ea4069e66afe75896447e8afd8a40fbe76', operation='UPDATE', pgid='pgtrigger_update_update_a532b', table='cases_institutioncontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutioncontact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_institutioncontactimage" ("about", "case_id", "happened_at", "id", "institution", "note", "number", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (OLD."about", OLD."case_id", OLD."happened_at", OLD."id", OLD."institution", OLD."note", OLD."number", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='d31f710531304ff683cdbcd1bb526b48f0a8d29f', operation='DELETE', pgid='pgtrigger_delete_delete_008d2', table='cases_institutioncontact', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='risk_assessment_number_once'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.UniqueConstraint(models.F('case'), condition=models.Q(('state', 'CURRENT')), name='risk_assessment_one_in_force', violation_error_message='This case already has an assessment in force.'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.UniqueConstraint(models.F('case'), condition=models.Q(('state', 'DRAFT')), name='risk_assessment_one_being_written', violation_error_message='An assessment is already being written. Go on with that one.'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('CURRENT', 'HISTORIC')), _negated=True), models.Q(('assessor_view__isnull', False), ('urgent_medical__isnull', False), ('violence__isnull', False), models.Q(models.Q(('method', 'INTERVIEW'), _negated=True), ('person_concerns__isnull', False), _connector='OR')), _connector='OR'), name='risk_assessment_answers_the_questions', violation_error_message='Answer the two questions, and write what worries the person and how you see it.'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('CURRENT', 'HISTORIC')), _negated=True), models.Q(('level__in', ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']), ('rationale__isnull', False)), _connector='OR'), name='risk_assessment_level_with_reasons', violation_error_message='Choose the level of risk, and give your reasons.'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('CURRENT', 'HISTORIC')), ('trigger', 'RETURN'), _negated=True), ('joint_with__isnull', False), _connector='OR'), name='risk_assessment_of_a_return_is_joint', violation_error_message='Say who on the receiving side assessed the risk of the return with you.'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('CURRENT', 'HISTORIC')), _negated=True), models.Q(('next_review_on__gt', tvcase.db.SofiaDate('assessed_at')), ('next_review_on__isnull', False), ('next_review_on__lte', django.db.models.expressions.CombinedExpression(tvcase.db.SofiaDate('assessed_at'), '+', models.Value(datetime.timedelta(days=14))))), _connector='OR'), name='risk_assessment_is_looked_at_again', violation_error_message='The risk is looked at again within 14 days: say on which day.'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.CheckConstraint(condition=models.Q(('threat_to__contained_by', ['PERSON', 'FAMILY', 'STAFF', 'OTHERS']), ('method__in', ['INTERVIEW', 'OBSERVATION_ONLY']), ('trigger__in', ['INITIAL', 'CONTACT', 'CASE_DEVELOPMENT', 'RETURN', 'PERSON_REQUEST', 'PERIODIC'])), name='risk_assessment_in_words_of_the_lists', violation_error_message='Choose from the lists.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskassessment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_riskassessmentimage" ("assessed_at", "assessor_id", "assessor_view", "case_id", "children_at_risk", "contact_channels", "coping_resources", "debt", "fears", "id", "joint_with", "level", "location_known", "method", "next_review_on", "number", "online_contact", "person_concerns", "pgh_created_at", "pgh_label", "pregnancy", "rationale", "recorded_at", "retaliation", "state", "threat_to", "trigger", "urgent_medical", "urgent_medical_note", "violence", "violence_note", "wishes_for_safety") VALUES (NEW."assessed_at", NEW."assessor_id", NEW."assessor_view", NEW."case_id", NEW."children_at_risk", NEW."contact_channels", NEW."coping_resources", NEW."debt", NEW."fears", NEW."id", NEW."joint_with", NEW."level", NEW."location_known", NEW."method", NEW."next_review_on", NEW."number", NEW."online_contact", NEW."person_concerns", NOW(), \'insert\', NEW."pregnancy", NEW."rationale", NEW."recorded_at", NEW."retaliation", NEW."state", NEW."threat_to", NEW."trigger", NEW."urgent_medical", NEW."urgent_medical_note", NEW."violence", NEW."violence_note", NEW."wishes_for_safety"); RETURN NULL;', hash='583ef20581470b52e658d22d63b67b5c0ca85b08', operation='INSERT', pgid='pgtrigger_insert_insert_1c5e3', table='cases_riskassessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskassessment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."trigger", OLD."method", OLD."assessed_at", OLD."urgent_medical", OLD."urgent_medical_note", OLD."violence", OLD."violence_note", OLD."person_concerns", OLD."assessor_view", OLD."threat_to", OLD."retaliation", OLD."fears", OLD."wishes_for_safety", OLD."coping_resources", OLD."location_known", OLD."online_contact", OLD."debt", OLD."pregnancy", OLD."children_at_risk", OLD."contact_channels", OLD."level", OLD."rationale", OLD."joint_with", OLD."next_review_on", OLD."assessor_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."trigger", NEW."method", NEW."assessed_at", NEW."urgent_medical", NEW."urgent_medical_note", NEW."violence", NEW."violence_note", NEW."person_concerns", NEW."assessor_view", NEW."threat_to", NEW."retaliation", NEW."fears", NEW."wishes_for_safety", NEW."coping_resources", NEW."location_known", NEW."online_contact", NEW."debt", NEW."pregnancy", NEW."children_at_risk", NEW."contact_channels", NEW."level", NEW."rationale", NEW."joint_with", NEW."next_review_on", NEW."assessor_id", NEW."recorded_at"))', func='INSERT INTO "cases_riskassessmentimage" ("assessed_at", "assessor_id", "assessor_view", "case_id", "children_at_risk", "contact_channels", "coping_resources", "debt", "fears", "id", "joint_with", "level", "location_known", "method", "next_review_on", "number", "online_contact", "person_concerns", "pgh_created_at", "pgh_label", "pregnancy", "rationale", "recorded_at", "retaliation", "state", "threat_to", "trigger", "urgent_medical", "urgent_medical_note", "violence", "violence_note", "wishes_for_safety") VALUES (NEW."assessed_at", NEW."assessor_id", NEW."assessor_view", NEW."case_id", NEW."children_at_risk", NEW."contact_channels", NEW."coping_resources", NEW."debt", NEW."fears", NEW."id", NEW."joint_with", NEW."level", NEW."location_known", NEW."method", NEW."next_review_on", NEW."number", NEW."online_contact", NEW."person_concerns", NOW(), \'update\', NEW."pregnancy", NEW."rationale", NEW."recorded_at", NEW."retaliation", NEW."state", NEW."threat_to", NEW."trigger", NEW."urgent_medical", NEW."urgent_medical_note", NEW."violence", NEW."violence_note", NEW."wishes_for_safety"); RETURN NULL;', hash='690b1255b723a343d8c664b8b46ac86a975d1276', operation='UPDATE', pgid='pgtrigger_update_update_f93b9', table='cases_riskassessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskassessment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_riskassessmentimage" ("assessed_at", "assessor_id", "assessor_view", "case_id", "children_at_risk", "contact_channels", "coping_resources", "debt", "fears", "id", "joint_with", "level", "location_known", "method", "next_review_on", "number", "online_contact", "person_concerns", "pgh_created_at", "pgh_label", "pregnancy", "rationale", "recorded_at", "retaliation", "state", "threat_to", "trigger", "urgent_medical", "urgent_medical_note", "violence", "violence_note", "wishes_for_safety") VALUES (OLD."assessed_at", OLD."assessor_id", OLD."assessor_view", OLD."case_id", OLD."children_at_risk", OLD."contact_channels", OLD."coping_resources", OLD."debt", OLD."fears", OLD."id", OLD."joint_with", OLD."level", OLD."location_known", OLD."method", OLD."next_review_on", OLD."number", OLD."online_contact", OLD."person_concerns", NOW(), \'delete\', OLD."pregnancy", OLD."rationale", OLD."recorded_at", OLD."retaliation", OLD."state", OLD."threat_to", OLD."trigger", OLD."urgent_medical", OLD."urgent_medical_note", OLD."violence", OLD."violence_note", OLD."wishes_for_safety"); RETURN NULL;', hash='f1941e5ab7b7acb7b62757c5b300d9022fb3555d', operation='DELETE', pgid='pgtrigger_delete_delete_09ac5', table='cases_riskassessment', when='AFTER')),
        ),
        migrations.RunSQL(RISK, migrations.RunSQL.noop),
        migrations.RunSQL(LAST_CONTACT, migrations.RunSQL.noop),
    ]
