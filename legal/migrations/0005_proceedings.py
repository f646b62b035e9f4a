"""Criminal proceedings, their dated steps, and the request that rests on them."""

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


PROCEEDINGS = """
CREATE FUNCTION proceedings_are_led_by_an_authority() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM accounts_organisation o WHERE o.id = NEW.authority_id
            AND o.kind IN ('POLICE', 'INVESTIGATION_SERVICE', 'PROSECUTORS_OFFICE')) THEN
        PERFORM refuse('proceedings_led_by_a_pre_trial_authority', 'a pre-trial authority leads the proceedings');
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.case_id, NEW.number) IS DISTINCT FROM (OLD.case_id, OLD.number) THEN
        PERFORM refuse('proceedings_keep_their_case', 'proceedings belong to their case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proceedings_are_led_by_an_authority BEFORE INSERT OR UPDATE ON legal_criminalproceedings
    FOR EACH ROW EXECUTE FUNCTION proceedings_are_led_by_an_authority();
CREATE TRIGGER proceedings_follows_its_flow BEFORE INSERT OR UPDATE ON legal_criminalproceedings
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>RUNNING', 'RUNNING>SUSPENDED', 'RUNNING>ENDED', 'SUSPENDED>RUNNING', 'SUSPENDED>ENDED', 'ENDED>RUNNING');
CREATE TRIGGER proceedings_need_an_open_case BEFORE INSERT ON legal_criminalproceedings
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

STEP = """
CREATE FUNCTION proceedings_step_says_what_they_are() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE proceedings legal_criminalproceedings%ROWTYPE;
BEGIN
    SELECT * INTO proceedings FROM legal_criminalproceedings WHERE id = NEW.proceedings_id;
    IF proceedings.case_id <> NEW.case_id THEN
        PERFORM refuse('proceedings_step_of_the_same_case', 'a step belongs to proceedings of the same case');
    END IF;
    IF proceedings.state <> (CASE NEW.kind WHEN 'SUSPENDED' THEN 'SUSPENDED' WHEN 'ENDED' THEN 'ENDED'
            ELSE 'RUNNING' END) THEN
        PERFORM refuse('proceedings_step_says_what_they_are', 'the step and the state contradict each other');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proceedings_step_says_what_they_are BEFORE INSERT ON legal_proceedingsstep
    FOR EACH ROW EXECUTE FUNCTION proceedings_step_says_what_they_are();
CREATE TRIGGER legal_proceedingsstep_is_written_once BEFORE UPDATE OR DELETE ON legal_proceedingsstep
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

REQUEST = """
CREATE FUNCTION protection_request_in_proceedings_of_the_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.proceedings_id IS NOT NULL AND NOT EXISTS (SELECT FROM legal_criminalproceedings p
            WHERE p.id = NEW.proceedings_id AND p.case_id = NEW.case_id) THEN
        PERFORM refuse('protection_request_in_proceedings_of_the_case', 'proceedings of the same case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER protection_request_in_proceedings_of_the_case BEFORE INSERT OR UPDATE ON legal_protectionrequest
    FOR EACH ROW EXECUTE FUNCTION protection_request_in_proceedings_of_the_case();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_former_sessions'),
        ('cases', '0005_images'),
        ('legal', '0004_images'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CriminalProceedings',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('RUNNING', 'running'), ('SUSPENDED', 'suspended'), ('ENDED', 'ended')], default='RUNNING', max_length=10, verbose_name='state')),
                ('stage', models.CharField(choices=[('PRE_TRIAL', 'pre-trial'), ('TRIAL', 'before a court')], default='PRE_TRIAL', max_length=10, verbose_name='stage')),
                ('pre_trial_number', tvcase.sealing.fields.SealedText(key='case_id', max_length=60, verbose_name='number of the pre-trial proceedings')),
                ('court', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=160, verbose_name='court and number of the court case')),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'criminal proceedings',
                'verbose_name_plural': 'criminal proceedings',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CriminalProceedingsImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('authority', models.BigIntegerField(db_column='authority_id', null=True)),
                ('pre_trial_number', models.BinaryField(null=True)),
                ('court', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('RUNNING', 'running'), ('SUSPENDED', 'suspended'), ('ENDED', 'ended')], default='RUNNING', max_length=10, verbose_name='state')),
                ('stage', models.CharField(choices=[('PRE_TRIAL', 'pre-trial'), ('TRIAL', 'before a court')], default='PRE_TRIAL', max_length=10, verbose_name='stage')),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ProceedingsStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('OPENED', 'opened'), ('TO_COURT', 'brought before a court'), ('SENT_BACK', 'sent back by the court to the pre-trial stage'), ('SUSPENDED', 'suspended'), ('RESUMED', 'resumed'), ('ENDED', 'ended'), ('REOPENED', 'reopened')], max_length=10, verbose_name='what happened')),
                ('how', models.CharField(blank=True, choices=[('CONVICTION', 'conviction'), ('PLEA_BARGAIN', 'plea bargain'), ('ACQUITTAL', 'acquittal'), ('TERMINATION', 'terminated without a sentence')], max_length=15, verbose_name='how they ended')),
                ('effective_on', models.DateField(verbose_name='took effect on')),
                ('reference', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=60, verbose_name='reference of the act')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'step of criminal proceedings',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ProceedingsStepImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('proceedings', models.UUIDField(db_column='proceedings_id', null=True)),
                ('reference', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('OPENED', 'opened'), ('TO_COURT', 'brought before a court'), ('SENT_BACK', 'sent back by the court to the pre-trial stage'), ('SUSPENDED', 'suspended'), ('RESUMED', 'resumed'), ('ENDED', 'ended'), ('REOPENED', 'reopened')], max_length=10, verbose_name='what happened')),
                ('how', models.CharField(blank=True, choices=[('CONVICTION', 'conviction'), ('PLEA_BARGAIN', 'plea bargain'), ('ACQUITTAL', 'acquittal'), ('TERMINATION', 'terminated without a sentence')], max_length=15, verbose_name='how they ended')),
                ('effective_on', models.DateField(verbose_name='took effect on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
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
        migrations.AddField(
            model_name='protectionrequestimage',
            name='proceedings',
            field=models.UUIDField(db_column='proceedings_id', null=True),
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='proceedings',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='legal.criminalproceedings', verbose_name='criminal proceedings'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (NEW."asked_on", NEW."case_id", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."decided_on", NEW."decision_reasons", NEW."decision_reference", NEW."decision_to_cooperate_id", NEW."filed_on", NEW."id", NEW."lawyer_offered", NEW."number", NEW."office_id", NEW."own_words", NOW(), \'insert\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."wants_extended_stay", NEW."wants_permit", NEW."withdrawn_on"); RETURN NULL;', hash='b5caef7b09fe272cdf2564c8593c641e21e3b8a8', operation='INSERT', pgid='pgtrigger_insert_insert_4ab1d', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."asked_on", OLD."lawyer_offered", OLD."own_words", OLD."wants_permit", OLD."wants_extended_stay", OLD."decision_to_cooperate_id", OLD."proceedings_id", OLD."filed_on", OLD."office_id", OLD."decided_on", OLD."decision_reference", OLD."decision_reasons", OLD."decided_by_id", OLD."decided_by_organisation_id", OLD."withdrawn_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."asked_on", NEW."lawyer_offered", NEW."own_words", NEW."wants_permit", NEW."wants_extended_stay", NEW."decision_to_cooperate_id", NEW."proceedings_id", NEW."filed_on", NEW."office_id", NEW."decided_on", NEW."decision_reference", NEW."decision_reasons", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."withdrawn_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (NEW."asked_on", NEW."case_id", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."decided_on", NEW."decision_reasons", NEW."decision_reference", NEW."decision_to_cooperate_id", NEW."filed_on", NEW."id", NEW."lawyer_offered", NEW."number", NEW."office_id", NEW."own_words", NOW(), \'update\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."wants_extended_stay", NEW."wants_permit", NEW."withdrawn_on"); RETURN NULL;', hash='384218fca278c836430293c7fbd694234d038747', operation='UPDATE', pgid='pgtrigger_update_update_b59cf', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (OLD."asked_on", OLD."case_id", OLD."decided_by_id", OLD."decided_by_organisation_id", OLD."decided_on", OLD."decision_reasons", OLD."decision_reference", OLD."decision_to_cooperate_id", OLD."filed_on", OLD."id", OLD."lawyer_offered", OLD."number", OLD."office_id", OLD."own_words", NOW(), \'delete\', OLD."proceedings_id", OLD."recorded_at", OLD."recorded_by_id", OLD."state", OLD."wants_extended_stay", OLD."wants_permit", OLD."withdrawn_on"); RETURN NULL;', hash='27945a66c0c8790dfb29e65330d9a9598a4d0bc1', operation='DELETE', pgid='pgtrigger_delete_delete_01a5c', table='legal_protectionrequest', when='AFTER')),
        ),
        migrations.AddField(
            model_name='criminalproceedings',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='authority that leads them'),
        ),
        migrations.AddField(
            model_name='criminalproceedings',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criminal_proceedings', to='cases.case'),
        ),
        migrations.AddField(
            model_name='criminalproceedings',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criminalproceedingsimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c70ab3d8a5f7fb8ea73f92b32f0262ae3e9a474c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_89bb6', table='legal_criminalproceedingsimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='proceedingsstep',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='proceedingsstep',
            name='proceedings',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='legal.criminalproceedings'),
        ),
        migrations.AddField(
            model_name='proceedingsstep',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proceedingsstepimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7eca4b5b3d2216332c2396091256b80dc2230b68', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dda93', table='legal_proceedingsstepimage', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='criminalproceedings',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='proceedings_number_once'),
        ),
        migrations.AddConstraint(
            model_name='criminalproceedings',
            constraint=models.CheckConstraint(condition=models.Q(('pre_trial_number__isnull', False)), name='proceedings_have_a_pre_trial_number', violation_error_message='Write the number of the pre-trial proceedings.'),
        ),
        migrations.AddConstraint(
            model_name='criminalproceedings',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['PRE_TRIAL', 'TRIAL'])), name='proceedings_are_at_a_known_stage', violation_error_message='Choose the stage of the proceedings.'),
        ),
        migrations.AddConstraint(
            model_name='criminalproceedings',
            constraint=models.CheckConstraint(condition=models.Q(('stage', 'TRIAL'), ('court', None), _connector='OR'), name='proceedings_before_a_court_at_trial_only', violation_error_message='A court is recorded when the case is before it.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criminalproceedings',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_criminalproceedingsimage" ("authority_id", "case_id", "court", "id", "number", "opened_on", "pgh_created_at", "pgh_label", "pre_trial_number", "recorded_at", "recorded_by_id", "stage", "state") VALUES (NEW."authority_id", NEW."case_id", NEW."court", NEW."id", NEW."number", NEW."opened_on", NOW(), \'insert\', NEW."pre_trial_number", NEW."recorded_at", NEW."recorded_by_id", NEW."stage", NEW."state"); RETURN NULL;', hash='d1b384b6f876ba7740248786058f3442b6b12461', operation='INSERT', pgid='pgtrigger_insert_insert_e1b41', table='legal_criminalproceedings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criminalproceedings',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."stage", OLD."authority_id", OLD."pre_trial_number", OLD."court", OLD."opened_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."stage", NEW."authority_id", NEW."pre_trial_number", NEW."court", NEW."opened_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "legal_criminalproceedingsimage" ("authority_id", "case_id", "court", "id", "number", "opened_on", "pgh_created_at", "pgh_label", "pre_trial_number", "recorded_at", "recorded_by_id", "stage", "state") VALUES (NEW."authority_id", NEW."case_id", NEW."court", NEW."id", NEW."number", NEW."opened_on", NOW(), \'update\', NEW."pre_trial_number", NEW."recorded_at", NEW."recorded_by_id", NEW."stage", NEW."state"); RETURN NULL;', hash='f98c0ce3e2582f3a0eea36d6c293c03854024a2c', operation='UPDATE', pgid='pgtrigger_update_update_f1dcd', table='legal_criminalproceedings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criminalproceedings',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_criminalproceedingsimage" ("authority_id", "case_id", "court", "id", "number", "opened_on", "pgh_created_at", "pgh_label", "pre_trial_number", "recorded_at", "recorded_by_id", "stage", "state") VALUES (OLD."authority_id", OLD."case_id", OLD."court", OLD."id", OLD."number", OLD."opened_on", NOW(), \'delete\', OLD."pre_trial_number", OLD."recorded_at", OLD."recorded_by_id", OLD."stage", OLD."state"); RETURN NULL;', hash='a4469d96809754a035409e4ce3637e42a223f6f5', operation='DELETE', pgid='pgtrigger_delete_delete_135c5', table='legal_criminalproceedings', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='proceedingsstep',
            constraint=models.UniqueConstraint(models.F('proceedings'), models.F('number'), name='proceedings_step_number_once'),
        ),
        migrations.AddConstraint(
            model_name='proceedingsstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind', 'ENDED'), ('how__in', ['CONVICTION', 'PLEA_BARGAIN', 'ACQUITTAL', 'TERMINATION'])), models.Q(models.Q(('kind', 'ENDED'), _negated=True), models.Q(('how__in', ['CONVICTION', 'PLEA_BARGAIN', 'ACQUITTAL', 'TERMINATION']), _negated=True)), _connector='OR'), models.Q(('kind', 'ENDED'), ('how', ''), _connector='OR')), name='proceedings_step_says_how_they_ended', violation_error_message='Say how the proceedings ended.'),
        ),
        migrations.AddConstraint(
            model_name='proceedingsstep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['OPENED', 'TO_COURT', 'SENT_BACK', 'SUSPENDED', 'RESUMED', 'ENDED', 'REOPENED'])), name='proceedings_step_is_a_known_one', violation_error_message='Choose what happened in the proceedings.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proceedingsstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_proceedingsstepimage" ("case_id", "effective_on", "how", "id", "kind", "number", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "reference") VALUES (NEW."case_id", NEW."effective_on", NEW."how", NEW."id", NEW."kind", NEW."number", NOW(), \'insert\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference"); RETURN NULL;', hash='a26c74478be8bb4d0a12890c86e4f1f35ec4db2a', operation='INSERT', pgid='pgtrigger_insert_insert_13732', table='legal_proceedingsstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proceedingsstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."proceedings_id", OLD."number", OLD."kind", OLD."how", OLD."effective_on", OLD."reference", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."proceedings_id", NEW."number", NEW."kind", NEW."how", NEW."effective_on", NEW."reference", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "legal_proceedingsstepimage" ("case_id", "effective_on", "how", "id", "kind", "number", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "reference") VALUES (NEW."case_id", NEW."effective_on", NEW."how", NEW."id", NEW."kind", NEW."number", NOW(), \'update\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference"); RETURN NULL;', hash='ff4fc79ef82a0c76420043a8a1c0a47814dbd8b9', operation='UPDATE', pgid='pgtrigger_update_update_8f08d', table='legal_proceedingsstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proceedingsstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_proceedingsstepimage" ("case_id", "effective_on", "how", "id", "kind", "number", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "reference") VALUES (OLD."case_id", OLD."effective_on", OLD."how", OLD."id", OLD."kind", OLD."number", NOW(), \'delete\', OLD."proceedings_id", OLD."recorded_at", OLD."recorded_by_id", OLD."reference"); RETURN NULL;', hash='c5d32ac66e63194995e0739a6a5a270b947dc583', operation='DELETE', pgid='pgtrigger_delete_delete_61a00', table='legal_proceedingsstep', when='AFTER')),
        ),
        migrations.RunSQL(PROCEEDINGS, migrations.RunSQL.noop),
        migrations.RunSQL(STEP, migrations.RunSQL.noop),
        migrations.RunSQL(REQUEST, migrations.RunSQL.noop),
    ]
