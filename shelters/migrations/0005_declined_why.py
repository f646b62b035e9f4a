"""Why a house could not take somebody, from a list."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0011_informing"),
        ('shelters', '0004_images'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='stay',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='stay',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='stay',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='stay',
            name='stay_declined_means_a_reason',
        ),
        migrations.AddField(
            model_name='stay',
            name='decline_kind',
            field=models.CharField(blank=True, choices=[('NO_PLACE', 'no place is free in these nights'), ('NOT_ADMITTED', 'the house does not admit persons of this sex or age'), ('CHILDREN', 'there is no room for the children'), ('CARE', 'the house cannot give the care or the access that is needed'), ('LANGUAGE', 'nobody in the house speaks the language'), ('SAFETY', 'it would not be safe'), ('CLOSED', 'the house takes nobody in these nights'), ('OTHER', 'another reason')], max_length=15, verbose_name='reason for declining'),
        ),
        migrations.AddField(
            model_name='stayimage',
            name='decline_kind',
            field=models.CharField(blank=True, choices=[('NO_PLACE', 'no place is free in these nights'), ('NOT_ADMITTED', 'the house does not admit persons of this sex or age'), ('CHILDREN', 'there is no room for the children'), ('CARE', 'the house cannot give the care or the access that is needed'), ('LANGUAGE', 'nobody in the house speaks the language'), ('SAFETY', 'it would not be safe'), ('CLOSED', 'the house takes nobody in these nights'), ('OTHER', 'another reason')], max_length=15, verbose_name='reason for declining'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_kind", "decline_reason", "end_reason", "ended_recorded_by_id", "from_on", "house_alias", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "to_on") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."arrived_recorded_by_id", NEW."cancelled_by_id", NEW."cancelled_on", NEW."case_id", NEW."decline_kind", NEW."decline_reason", NEW."end_reason", NEW."ended_recorded_by_id", NEW."from_on", NEW."house_alias", NEW."id", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."place_id", NEW."planned_to_on", NEW."recorded_at", NEW."requested_by_id", NEW."requested_on", NEW."shelter_id", NEW."state", NEW."to_on"); RETURN NULL;', hash='c535fe6cd4c71c1436f318d93276c41a0e5a69a7', operation='INSERT', pgid='pgtrigger_insert_insert_d7b9b', table='shelters_stay', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."person_id", OLD."number", OLD."state", OLD."shelter_id", OLD."place_id", OLD."from_on", OLD."planned_to_on", OLD."to_on", OLD."house_alias", OLD."decline_kind", OLD."decline_reason", OLD."end_reason", OLD."requested_on", OLD."requested_by_id", OLD."answered_on", OLD."answered_by_id", OLD."cancelled_on", OLD."cancelled_by_id", OLD."arrived_recorded_by_id", OLD."ended_recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."person_id", NEW."number", NEW."state", NEW."shelter_id", NEW."place_id", NEW."from_on", NEW."planned_to_on", NEW."to_on", NEW."house_alias", NEW."decline_kind", NEW."decline_reason", NEW."end_reason", NEW."requested_on", NEW."requested_by_id", NEW."answered_on", NEW."answered_by_id", NEW."cancelled_on", NEW."cancelled_by_id", NEW."arrived_recorded_by_id", NEW."ended_recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_kind", "decline_reason", "end_reason", "ended_recorded_by_id", "from_on", "house_alias", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "to_on") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."arrived_recorded_by_id", NEW."cancelled_by_id", NEW."cancelled_on", NEW."case_id", NEW."decline_kind", NEW."decline_reason", NEW."end_reason", NEW."ended_recorded_by_id", NEW."from_on", NEW."house_alias", NEW."id", NEW."number", NEW."person_id", NOW(), \'update\', NEW."place_id", NEW."planned_to_on", NEW."recorded_at", NEW."requested_by_id", NEW."requested_on", NEW."shelter_id", NEW."state", NEW."to_on"); RETURN NULL;', hash='8f4b2f46ceacc4975508d2f69f21c34ad8af3b5d', operation='UPDATE', pgid='pgtrigger_update_update_392f8', table='shelters_stay', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_kind", "decline_reason", "end_reason", "ended_recorded_by_id", "from_on", "house_alias", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "to_on") VALUES (OLD."answered_by_id", OLD."answered_on", OLD."arrived_recorded_by_id", OLD."cancelled_by_id", OLD."cancelled_on", OLD."case_id", OLD."decline_kind", OLD."decline_reason", OLD."end_reason", OLD."ended_recorded_by_id", OLD."from_on", OLD."house_alias", OLD."id", OLD."number", OLD."person_id", NOW(), \'delete\', OLD."place_id", OLD."planned_to_on", OLD."recorded_at", OLD."requested_by_id", OLD."requested_on", OLD."shelter_id", OLD."state", OLD."to_on"); RETURN NULL;', hash='ca017e43541e985d59fb06873d597d10730d27f0', operation='DELETE', pgid='pgtrigger_delete_delete_88805', table='shelters_stay', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'DECLINED'), models.Q(('decline_kind', ''), _negated=True)), models.Q(models.Q(('state', 'DECLINED'), _negated=True), ('decline_kind', '')), _connector='OR'), name='stay_declined_means_a_reason', violation_error_message='Say why the request is declined.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decline_kind', 'OTHER'), _negated=True), ('decline_reason__isnull', False), _connector='OR'), name='stay_declined_otherwise_means_in_words', violation_error_message='Say in words why the request is declined.'),
        ),
    ]
