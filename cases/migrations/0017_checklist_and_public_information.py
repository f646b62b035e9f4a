"""Indicators by setting with what to look for, who observed them, and the page that everybody may read."""

import cases.models.codes
import cases.models.public_information
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
import tvcase.sealing.fields
from django.conf import settings
from django.db import migrations, models

# What was shown to everybody stays what it was; another text is another version.
KEPT = """
CREATE FUNCTION public_information_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.approved_at IS NOT NULL
        OR (NEW.language, NEW.version, NEW.title, NEW.text, NEW.written_by_id) IS DISTINCT FROM
           (OLD.language, OLD.version, OLD.title, OLD.text, OLD.written_by_id)) THEN
        PERFORM refuse('public_information_never_changes', 'a version never changes');
    END IF;
    IF session_user IN ('app', 'worker') AND app_ctx_purpose() <> 'fixtures' AND NOT (CASE
        WHEN NEW.approved_at IS NULL THEN NEW.written_by_id IS NOT DISTINCT FROM app_ctx_uid()
        WHEN TG_OP = 'INSERT' THEN false
        ELSE NEW.approved_by_id IS NOT DISTINCT FROM app_ctx_uid() END) THEN
        PERFORM refuse('public_information_is_signed_by_who_acts', 'who writes and who approves is who does it');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER public_information_is_kept BEFORE INSERT OR UPDATE ON cases_publicinformation
    FOR EACH ROW EXECUTE FUNCTION public_information_is_kept();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_safe_return'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicInformation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=cases.models.public_information.languages, max_length=3, verbose_name='language')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(help_text='An empty line begins a new paragraph, “# ” a heading, “- ” an item of a list.', max_length=12000, verbose_name='text')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved at')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'public information',
                'verbose_name_plural': 'public information',
                'ordering': ['language', '-version'],
            },
        ),
        migrations.CreateModel(
            name='PublicInformationImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('written_by', models.BigIntegerField(db_column='written_by_id', null=True)),
                ('approved_by', models.BigIntegerField(db_column='approved_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.BigIntegerField()),
                ('language', models.CharField(choices=cases.models.public_information.languages, max_length=3, verbose_name='language')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(help_text='An empty line begins a new paragraph, “# ” a heading, “- ” an item of a list.', max_length=12000, verbose_name='text')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved at')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicatorobservation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicatorobservation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicatorobservation',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='indicator',
            name='help_bg',
            field=models.CharField(blank=True, max_length=400, verbose_name='what to look for, in Bulgarian'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='help_en',
            field=models.CharField(blank=True, max_length=400, verbose_name='what to look for, in English'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='settings',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=cases.models.codes.nowhere, verbose_name='where it can be observed'),
        ),
        migrations.AddField(
            model_name='indicatorobservation',
            name='observed_by',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=120, verbose_name='who observed it, if somebody else'),
        ),
        migrations.AddField(
            model_name='indicatorobservation',
            name='setting',
            field=models.CharField(blank=True, max_length=30, verbose_name='where it was observed'),
        ),
        migrations.AddField(
            model_name='indicatorobservationimage',
            name='observed_by',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='indicatorobservationimage',
            name='setting',
            field=models.CharField(blank=True, max_length=30, verbose_name='where it was observed'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorobservation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_indicatorobservationimage" ("case_id", "id", "indicator_id", "note", "observed", "observed_by", "observed_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "setting") VALUES (NEW."case_id", NEW."id", NEW."indicator_id", NEW."note", NEW."observed", NEW."observed_by", NEW."observed_on", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."setting"); RETURN NULL;', hash='1c39aa58a802071e0e62d0619a3e96d7c2a39f9b', operation='INSERT', pgid='pgtrigger_insert_insert_46cdf', table='cases_indicatorobservation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorobservation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."indicator_id", OLD."observed", OLD."observed_on", OLD."note", OLD."setting", OLD."observed_by", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."indicator_id", NEW."observed", NEW."observed_on", NEW."note", NEW."setting", NEW."observed_by", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_indicatorobservationimage" ("case_id", "id", "indicator_id", "note", "observed", "observed_by", "observed_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "setting") VALUES (NEW."case_id", NEW."id", NEW."indicator_id", NEW."note", NEW."observed", NEW."observed_by", NEW."observed_on", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."setting"); RETURN NULL;', hash='f1617eb1e2527635a2bed76f5678cee11f27750e', operation='UPDATE', pgid='pgtrigger_update_update_a547d', table='cases_indicatorobservation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorobservation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_indicatorobservationimage" ("case_id", "id", "indicator_id", "note", "observed", "observed_by", "observed_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "setting") VALUES (OLD."case_id", OLD."id", OLD."indicator_id", OLD."note", OLD."observed", OLD."observed_by", OLD."observed_on", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."setting"); RETURN NULL;', hash='8d25ca9826f4e31dd44ea50943002f80d7d299d4', operation='DELETE', pgid='pgtrigger_delete_delete_6d00c', table='cases_indicatorobservation', when='AFTER')),
        ),
        migrations.AddField(
            model_name='publicinformation',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by'),
        ),
        migrations.AddField(
            model_name='publicinformation',
            name='written_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicinformationimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bc881328791bdd7bbf33ab936e642b496e70ff7b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_88df8', table='cases_publicinformationimage', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='publicinformation',
            constraint=models.UniqueConstraint(models.F('language'), models.F('version'), name='public_information_version_once', violation_error_message='This version exists already.'),
        ),
        migrations.AddConstraint(
            model_name='publicinformation',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1), models.Q(('language', ''), _negated=True), models.Q(('title', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='public_information_has_a_text', violation_error_message='Choose the language, and write a title and a text.'),
        ),
        migrations.AddConstraint(
            model_name='publicinformation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('approved_by', None), ('approved_at', None)), models.Q(models.Q(('approved_by', None), _negated=True), models.Q(('approved_at', None), _negated=True)), _connector='OR'), models.Q(('approved_by', None), ('written_by', None), models.Q(('approved_by', models.F('written_by')), _negated=True), _connector='OR')), name='public_information_approved_by_somebody_else', violation_error_message='Somebody else than who wrote this version must approve it.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicinformation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_publicinformationimage" ("approved_at", "approved_by_id", "id", "language", "pgh_created_at", "pgh_label", "recorded_at", "text", "title", "version", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."id", NEW."language", NOW(), \'insert\', NEW."recorded_at", NEW."text", NEW."title", NEW."version", NEW."written_by_id"); RETURN NULL;', hash='b0a42b62f4ac54945233dba53fff806b26c61b04', operation='INSERT', pgid='pgtrigger_insert_insert_bd63d', table='cases_publicinformation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicinformation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."language", OLD."version", OLD."title", OLD."text", OLD."written_by_id", OLD."approved_by_id", OLD."approved_at", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."language", NEW."version", NEW."title", NEW."text", NEW."written_by_id", NEW."approved_by_id", NEW."approved_at", NEW."recorded_at"))', func='INSERT INTO "cases_publicinformationimage" ("approved_at", "approved_by_id", "id", "language", "pgh_created_at", "pgh_label", "recorded_at", "text", "title", "version", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."id", NEW."language", NOW(), \'update\', NEW."recorded_at", NEW."text", NEW."title", NEW."version", NEW."written_by_id"); RETURN NULL;', hash='aff498fdeb20c2187137240b0a0a30d4b4aeb227', operation='UPDATE', pgid='pgtrigger_update_update_b821f', table='cases_publicinformation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicinformation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_publicinformationimage" ("approved_at", "approved_by_id", "id", "language", "pgh_created_at", "pgh_label", "recorded_at", "text", "title", "version", "written_by_id") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."id", OLD."language", NOW(), \'delete\', OLD."recorded_at", OLD."text", OLD."title", OLD."version", OLD."written_by_id"); RETURN NULL;', hash='a15574f3bd20992236b758f2fa816d8805e6afaa', operation='DELETE', pgid='pgtrigger_delete_delete_75924', table='cases_publicinformation', when='AFTER')),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
