"""The table of child procedures keeps the month of age and no birthday; what said the day is taken away.

`prepare_database` counts the months anew (`manage.py count_ages`): only with the keys can the births be read.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


FORGET_THE_DAYS = """
DELETE FROM notifications_notification WHERE kind IN ('child_of_age_soon', 'child_of_age');
ALTER TABLE children_childprocedure DISABLE TRIGGER USER;
ALTER TABLE children_childprocedureimage DISABLE TRIGGER USER;
UPDATE children_childprocedure SET of_age_exact = false;
UPDATE children_childprocedureimage SET of_age_exact = false;
ALTER TABLE children_childprocedure ENABLE TRIGGER USER;
ALTER TABLE children_childprocedureimage ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0003_no_consent_of_a_parent_who_is_kept_out'),
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(FORGET_THE_DAYS, migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childprocedure',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childprocedure',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childprocedure',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='childprocedure',
            name='child_procedure_exact_means_known',
        ),
        migrations.RemoveIndex(
            model_name='childprocedure',
            name='child_procedure_of_age',
        ),
        migrations.RemoveField(
            model_name='childprocedureimage',
            name='of_age_on',
        ),
        migrations.AddField(
            model_name='childprocedure',
            name='of_age_month',
            field=models.DateField(blank=True, null=True, verbose_name='month in which the person comes of age'),
        ),
        migrations.AddField(
            model_name='childprocedureimage',
            name='of_age_month',
            field=models.DateField(blank=True, null=True, verbose_name='month in which the person comes of age'),
        ),
        migrations.AddIndex(
            model_name='childprocedure',
            index=models.Index(models.F('of_age_month'), condition=models.Q(('closed_on', None)), name='child_procedure_of_age'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childprocedure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_childprocedureimage" ("case_id", "closed_on", "end_reason", "id", "number", "of_age_exact", "of_age_month", "opened_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (NEW."case_id", NEW."closed_on", NEW."end_reason", NEW."id", NEW."number", NEW."of_age_exact", NEW."of_age_month", NEW."opened_on", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='ccdfa0d2e42aa6c11f5c586bff6e2402d156da6d', operation='INSERT', pgid='pgtrigger_insert_insert_5dbf1', table='children_childprocedure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childprocedure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."opened_on", OLD."of_age_month", OLD."of_age_exact", OLD."closed_on", OLD."end_reason", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."opened_on", NEW."of_age_month", NEW."of_age_exact", NEW."closed_on", NEW."end_reason", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "children_childprocedureimage" ("case_id", "closed_on", "end_reason", "id", "number", "of_age_exact", "of_age_month", "opened_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (NEW."case_id", NEW."closed_on", NEW."end_reason", NEW."id", NEW."number", NEW."of_age_exact", NEW."of_age_month", NEW."opened_on", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='5cc9924ac0f793a7542bf8544e6ef7aa79e8d673', operation='UPDATE', pgid='pgtrigger_update_update_8f097', table='children_childprocedure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childprocedure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "children_childprocedureimage" ("case_id", "closed_on", "end_reason", "id", "number", "of_age_exact", "of_age_month", "opened_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (OLD."case_id", OLD."closed_on", OLD."end_reason", OLD."id", OLD."number", OLD."of_age_exact", OLD."of_age_month", OLD."opened_on", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='ae56ff98424f960b4cba27f784b5ba708d98e27a', operation='DELETE', pgid='pgtrigger_delete_delete_47721', table='children_childprocedure', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='childprocedure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('of_age_exact', True), _negated=True), ('of_age_month__isnull', False), _connector='OR'), name='child_procedure_exact_means_known', violation_error_message='A day that is not known cannot be exact.'),
        ),
        migrations.AddConstraint(
            model_name='childprocedure',
            constraint=models.CheckConstraint(condition=models.Q(('of_age_month', None), ('of_age_month__day', 1), _connector='OR'), name='child_procedure_tells_no_birthday', violation_error_message='Only the month is kept here, as its first day.'),
        ),
        migrations.RemoveField(
            model_name='childprocedure',
            name='of_age_on',
        ),
    ]
