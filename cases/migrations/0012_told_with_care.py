"""Consent that an authority is told of a contact can be taken back; who asks about a person is called back."""

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


TAKEN_BACK = """
CREATE FUNCTION breach_disclosure_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.withdrawn_on IS NOT NULL OR
        (NEW.id, NEW.case_id, NEW.breach_id, NEW.authority_id, NEW.basis, NEW.agreed_on, NEW.reason, NEW.disclosed_on,
         NEW.disclosed_by_id, NEW.recorded_at)
        IS DISTINCT FROM
        (OLD.id, OLD.case_id, OLD.breach_id, OLD.authority_id, OLD.basis, OLD.agreed_on, OLD.reason, OLD.disclosed_on,
         OLD.disclosed_by_id, OLD.recorded_at) THEN
        PERFORM refuse('breach_disclosure_is_taken_back_never_changed', 'an agreement is taken back, never changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER breach_disclosure_is_kept BEFORE UPDATE ON cases_breachdisclosure
    FOR EACH ROW EXECUTE FUNCTION breach_disclosure_is_kept();
"""

ASKED = """
CREATE TRIGGER enquiry_needs_an_open_case BEFORE INSERT ON cases_enquiry
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_legal_aid_bodies'),
        ('cases', '0011_informing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('asked_at', models.DateTimeField(verbose_name='when')),
                ('asker', tvcase.sealing.fields.SealedText(choices=[('RELATIVE', 'a relative or friend'), ('LAWYER', 'a lawyer'), ('AUTHORITY', 'police, prosecution or another authority'), ('INSTITUTION', 'a hospital, a school or another institution'), ('EMPLOYER', 'an employer'), ('MEDIA', 'a journalist'), ('OTHER', 'somebody else, or not said')], key='case_id', max_length=15, verbose_name='who they say they are')),
                ('asker_name', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=200, verbose_name='name and body that they gave')),
                ('wanted', tvcase.sealing.fields.SealedText(key='case_id', max_length=600, verbose_name='what they want to know')),
                ('call_back', models.CharField(choices=[('NOT_MADE', 'nobody was called back'), ('CONFIRMED', 'called back: it is who they say, and they did ask'), ('NOT_CONFIRMED', 'called back: it could not be confirmed')], max_length=15, verbose_name='calling back')),
                ('number_from', models.CharField(blank=True, choices=[('REGISTER', 'a public register or the official page of the body'), ('KNOWN', 'known to us from before, from another source than this caller'), ('PERSON', 'the person told us the number')], max_length=10, verbose_name='where the number was found')),
                ('called_back_at', models.DateTimeField(blank=True, null=True, verbose_name='called back at')),
                ('answer', models.CharField(choices=[('NOTHING', 'nothing: not even whether we know the person'), ('TELL', 'what is written below, and no more')], max_length=10, verbose_name='answer')),
                ('basis', models.CharField(blank=True, choices=[('CONSENT', 'the person agrees that this is told to them'), ('LAW', 'a law obliges us, and the request came in writing'), ('RISK_TO_LIFE', "somebody's life is at risk")], max_length=15, verbose_name='why it may be told')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='the person agreed on')),
                ('told', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='what may be told')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'question about the person',
                'ordering': ['asked_at', 'number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EnquiryImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('asker', models.BinaryField(null=True)),
                ('asker_name', models.BinaryField(null=True)),
                ('wanted', models.BinaryField(null=True)),
                ('told', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('asked_at', models.DateTimeField(verbose_name='when')),
                ('call_back', models.CharField(choices=[('NOT_MADE', 'nobody was called back'), ('CONFIRMED', 'called back: it is who they say, and they did ask'), ('NOT_CONFIRMED', 'called back: it could not be confirmed')], max_length=15, verbose_name='calling back')),
                ('number_from', models.CharField(blank=True, choices=[('REGISTER', 'a public register or the official page of the body'), ('KNOWN', 'known to us from before, from another source than this caller'), ('PERSON', 'the person told us the number')], max_length=10, verbose_name='where the number was found')),
                ('called_back_at', models.DateTimeField(blank=True, null=True, verbose_name='called back at')),
                ('answer', models.CharField(choices=[('NOTHING', 'nothing: not even whether we know the person'), ('TELL', 'what is written below, and no more')], max_length=10, verbose_name='answer')),
                ('basis', models.CharField(blank=True, choices=[('CONSENT', 'the person agrees that this is told to them'), ('LAW', 'a law obliges us, and the request came in writing'), ('RISK_TO_LIFE', "somebody's life is at risk")], max_length=15, verbose_name='why it may be told')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='the person agreed on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='breachdisclosure',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='breachdisclosure',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='breachdisclosure',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='breachdisclosure',
            name='breach_disclosed_once',
        ),
        migrations.AddField(
            model_name='breachdisclosure',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='breachdisclosure',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, verbose_name='taken back on'),
        ),
        migrations.AddField(
            model_name='breachdisclosureimage',
            name='withdrawn_by',
            field=models.BigIntegerField(db_column='withdrawn_by_id', null=True),
        ),
        migrations.AddField(
            model_name='breachdisclosureimage',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, verbose_name='taken back on'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breachdisclosure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_breachdisclosureimage" ("agreed_on", "authority_id", "basis", "breach_id", "case_id", "disclosed_by_id", "disclosed_on", "id", "pgh_created_at", "pgh_label", "reason", "recorded_at", "withdrawn_by_id", "withdrawn_on") VALUES (NEW."agreed_on", NEW."authority_id", NEW."basis", NEW."breach_id", NEW."case_id", NEW."disclosed_by_id", NEW."disclosed_on", NEW."id", NOW(), \'insert\', NEW."reason", NEW."recorded_at", NEW."withdrawn_by_id", NEW."withdrawn_on"); RETURN NULL;', hash='c465ba68b2432fd3c9042cc41fd7a8285c3f84d6', operation='INSERT', pgid='pgtrigger_insert_insert_96593', table='cases_breachdisclosure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breachdisclosure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."breach_id", OLD."authority_id", OLD."basis", OLD."agreed_on", OLD."reason", OLD."disclosed_on", OLD."disclosed_by_id", OLD."withdrawn_on", OLD."withdrawn_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."breach_id", NEW."authority_id", NEW."basis", NEW."agreed_on", NEW."reason", NEW."disclosed_on", NEW."disclosed_by_id", NEW."withdrawn_on", NEW."withdrawn_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_breachdisclosureimage" ("agreed_on", "authority_id", "basis", "breach_id", "case_id", "disclosed_by_id", "disclosed_on", "id", "pgh_created_at", "pgh_label", "reason", "recorded_at", "withdrawn_by_id", "withdrawn_on") VALUES (NEW."agreed_on", NEW."authority_id", NEW."basis", NEW."breach_id", NEW."case_id", NEW."disclosed_by_id", NEW."disclosed_on", NEW."id", NOW(), \'update\', NEW."reason", NEW."recorded_at", NEW."withdrawn_by_id", NEW."withdrawn_on"); RETURN NULL;', hash='9c9260361314fa0fb1451e0fcb977f1e56005c78', operation='UPDATE', pgid='pgtrigger_update_update_f5bf7', table='cases_breachdisclosure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breachdisclosure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_breachdisclosureimage" ("agreed_on", "authority_id", "basis", "breach_id", "case_id", "disclosed_by_id", "disclosed_on", "id", "pgh_created_at", "pgh_label", "reason", "recorded_at", "withdrawn_by_id", "withdrawn_on") VALUES (OLD."agreed_on", OLD."authority_id", OLD."basis", OLD."breach_id", OLD."case_id", OLD."disclosed_by_id", OLD."disclosed_on", OLD."id", NOW(), \'delete\', OLD."reason", OLD."recorded_at", OLD."withdrawn_by_id", OLD."withdrawn_on"); RETURN NULL;', hash='65f6be319802aa2d9431e04dae93cd24686d94d4', operation='DELETE', pgid='pgtrigger_delete_delete_66161', table='cases_breachdisclosure', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='breachdisclosure',
            constraint=models.UniqueConstraint(models.F('breach'), models.F('authority'), condition=models.Q(('withdrawn_on', None)), name='breach_disclosed_once', violation_error_message='This authority reads it already.'),
        ),
        migrations.AddConstraint(
            model_name='breachdisclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('withdrawn_on', None), ('withdrawn_by', None)), models.Q(models.Q(('withdrawn_on', None), _negated=True), models.Q(('withdrawn_by', None), _negated=True)), _connector='OR'), models.Q(models.Q(('withdrawn_on__isnull', False), _negated=True), models.Q(('basis', 'CONSENT'), ('withdrawn_on__gte', models.F('disclosed_on'))), _connector='OR')), name='breach_consent_taken_back_after_it_was_given', violation_error_message='The person takes back only an agreement, and not before it was recorded.'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='cases.case'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enquiryimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a6339b62c6ac5455870a4f6e4d7171df3d9da8eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_21f87', table='cases_enquiryimage', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='enquiry_number_once'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(models.Q(('call_back', 'NOT_MADE'), _negated=True), ('called_back_at__isnull', False), models.Q(('number_from', ''), _negated=True)), models.Q(('call_back', 'NOT_MADE'), models.Q(('called_back_at__isnull', False), models.Q(('number_from', ''), _negated=True), _negated=True)), _connector='OR'), models.Q(models.Q(('call_back', 'NOT_MADE'), _negated=True), models.Q(('called_back_at', None), ('number_from', '')), _connector='OR'), models.Q(models.Q(('called_back_at__isnull', False), _negated=True), ('called_back_at__gte', models.F('asked_at')), _connector='OR')), name='enquiry_called_back_means_when_and_which_number', violation_error_message='Say when you called back, after the question, and where the number is from.'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('answer', 'TELL'), _negated=True), models.Q(('call_back', 'CONFIRMED'), ('told__isnull', False), models.Q(('basis', ''), _negated=True)), _connector='OR'), models.Q(models.Q(('answer', 'NOTHING'), _negated=True), models.Q(('agreed_on', None), ('basis', ''), ('told', None)), _connector='OR')), name='enquiry_tells_only_who_was_called_back', violation_error_message='Tell nothing: first call back on a number that you found yourself, and say why it may be told.'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', 'CONSENT'), ('agreed_on__isnull', False)), models.Q(models.Q(('basis', 'CONSENT'), _negated=True), models.Q(('agreed_on__isnull', False), _negated=True)), _connector='OR'), name='enquiry_told_with_consent_means_dated', violation_error_message='Say when the person agreed.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enquiry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_enquiryimage" ("agreed_on", "answer", "asked_at", "asker", "asker_name", "basis", "call_back", "called_back_at", "case_id", "id", "number", "number_from", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "told", "wanted") VALUES (NEW."agreed_on", NEW."answer", NEW."asked_at", NEW."asker", NEW."asker_name", NEW."basis", NEW."call_back", NEW."called_back_at", NEW."case_id", NEW."id", NEW."number", NEW."number_from", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."told", NEW."wanted"); RETURN NULL;', hash='5a56aa099e9fa076cd9f1980e165327529d8a5a7', operation='INSERT', pgid='pgtrigger_insert_insert_cb087', table='cases_enquiry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enquiry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."asked_at", OLD."asker", OLD."asker_name", OLD."wanted", OLD."call_back", OLD."number_from", OLD."called_back_at", OLD."answer", OLD."basis", OLD."agreed_on", OLD."told", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."asked_at", NEW."asker", NEW."asker_name", NEW."wanted", NEW."call_back", NEW."number_from", NEW."called_back_at", NEW."answer", NEW."basis", NEW."agreed_on", NEW."told", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_enquiryimage" ("agreed_on", "answer", "asked_at", "asker", "asker_name", "basis", "call_back", "called_back_at", "case_id", "id", "number", "number_from", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "told", "wanted") VALUES (NEW."agreed_on", NEW."answer", NEW."asked_at", NEW."asker", NEW."asker_name", NEW."basis", NEW."call_back", NEW."called_back_at", NEW."case_id", NEW."id", NEW."number", NEW."number_from", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."told", NEW."wanted"); RETURN NULL;', hash='4e957ecf6ba5e7f87d4456cd9249df076127c70f', operation='UPDATE', pgid='pgtrigger_update_update_65a5d', table='cases_enquiry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enquiry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_enquiryimage" ("agreed_on", "answer", "asked_at", "asker", "asker_name", "basis", "call_back", "called_back_at", "case_id", "id", "number", "number_from", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "told", "wanted") VALUES (OLD."agreed_on", OLD."answer", OLD."asked_at", OLD."asker", OLD."asker_name", OLD."basis", OLD."call_back", OLD."called_back_at", OLD."case_id", OLD."id", OLD."number", OLD."number_from", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."told", OLD."wanted"); RETURN NULL;', hash='7fff028e06735d448d11d558ce7b4bc041a7e4d7', operation='DELETE', pgid='pgtrigger_delete_delete_459f6', table='cases_enquiry', when='AFTER')),
        ),
        migrations.RunSQL(TAKEN_BACK, migrations.RunSQL.noop),
        migrations.RunSQL(ASKED, migrations.RunSQL.noop),
    ]
