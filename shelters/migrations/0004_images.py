"""Images of changed rows, kept by triggers: see tvcase/audit/history.py."""

import django.core.validators
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shelters', '0003_sealed'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlaceImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('shelter', models.BigIntegerField(db_column='shelter_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.BigIntegerField()),
                ('label', models.CharField(max_length=20, verbose_name='place')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='out of use since')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ShelterAddressImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('shelter', models.BigIntegerField(db_column='shelter_id', null=True)),
                ('address', models.BinaryField(null=True)),
                ('directions', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ShelterImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('organisation', models.BigIntegerField(db_column='organisation_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=12, validators=[django.core.validators.RegexValidator('^[A-Z][A-Z0-9-]{1,11}$')], verbose_name='code name')),
                ('kind', models.CharField(choices=[('SHELTER', 'temporary accommodation shelter'), ('REINTEGRATION_SHELTER', 'shelter for subsequent reintegration'), ('CRISIS_CENTRE_ADULT', 'crisis centre for adults'), ('CRISIS_CENTRE_CHILD', 'crisis centre for children'), ('REFUGE', 'refuge'), ('TEMPORARY_CENTRE', 'temporary centre'), ('SAR_CENTRE', 'centre of the State Agency for Refugees')], max_length=25, verbose_name='kind')),
                ('district_bg', models.CharField(max_length=60, verbose_name='district in Bulgarian')),
                ('district_en', models.CharField(max_length=60, verbose_name='district in English')),
                ('phone', models.CharField(max_length=30, verbose_name='phone for other organisations')),
                ('admits', models.CharField(blank=True, max_length=200, verbose_name='who is admitted')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StayImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('person', models.UUIDField(db_column='person_id', null=True)),
                ('shelter', models.BigIntegerField(db_column='shelter_id', null=True)),
                ('place', models.BigIntegerField(db_column='place_id', null=True)),
                ('house_alias', models.BinaryField(null=True)),
                ('decline_reason', models.BinaryField(null=True)),
                ('requested_by', models.BigIntegerField(db_column='requested_by_id', null=True)),
                ('answered_by', models.BigIntegerField(db_column='answered_by_id', null=True)),
                ('cancelled_by', models.BigIntegerField(db_column='cancelled_by_id', null=True)),
                ('arrived_recorded_by', models.BigIntegerField(db_column='arrived_recorded_by_id', null=True)),
                ('ended_recorded_by', models.BigIntegerField(db_column='ended_recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('REQUESTED', 'requested'), ('RESERVED', 'reserved'), ('DECLINED', 'declined'), ('CANCELLED', 'cancelled'), ('ACTIVE', 'staying'), ('ENDED', 'ended')], default='REQUESTED', max_length=10, verbose_name='state')),
                ('from_on', models.DateField(verbose_name='from')),
                ('planned_to_on', models.DateField(verbose_name='planned until')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('end_reason', models.CharField(blank=True, choices=[('TERM_OVER', 'the term is over'), ('LEFT_BY_CHOICE', 'left by own choice'), ('LEFT_UNPLANNED', 'left without notice'), ('RETURN', 'safe return'), ('REFERRAL', 'referred to another organisation'), ('SAFETY_BREACH', 'safety was breached'), ('HOUSE_RULES', 'house rules'), ('OWN_HOUSING', 'own housing'), ('HOSPITAL', 'hospital'), ('DECEASED', 'deceased')], max_length=20, verbose_name='why the stay ended')),
                ('requested_on', models.DateField(verbose_name='asked for on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StayLogEntryImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('stay', models.UUIDField(db_column='stay_id', null=True)),
                ('note', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('kind', models.CharField(choices=[('NIGHT', 'night'), ('VISIT', 'visit'), ('HEALTH', 'health'), ('INCIDENT', 'incident'), ('OTHER', 'other')], max_length=10, verbose_name='kind')),
                ('happened_at', models.DateTimeField(verbose_name='when')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_placeimage" ("closed_on", "id", "label", "pgh_created_at", "pgh_label", "shelter_id") VALUES (NEW."closed_on", NEW."id", NEW."label", NOW(), \'insert\', NEW."shelter_id"); RETURN NULL;', hash='627b403b5dfedc3dd53250ea9e81e1af73a46dfd', operation='INSERT', pgid='pgtrigger_insert_insert_26132', table='shelters_place', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."shelter_id", OLD."label", OLD."closed_on") IS DISTINCT FROM ROW(NEW."id", NEW."shelter_id", NEW."label", NEW."closed_on"))', func='INSERT INTO "shelters_placeimage" ("closed_on", "id", "label", "pgh_created_at", "pgh_label", "shelter_id") VALUES (NEW."closed_on", NEW."id", NEW."label", NOW(), \'update\', NEW."shelter_id"); RETURN NULL;', hash='170a960560a2c4bc60dc70ff03bbb940a013a784', operation='UPDATE', pgid='pgtrigger_update_update_911bf', table='shelters_place', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_placeimage" ("closed_on", "id", "label", "pgh_created_at", "pgh_label", "shelter_id") VALUES (OLD."closed_on", OLD."id", OLD."label", NOW(), \'delete\', OLD."shelter_id"); RETURN NULL;', hash='d8723901f0757197e666e323a0f9978e3845fa0b', operation='DELETE', pgid='pgtrigger_delete_delete_59b12', table='shelters_place', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shelter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_shelterimage" ("admits", "closed_on", "code", "district_bg", "district_en", "id", "kind", "organisation_id", "pgh_created_at", "pgh_label", "phone") VALUES (NEW."admits", NEW."closed_on", NEW."code", NEW."district_bg", NEW."district_en", NEW."id", NEW."kind", NEW."organisation_id", NOW(), \'insert\', NEW."phone"); RETURN NULL;', hash='c154ba56f9b637b5d0a561cf0238c080765d14d5', operation='INSERT', pgid='pgtrigger_insert_insert_35491', table='shelters_shelter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shelter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."code", OLD."organisation_id", OLD."kind", OLD."district_bg", OLD."district_en", OLD."phone", OLD."admits", OLD."closed_on") IS DISTINCT FROM ROW(NEW."id", NEW."code", NEW."organisation_id", NEW."kind", NEW."district_bg", NEW."district_en", NEW."phone", NEW."admits", NEW."closed_on"))', func='INSERT INTO "shelters_shelterimage" ("admits", "closed_on", "code", "district_bg", "district_en", "id", "kind", "organisation_id", "pgh_created_at", "pgh_label", "phone") VALUES (NEW."admits", NEW."closed_on", NEW."code", NEW."district_bg", NEW."district_en", NEW."id", NEW."kind", NEW."organisation_id", NOW(), \'update\', NEW."phone"); RETURN NULL;', hash='9a058aa0d218ed55808519335deccfbfa588ec5e', operation='UPDATE', pgid='pgtrigger_update_update_87957', table='shelters_shelter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shelter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_shelterimage" ("admits", "closed_on", "code", "district_bg", "district_en", "id", "kind", "organisation_id", "pgh_created_at", "pgh_label", "phone") VALUES (OLD."admits", OLD."closed_on", OLD."code", OLD."district_bg", OLD."district_en", OLD."id", OLD."kind", OLD."organisation_id", NOW(), \'delete\', OLD."phone"); RETURN NULL;', hash='59f30f516c0516e1f5255f082a1d2561686bc6bd', operation='DELETE', pgid='pgtrigger_delete_delete_963ef', table='shelters_shelter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shelteraddress',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_shelteraddressimage" ("address", "directions", "id", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "shelter_id") VALUES (NEW."address", NEW."directions", NEW."id", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."shelter_id"); RETURN NULL;', hash='6f35feb9ad515696c6206f70d260002bf36e3aec', operation='INSERT', pgid='pgtrigger_insert_insert_27b0d', table='shelters_shelteraddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shelteraddress',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."shelter_id", OLD."address", OLD."directions", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."shelter_id", NEW."address", NEW."directions", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_shelteraddressimage" ("address", "directions", "id", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "shelter_id") VALUES (NEW."address", NEW."directions", NEW."id", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."shelter_id"); RETURN NULL;', hash='d7c421f653d970cda2fcf07c056dbf41417cc00c', operation='UPDATE', pgid='pgtrigger_update_update_4f1b4', table='shelters_shelteraddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shelteraddress',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_shelteraddressimage" ("address", "directions", "id", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "shelter_id") VALUES (OLD."address", OLD."directions", OLD."id", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."shelter_id"); RETURN NULL;', hash='63cdfd818932c731e39770def467be698d5160d1', operation='DELETE', pgid='pgtrigger_delete_delete_b47d2', table='shelters_shelteraddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_reason", "end_reason", "ended_recorded_by_id", "from_on", "house_alias", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "to_on") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."arrived_recorded_by_id", NEW."cancelled_by_id", NEW."cancelled_on", NEW."case_id", NEW."decline_reason", NEW."end_reason", NEW."ended_recorded_by_id", NEW."from_on", NEW."house_alias", NEW."id", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."place_id", NEW."planned_to_on", NEW."recorded_at", NEW."requested_by_id", NEW."requested_on", NEW."shelter_id", NEW."state", NEW."to_on"); RETURN NULL;', hash='fbcda97d1f929c4a02f71235853f0247f90113d5', operation='INSERT', pgid='pgtrigger_insert_insert_d7b9b', table='shelters_stay', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."person_id", OLD."number", OLD."state", OLD."shelter_id", OLD."place_id", OLD."from_on", OLD."planned_to_on", OLD."to_on", OLD."house_alias", OLD."decline_reason", OLD."end_reason", OLD."requested_on", OLD."requested_by_id", OLD."answered_on", OLD."answered_by_id", OLD."cancelled_on", OLD."cancelled_by_id", OLD."arrived_recorded_by_id", OLD."ended_recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."person_id", NEW."number", NEW."state", NEW."shelter_id", NEW."place_id", NEW."from_on", NEW."planned_to_on", NEW."to_on", NEW."house_alias", NEW."decline_reason", NEW."end_reason", NEW."requested_on", NEW."requested_by_id", NEW."answered_on", NEW."answered_by_id", NEW."cancelled_on", NEW."cancelled_by_id", NEW."arrived_recorded_by_id", NEW."ended_recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_reason", "end_reason", "ended_recorded_by_id", "from_on", "house_alias", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "to_on") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."arrived_recorded_by_id", NEW."cancelled_by_id", NEW."cancelled_on", NEW."case_id", NEW."decline_reason", NEW."end_reason", NEW."ended_recorded_by_id", NEW."from_on", NEW."house_alias", NEW."id", NEW."number", NEW."person_id", NOW(), \'update\', NEW."place_id", NEW."planned_to_on", NEW."recorded_at", NEW."requested_by_id", NEW."requested_on", NEW."shelter_id", NEW."state", NEW."to_on"); RETURN NULL;', hash='da9186e08dd36cd4879bc0282e8775dd02943bc4', operation='UPDATE', pgid='pgtrigger_update_update_392f8', table='shelters_stay', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_reason", "end_reason", "ended_recorded_by_id", "from_on", "house_alias", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "to_on") VALUES (OLD."answered_by_id", OLD."answered_on", OLD."arrived_recorded_by_id", OLD."cancelled_by_id", OLD."cancelled_on", OLD."case_id", OLD."decline_reason", OLD."end_reason", OLD."ended_recorded_by_id", OLD."from_on", OLD."house_alias", OLD."id", OLD."number", OLD."person_id", NOW(), \'delete\', OLD."place_id", OLD."planned_to_on", OLD."recorded_at", OLD."requested_by_id", OLD."requested_on", OLD."shelter_id", OLD."state", OLD."to_on"); RETURN NULL;', hash='a4b31cc52d7870324ce543c0452730bde0cb9db8', operation='DELETE', pgid='pgtrigger_delete_delete_88805', table='shelters_stay', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staylogentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_staylogentryimage" ("case_id", "happened_at", "id", "kind", "note", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "stay_id") VALUES (NEW."case_id", NEW."happened_at", NEW."id", NEW."kind", NEW."note", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."stay_id"); RETURN NULL;', hash='603cc23511003d496fb7f81ce1123ed8afd09e52', operation='INSERT', pgid='pgtrigger_insert_insert_6c814', table='shelters_staylogentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staylogentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."stay_id", OLD."kind", OLD."happened_at", OLD."note", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."stay_id", NEW."kind", NEW."happened_at", NEW."note", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_staylogentryimage" ("case_id", "happened_at", "id", "kind", "note", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "stay_id") VALUES (NEW."case_id", NEW."happened_at", NEW."id", NEW."kind", NEW."note", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."stay_id"); RETURN NULL;', hash='9c088129665aecf7003b552af16e10d7782344b5', operation='UPDATE', pgid='pgtrigger_update_update_47a1c', table='shelters_staylogentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staylogentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_staylogentryimage" ("case_id", "happened_at", "id", "kind", "note", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "stay_id") VALUES (OLD."case_id", OLD."happened_at", OLD."id", OLD."kind", OLD."note", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."stay_id"); RETURN NULL;', hash='5674449c424ce174fe5a41ac83ed82ca75aa106c', operation='DELETE', pgid='pgtrigger_delete_delete_30cb9', table='shelters_staylogentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placeimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8c8a9c01cab561a51db538270305fdb9685de6fb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6e216', table='shelters_placeimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shelteraddressimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='620f4b8ce2e90f41ad5cb57983171bad4b50444b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_66265', table='shelters_shelteraddressimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shelterimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1214bdc8352b55c530717287c1364cdff9f30b1d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cd022', table='shelters_shelterimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='96276f994983ddc23ebd8afba047aa301dd0fd56', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9f0b4', table='shelters_stayimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staylogentryimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='820de6d4bb6c574871b1903275db61330df814fa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_821a7', table='shelters_staylogentryimage', when='BEFORE')),
        ),
    ]
