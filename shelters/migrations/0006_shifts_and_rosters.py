"""The log says more; shifts hand over, count and are planned. Triggers: what belongs together, and what is written once."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import shelters.models.roster
import tvcase.audit.history
import tvcase.audit.models
import tvcase.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

ONE_CASE = """
CREATE FUNCTION stay_log_is_of_its_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM shelters_stay s WHERE s.id = NEW.stay_id AND s.case_id = NEW.case_id)
        OR (NEW.photo_id IS NOT NULL AND NOT EXISTS (SELECT FROM cases_document d
            WHERE d.id = NEW.photo_id AND d.case_id = NEW.case_id AND d.area = 'stay')) THEN
        PERFORM refuse('stay_log_is_of_its_stay', 'entry, stay and photo are of one case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stay_log_is_of_its_stay BEFORE INSERT ON shelters_staylogentry
    FOR EACH ROW EXECUTE FUNCTION stay_log_is_of_its_stay();
CREATE FUNCTION stay_point_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM shelters_stay s WHERE s.id = NEW.stay_id AND s.case_id = NEW.case_id) THEN
        PERFORM refuse('stay_point_is_of_its_stay', 'point and stay are of one case');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.done_at IS NOT NULL
        OR (NEW.case_id, NEW.stay_id, NEW.number, NEW.text, NEW.raised_at, NEW.raised_by_id) IS DISTINCT FROM
           (OLD.case_id, OLD.stay_id, OLD.number, OLD.text, OLD.raised_at, OLD.raised_by_id)) THEN
        PERFORM refuse('stay_point_is_closed_once', 'a point is closed, once');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stay_point_keeps_what_it_is BEFORE INSERT OR UPDATE ON shelters_staypoint
    FOR EACH ROW EXECUTE FUNCTION stay_point_keeps_what_it_is();
"""

ONCE = """
CREATE FUNCTION shift_handover_is_read_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.read_at IS NOT NULL OR (NEW.shelter_id, NEW.number, NEW.note, NEW.written_at, NEW.written_by_id)
        IS DISTINCT FROM (OLD.shelter_id, OLD.number, OLD.note, OLD.written_at, OLD.written_by_id) THEN
        PERFORM refuse('shift_handover_is_read_once', 'a handover is read, once');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER shift_handover_is_read_once BEFORE UPDATE ON shelters_shifthandover
    FOR EACH ROW EXECUTE FUNCTION shift_handover_is_read_once();
CREATE FUNCTION night_census_is_counted_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.explained_at IS NOT NULL OR (NEW.shelter_id, NEW.night, NEW.others, NEW.counted_at, NEW.counted_by_id)
        IS DISTINCT FROM (OLD.shelter_id, OLD.night, OLD.others, OLD.counted_at, OLD.counted_by_id) THEN
        PERFORM refuse('night_census_is_counted_once', 'a count is explained, once');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER night_census_is_counted_once BEFORE UPDATE ON shelters_nightcensus
    FOR EACH ROW EXECUTE FUNCTION night_census_is_counted_once();
CREATE FUNCTION census_entry_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM shelters_stay s JOIN shelters_nightcensus n ON n.shelter_id = s.shelter_id
            WHERE s.id = NEW.stay_id AND s.case_id = NEW.case_id AND n.id = NEW.census_id) THEN
        PERFORM refuse('census_entry_is_of_its_house', 'entry, stay and count are of one house and one case');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.explained_at IS NOT NULL OR (NEW.census_id, NEW.case_id, NEW.stay_id, NEW.mark)
        IS DISTINCT FROM (OLD.census_id, OLD.case_id, OLD.stay_id, OLD.mark)) THEN
        PERFORM refuse('census_entry_is_counted_once', 'a count is explained, once');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER census_entry_keeps_what_it_is BEFORE INSERT OR UPDATE ON shelters_censusentry
    FOR EACH ROW EXECUTE FUNCTION census_entry_keeps_what_it_is();
"""

DUTY = """
CREATE FUNCTION duty_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND (NOT EXISTS (SELECT FROM accounts_user u
            WHERE u.id = NEW.user_id AND u.organisation_id = NEW.organisation_id)
        OR (NEW.shelter_id IS NOT NULL AND NOT EXISTS (SELECT FROM shelters_shelter s
            WHERE s.id = NEW.shelter_id AND s.organisation_id = NEW.organisation_id))) THEN
        PERFORM refuse('duty_is_of_ones_own_organisation', 'person and house are of the organisation');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.called_off_at IS NOT NULL
        OR (NEW.organisation_id, NEW.shelter_id, NEW.number, NEW.user_id, NEW.from_at, NEW.to_at) IS DISTINCT FROM
           (OLD.organisation_id, OLD.shelter_id, OLD.number, OLD.user_id, OLD.from_at, OLD.to_at)) THEN
        PERFORM refuse('duty_is_called_off_not_changed', 'a duty is called off, not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER duty_keeps_what_it_is BEFORE INSERT OR UPDATE ON shelters_duty
    FOR EACH ROW EXECUTE FUNCTION duty_keeps_what_it_is();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_legal_aid_bodies'),
        ('cases', '0012_told_with_care'),
        ('sealing', '0002_keys_of_a_house'),
        ('shelters', '0005_declined_why'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CensusEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('mark', models.CharField(choices=[('HERE', 'here'), ('AWAY', 'away, as known'), ('MISSING', 'not here'), ('BACK', 'here, although recorded as away')], max_length=10, verbose_name='found')),
                ('explanation', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=500, verbose_name='explanation')),
                ('explained_at', models.DateTimeField(blank=True, null=True, verbose_name='explained at')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CensusEntryImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('census', models.UUIDField(db_column='census_id', null=True)),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('stay', models.UUIDField(db_column='stay_id', null=True)),
                ('explanation', models.BinaryField(null=True)),
                ('explained_by', models.BigIntegerField(db_column='explained_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('mark', models.CharField(choices=[('HERE', 'here'), ('AWAY', 'away, as known'), ('MISSING', 'not here'), ('BACK', 'here, although recorded as away')], max_length=10, verbose_name='found')),
                ('explained_at', models.DateTimeField(blank=True, null=True, verbose_name='explained at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ContactCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('EMERGENCY', 'emergency'), ('HOTLINE', 'hotline'), ('ON_CALL', 'somebody on call'), ('CROSS_BORDER', 'cross-border contact centre')], max_length=15, verbose_name='kind')),
                ('name_bg', models.CharField(max_length=120, verbose_name='name in Bulgarian')),
                ('name_en', models.CharField(max_length=120, verbose_name='name in English')),
                ('phone', models.CharField(max_length=40, verbose_name='phone')),
                ('hours_bg', models.CharField(max_length=60, verbose_name='when, in Bulgarian')),
                ('hours_en', models.CharField(max_length=60, verbose_name='when, in English')),
                ('what_for_bg', models.CharField(blank=True, max_length=200, verbose_name='what for, in Bulgarian')),
                ('what_for_en', models.CharField(blank=True, max_length=200, verbose_name='what for, in English')),
                ('languages', models.CharField(blank=True, max_length=60, verbose_name='languages')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='no longer in use since')),
            ],
            options={
                'verbose_name': 'contact card',
                'verbose_name_plural': 'contact cards',
                'ordering': ['name_bg'],
            },
        ),
        migrations.CreateModel(
            name='ContactCardImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('organisation', models.BigIntegerField(db_column='organisation_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('EMERGENCY', 'emergency'), ('HOTLINE', 'hotline'), ('ON_CALL', 'somebody on call'), ('CROSS_BORDER', 'cross-border contact centre')], max_length=15, verbose_name='kind')),
                ('name_bg', models.CharField(max_length=120, verbose_name='name in Bulgarian')),
                ('name_en', models.CharField(max_length=120, verbose_name='name in English')),
                ('phone', models.CharField(max_length=40, verbose_name='phone')),
                ('hours_bg', models.CharField(max_length=60, verbose_name='when, in Bulgarian')),
                ('hours_en', models.CharField(max_length=60, verbose_name='when, in English')),
                ('what_for_bg', models.CharField(blank=True, max_length=200, verbose_name='what for, in Bulgarian')),
                ('what_for_en', models.CharField(blank=True, max_length=200, verbose_name='what for, in English')),
                ('languages', models.CharField(blank=True, max_length=60, verbose_name='languages')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='no longer in use since')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('from_at', models.DateTimeField(verbose_name='from')),
                ('to_at', models.DateTimeField(verbose_name='until')),
                ('planned_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='planned at')),
                ('called_off_at', models.DateTimeField(blank=True, null=True, verbose_name='called off at')),
            ],
            options={
                'verbose_name': 'duty',
                'verbose_name_plural': 'duties',
                'ordering': ['from_at', 'number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='DutyImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('organisation', models.BigIntegerField(db_column='organisation_id', null=True)),
                ('shelter', models.BigIntegerField(db_column='shelter_id', null=True)),
                ('user', models.BigIntegerField(db_column='user_id', null=True)),
                ('planned_by', models.BigIntegerField(db_column='planned_by_id', null=True)),
                ('called_off_by', models.BigIntegerField(db_column='called_off_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('from_at', models.DateTimeField(verbose_name='from')),
                ('to_at', models.DateTimeField(verbose_name='until')),
                ('planned_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='planned at')),
                ('called_off_at', models.DateTimeField(blank=True, null=True, verbose_name='called off at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HouseHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('census_at', models.TimeField(default=datetime.time(22, 0), verbose_name='guests are counted at')),
                ('read_within', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(720)], verbose_name='a handover is read within so many minutes')),
            ],
            options={
                'verbose_name': 'hours of a house',
                'verbose_name_plural': 'hours of houses',
            },
        ),
        migrations.CreateModel(
            name='HouseHoursImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('shelter', models.BigIntegerField(db_column='shelter_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.BigIntegerField()),
                ('census_at', models.TimeField(default=datetime.time(22, 0), verbose_name='guests are counted at')),
                ('read_within', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(720)], verbose_name='a handover is read within so many minutes')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NightCensus',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('night', models.DateField(verbose_name='night')),
                ('others', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='people in the house who are not on the list')),
                ('explanation', tvcase.sealing.fields.SealedText(blank=True, key='id', max_length=500, verbose_name='who they are')),
                ('explained_at', models.DateTimeField(blank=True, null=True, verbose_name='explained at')),
                ('counted_at', models.DateTimeField(verbose_name='counted at')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'night census',
                'ordering': ['-night'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NightCensusImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('shelter', models.BigIntegerField(db_column='shelter_id', null=True)),
                ('explanation', models.BinaryField(null=True)),
                ('explained_by', models.BigIntegerField(db_column='explained_by_id', null=True)),
                ('counted_by', models.BigIntegerField(db_column='counted_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('night', models.DateField(verbose_name='night')),
                ('others', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='people in the house who are not on the list')),
                ('explained_at', models.DateTimeField(blank=True, null=True, verbose_name='explained at')),
                ('counted_at', models.DateTimeField(verbose_name='counted at')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ShiftHandover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('note', tvcase.sealing.fields.SealedText(blank=True, key='id', max_length=2000, verbose_name='about the house')),
                ('written_at', models.DateTimeField(verbose_name='written at')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read at')),
            ],
            options={
                'verbose_name': 'shift handover',
                'ordering': ['-written_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ShiftHandoverImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('shelter', models.BigIntegerField(db_column='shelter_id', null=True)),
                ('note', models.BinaryField(null=True)),
                ('written_by', models.BigIntegerField(db_column='written_by_id', null=True)),
                ('read_by', models.BigIntegerField(db_column='read_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('written_at', models.DateTimeField(verbose_name='written at')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StayPoint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('text', tvcase.sealing.fields.SealedText(key='case_id', max_length=500, verbose_name='what the next shift must know or do')),
                ('raised_at', models.DateTimeField(verbose_name='open since')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
            ],
            options={
                'verbose_name': 'open point',
                'ordering': ['raised_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StayPointImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('stay', models.UUIDField(db_column='stay_id', null=True)),
                ('text', models.BinaryField(null=True)),
                ('raised_by', models.BigIntegerField(db_column='raised_by_id', null=True)),
                ('done_by', models.BigIntegerField(db_column='done_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('raised_at', models.DateTimeField(verbose_name='open since')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='staylogentry',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='staylogentry',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='staylogentry',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='staylogentry',
            name='incident',
            field=tvcase.sealing.fields.SealedText(blank=True, choices=[('THREAT', 'threat from outside'), ('INTRUSION', 'somebody came in, or tried to'), ('VIOLENCE', 'violence in the house'), ('SELF_HARM', 'the person harmed herself or himself, or spoke of it'), ('MEDICAL', 'medical emergency'), ('LEFT_AT_NIGHT', 'left without a word'), ('SUBSTANCES', 'alcohol or drugs'), ('DAMAGE', 'theft or damage'), ('LOCATION_KNOWN', 'somebody learned where the house is'), ('OTHER', 'other')], key='case_id', max_length=20, verbose_name='kind of incident'),
        ),
        migrations.AddField(
            model_name='staylogentry',
            name='photo',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.document'),
        ),
        migrations.AddField(
            model_name='staylogentry',
            name='severity',
            field=models.CharField(blank=True, choices=[('MINOR', 'minor: dealt with, nothing follows'), ('MODERATE', 'moderate: something must follow'), ('SERIOUS', 'serious: somebody is in danger, or was')], max_length=10, verbose_name='how serious'),
        ),
        migrations.AddField(
            model_name='staylogentry',
            name='told',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EMERGENCY', '112'), ('POLICE', 'police'), ('DOCTOR', 'doctor or hospital'), ('HEAD', 'head of the shelter'), ('CASEWORKER', "the person's caseworker"), ('LAWYER', "the person's lawyer"), ('CHILD_PROTECTION', 'child protection department')], max_length=20), blank=True, default=list, verbose_name='who was told'),
        ),
        migrations.AddField(
            model_name='staylogentryimage',
            name='incident',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='staylogentryimage',
            name='photo',
            field=models.UUIDField(db_column='photo_id', null=True),
        ),
        migrations.AddField(
            model_name='staylogentryimage',
            name='severity',
            field=models.CharField(blank=True, choices=[('MINOR', 'minor: dealt with, nothing follows'), ('MODERATE', 'moderate: something must follow'), ('SERIOUS', 'serious: somebody is in danger, or was')], max_length=10, verbose_name='how serious'),
        ),
        migrations.AddField(
            model_name='staylogentryimage',
            name='told',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EMERGENCY', '112'), ('POLICE', 'police'), ('DOCTOR', 'doctor or hospital'), ('HEAD', 'head of the shelter'), ('CASEWORKER', "the person's caseworker"), ('LAWYER', "the person's lawyer"), ('CHILD_PROTECTION', 'child protection department')], max_length=20), blank=True, default=list, verbose_name='who was told'),
        ),
        migrations.AlterField(
            model_name='staylogentry',
            name='kind',
            field=models.CharField(choices=[('NIGHT', 'night'), ('VISIT', 'visit'), ('HEALTH', 'health'), ('MEDICATION', 'medication given'), ('VISITOR_REFUSED', 'visitor refused'), ('INCIDENT', 'incident'), ('OTHER', 'other')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='staylogentryimage',
            name='kind',
            field=models.CharField(choices=[('NIGHT', 'night'), ('VISIT', 'visit'), ('HEALTH', 'health'), ('MEDICATION', 'medication given'), ('VISITOR_REFUSED', 'visitor refused'), ('INCIDENT', 'incident'), ('OTHER', 'other')], max_length=20, verbose_name='kind'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staylogentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_staylogentryimage" ("case_id", "happened_at", "id", "incident", "kind", "note", "pgh_created_at", "pgh_label", "photo_id", "recorded_at", "recorded_by_id", "severity", "stay_id", "told") VALUES (NEW."case_id", NEW."happened_at", NEW."id", NEW."incident", NEW."kind", NEW."note", NOW(), \'insert\', NEW."photo_id", NEW."recorded_at", NEW."recorded_by_id", NEW."severity", NEW."stay_id", NEW."told"); RETURN NULL;', hash='276f432ba33311f8069538b386f1c7805a2e61ad', operation='INSERT', pgid='pgtrigger_insert_insert_6c814', table='shelters_staylogentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staylogentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."stay_id", OLD."kind", OLD."incident", OLD."severity", OLD."told", OLD."happened_at", OLD."note", OLD."photo_id", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."stay_id", NEW."kind", NEW."incident", NEW."severity", NEW."told", NEW."happened_at", NEW."note", NEW."photo_id", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_staylogentryimage" ("case_id", "happened_at", "id", "incident", "kind", "note", "pgh_created_at", "pgh_label", "photo_id", "recorded_at", "recorded_by_id", "severity", "stay_id", "told") VALUES (NEW."case_id", NEW."happened_at", NEW."id", NEW."incident", NEW."kind", NEW."note", NOW(), \'update\', NEW."photo_id", NEW."recorded_at", NEW."recorded_by_id", NEW."severity", NEW."stay_id", NEW."told"); RETURN NULL;', hash='8d2c8177f5a1a976dd8647d25d3ff30b6aa60e83', operation='UPDATE', pgid='pgtrigger_update_update_47a1c', table='shelters_staylogentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staylogentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_staylogentryimage" ("case_id", "happened_at", "id", "incident", "kind", "note", "pgh_created_at", "pgh_label", "photo_id", "recorded_at", "recorded_by_id", "severity", "stay_id", "told") VALUES (OLD."case_id", OLD."happened_at", OLD."id", OLD."incident", OLD."kind", OLD."note", NOW(), \'delete\', OLD."photo_id", OLD."recorded_at", OLD."recorded_by_id", OLD."severity", OLD."stay_id", OLD."told"); RETURN NULL;', hash='92527b8a961163b28ed280394b98ad12bbca672a', operation='DELETE', pgid='pgtrigger_delete_delete_30cb9', table='shelters_staylogentry', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='staylogentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind', 'INCIDENT'), ('incident__isnull', False)), models.Q(models.Q(('kind', 'INCIDENT'), _negated=True), models.Q(('incident__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('kind', 'INCIDENT'), ('severity__in', ['MINOR', 'MODERATE', 'SERIOUS'])), models.Q(models.Q(('kind', 'INCIDENT'), _negated=True), models.Q(('severity__in', ['MINOR', 'MODERATE', 'SERIOUS']), _negated=True)), _connector='OR')), name='stay_log_incident_says_what_and_how_serious', violation_error_message='Say what kind of incident it was, and how serious.'),
        ),
        migrations.AddConstraint(
            model_name='staylogentry',
            constraint=models.CheckConstraint(condition=models.Q(('told__contained_by', ['EMERGENCY', 'POLICE', 'DOCTOR', 'HEAD', 'CASEWORKER', 'LAWYER', 'CHILD_PROTECTION']), models.Q(('kind', 'INCIDENT'), ('told', []), _connector='OR')), name='stay_log_told_of_an_incident', violation_error_message='Who was told is recorded with an incident.'),
        ),
        migrations.AddField(
            model_name='censusentry',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='censusentry',
            name='explained_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='censusentry',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='shelters.stay'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='censusentryimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2df47d97e91b25cab80b4268b759606977ae534e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3029d', table='shelters_censusentryimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='contactcard',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='organisation'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactcardimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='54033555606b099f6adebef8c32fabe96dfb0d5c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e3fcf', table='shelters_contactcardimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='duty',
            name='called_off_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duty',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='accounts.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='duty',
            name='planned_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='planned by'),
        ),
        migrations.AddField(
            model_name='duty',
            name='shelter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='shelters.shelter', verbose_name='house'),
        ),
        migrations.AddField(
            model_name='duty',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL, verbose_name='who is on duty'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='78d91a4bd910556af77f844e088bf7b4c6975679', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_854b9', table='shelters_dutyimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='househours',
            name='shelter',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hours', to='shelters.shelter', verbose_name='shelter'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='househoursimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fac2426a0f52bd2a11f7b6842633f03490d947d6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_23f4f', table='shelters_househoursimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='nightcensus',
            name='counted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nightcensus',
            name='explained_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nightcensus',
            name='shelter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='shelters.shelter'),
        ),
        migrations.AddField(
            model_name='censusentry',
            name='census',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='shelters.nightcensus'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nightcensusimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0909873e6f58d93f0d6fd8f94d238dc5f99a56f5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e56b9', table='shelters_nightcensusimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='shifthandover',
            name='read_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='shifthandover',
            name='shelter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='shelters.shelter'),
        ),
        migrations.AddField(
            model_name='shifthandover',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shifthandoverimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='76a50a93a8d60e4531f6eae8b1b8ae399a20b9e9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_61225', table='shelters_shifthandoverimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='staypoint',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stay_points', to='cases.case'),
        ),
        migrations.AddField(
            model_name='staypoint',
            name='done_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='staypoint',
            name='raised_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='staypoint',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='shelters.stay'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staypointimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a9c1a4066b33cb350ae4cfff14b6f54868fa982', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_52b5b', table='shelters_staypointimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactcard',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_contactcardimage" ("hours_bg", "hours_en", "id", "kind", "languages", "name_bg", "name_en", "organisation_id", "pgh_created_at", "pgh_label", "phone", "what_for_bg", "what_for_en", "withdrawn_on") VALUES (NEW."hours_bg", NEW."hours_en", NEW."id", NEW."kind", NEW."languages", NEW."name_bg", NEW."name_en", NEW."organisation_id", NOW(), \'insert\', NEW."phone", NEW."what_for_bg", NEW."what_for_en", NEW."withdrawn_on"); RETURN NULL;', hash='cac564b59a7538ca16c9f2cd5d61307f2042c40b', operation='INSERT', pgid='pgtrigger_insert_insert_ed800', table='shelters_contactcard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactcard',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."kind", OLD."name_bg", OLD."name_en", OLD."organisation_id", OLD."phone", OLD."hours_bg", OLD."hours_en", OLD."what_for_bg", OLD."what_for_en", OLD."languages", OLD."withdrawn_on") IS DISTINCT FROM ROW(NEW."id", NEW."kind", NEW."name_bg", NEW."name_en", NEW."organisation_id", NEW."phone", NEW."hours_bg", NEW."hours_en", NEW."what_for_bg", NEW."what_for_en", NEW."languages", NEW."withdrawn_on"))', func='INSERT INTO "shelters_contactcardimage" ("hours_bg", "hours_en", "id", "kind", "languages", "name_bg", "name_en", "organisation_id", "pgh_created_at", "pgh_label", "phone", "what_for_bg", "what_for_en", "withdrawn_on") VALUES (NEW."hours_bg", NEW."hours_en", NEW."id", NEW."kind", NEW."languages", NEW."name_bg", NEW."name_en", NEW."organisation_id", NOW(), \'update\', NEW."phone", NEW."what_for_bg", NEW."what_for_en", NEW."withdrawn_on"); RETURN NULL;', hash='057a015ddbfa35d5fc627422671ddf1666e92c34', operation='UPDATE', pgid='pgtrigger_update_update_586c4', table='shelters_contactcard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactcard',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_contactcardimage" ("hours_bg", "hours_en", "id", "kind", "languages", "name_bg", "name_en", "organisation_id", "pgh_created_at", "pgh_label", "phone", "what_for_bg", "what_for_en", "withdrawn_on") VALUES (OLD."hours_bg", OLD."hours_en", OLD."id", OLD."kind", OLD."languages", OLD."name_bg", OLD."name_en", OLD."organisation_id", NOW(), \'delete\', OLD."phone", OLD."what_for_bg", OLD."what_for_en", OLD."withdrawn_on"); RETURN NULL;', hash='9721d376dad20cee77c4ef26dd154d70e871250e', operation='DELETE', pgid='pgtrigger_delete_delete_91f98', table='shelters_contactcard', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(models.F('organisation'), models.F('from_at'), name='duty_of_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(models.F('organisation'), models.F('number'), name='duty_number_once'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('to_at__gt', models.F('from_at')), ('to_at__lte', django.db.models.expressions.CombinedExpression(models.F('from_at'), '+', models.Value(datetime.timedelta(days=7))))), name='duty_lasts_at_most_a_week', violation_error_message='A duty ends after it begins, and lasts at most seven days.'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('called_off_at', None), ('called_off_by', None)), models.Q(models.Q(('called_off_at', None), _negated=True), models.Q(('called_off_by', None), _negated=True)), _connector='OR'), name='duty_called_off_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('called_off_at', None)), expressions=[('user', '='), (shelters.models.roster.InstantRange('from_at', 'to_at'), '&&')], name='duty_one_at_a_time_for_a_person', violation_error_message='This person is on another duty in these hours.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_dutyimage" ("called_off_at", "called_off_by_id", "from_at", "id", "number", "organisation_id", "pgh_created_at", "pgh_label", "planned_at", "planned_by_id", "shelter_id", "to_at", "user_id") VALUES (NEW."called_off_at", NEW."called_off_by_id", NEW."from_at", NEW."id", NEW."number", NEW."organisation_id", NOW(), \'insert\', NEW."planned_at", NEW."planned_by_id", NEW."shelter_id", NEW."to_at", NEW."user_id"); RETURN NULL;', hash='37c80b73dae573e723fd4266f90dde5b8a470705', operation='INSERT', pgid='pgtrigger_insert_insert_cfab5', table='shelters_duty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."organisation_id", OLD."shelter_id", OLD."number", OLD."user_id", OLD."from_at", OLD."to_at", OLD."planned_by_id", OLD."planned_at", OLD."called_off_at", OLD."called_off_by_id") IS DISTINCT FROM ROW(NEW."id", NEW."organisation_id", NEW."shelter_id", NEW."number", NEW."user_id", NEW."from_at", NEW."to_at", NEW."planned_by_id", NEW."planned_at", NEW."called_off_at", NEW."called_off_by_id"))', func='INSERT INTO "shelters_dutyimage" ("called_off_at", "called_off_by_id", "from_at", "id", "number", "organisation_id", "pgh_created_at", "pgh_label", "planned_at", "planned_by_id", "shelter_id", "to_at", "user_id") VALUES (NEW."called_off_at", NEW."called_off_by_id", NEW."from_at", NEW."id", NEW."number", NEW."organisation_id", NOW(), \'update\', NEW."planned_at", NEW."planned_by_id", NEW."shelter_id", NEW."to_at", NEW."user_id"); RETURN NULL;', hash='d4525ea25b05bd2b5a9145876271fa924e7a24a5', operation='UPDATE', pgid='pgtrigger_update_update_ab3bc', table='shelters_duty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_dutyimage" ("called_off_at", "called_off_by_id", "from_at", "id", "number", "organisation_id", "pgh_created_at", "pgh_label", "planned_at", "planned_by_id", "shelter_id", "to_at", "user_id") VALUES (OLD."called_off_at", OLD."called_off_by_id", OLD."from_at", OLD."id", OLD."number", OLD."organisation_id", NOW(), \'delete\', OLD."planned_at", OLD."planned_by_id", OLD."shelter_id", OLD."to_at", OLD."user_id"); RETURN NULL;', hash='4542f2f1c3a98efa5ba1abb479245306f1863471', operation='DELETE', pgid='pgtrigger_delete_delete_24010', table='shelters_duty', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='househours',
            constraint=models.CheckConstraint(condition=models.Q(('census_at__gte', datetime.time(18, 0))), name='house_hours_census_in_the_evening', violation_error_message='Guests are counted between 18:00 and midnight.'),
        ),
        migrations.AddConstraint(
            model_name='househours',
            constraint=models.CheckConstraint(condition=models.Q(('read_within__gte', 10), ('read_within__lte', 720)), name='house_hours_handover_read_within_reason', violation_error_message='A handover waits at least 10 minutes and at most 12 hours.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='househours',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_househoursimage" ("census_at", "id", "pgh_created_at", "pgh_label", "read_within", "shelter_id") VALUES (NEW."census_at", NEW."id", NOW(), \'insert\', NEW."read_within", NEW."shelter_id"); RETURN NULL;', hash='577650a9e9f65d25fb0ce00265c4a8603b408190', operation='INSERT', pgid='pgtrigger_insert_insert_dc11a', table='shelters_househours', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='househours',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."shelter_id", OLD."census_at", OLD."read_within") IS DISTINCT FROM ROW(NEW."id", NEW."shelter_id", NEW."census_at", NEW."read_within"))', func='INSERT INTO "shelters_househoursimage" ("census_at", "id", "pgh_created_at", "pgh_label", "read_within", "shelter_id") VALUES (NEW."census_at", NEW."id", NOW(), \'update\', NEW."read_within", NEW."shelter_id"); RETURN NULL;', hash='2333013e39c24719bd49c745d9cdfe0b1adaeff5', operation='UPDATE', pgid='pgtrigger_update_update_cfdc9', table='shelters_househours', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='househours',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_househoursimage" ("census_at", "id", "pgh_created_at", "pgh_label", "read_within", "shelter_id") VALUES (OLD."census_at", OLD."id", NOW(), \'delete\', OLD."read_within", OLD."shelter_id"); RETURN NULL;', hash='62da7aa9ec0b1a51ab1218cca6d06658b2745d9f', operation='DELETE', pgid='pgtrigger_delete_delete_e7d7e', table='shelters_househours', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='nightcensus',
            constraint=models.UniqueConstraint(models.F('shelter'), models.F('night'), name='night_census_once_in_a_night', violation_error_message='The guests were counted already in this night.'),
        ),
        migrations.AddConstraint(
            model_name='nightcensus',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('explanation', None), ('explained_at', None)), models.Q(models.Q(('explanation', None), _negated=True), models.Q(('explained_at', None), _negated=True)), _connector='OR'), models.Q(models.Q(('explanation', None), ('explained_by', None)), models.Q(models.Q(('explanation', None), _negated=True), models.Q(('explained_by', None), _negated=True)), _connector='OR'), models.Q(('explanation', None), ('others__gt', 0), _connector='OR')), name='night_census_explained_by_somebody', violation_error_message='Explain people who are not on the list only when there are some.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nightcensus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_nightcensusimage" ("counted_at", "counted_by_id", "explained_at", "explained_by_id", "explanation", "id", "night", "others", "pgh_created_at", "pgh_label", "recorded_at", "shelter_id") VALUES (NEW."counted_at", NEW."counted_by_id", NEW."explained_at", NEW."explained_by_id", NEW."explanation", NEW."id", NEW."night", NEW."others", NOW(), \'insert\', NEW."recorded_at", NEW."shelter_id"); RETURN NULL;', hash='32d03ee4df378cfa2b1a1be5b728cb97eb6d8c98', operation='INSERT', pgid='pgtrigger_insert_insert_f8df4', table='shelters_nightcensus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nightcensus',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."shelter_id", OLD."night", OLD."others", OLD."explanation", OLD."explained_at", OLD."explained_by_id", OLD."counted_at", OLD."counted_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."shelter_id", NEW."night", NEW."others", NEW."explanation", NEW."explained_at", NEW."explained_by_id", NEW."counted_at", NEW."counted_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_nightcensusimage" ("counted_at", "counted_by_id", "explained_at", "explained_by_id", "explanation", "id", "night", "others", "pgh_created_at", "pgh_label", "recorded_at", "shelter_id") VALUES (NEW."counted_at", NEW."counted_by_id", NEW."explained_at", NEW."explained_by_id", NEW."explanation", NEW."id", NEW."night", NEW."others", NOW(), \'update\', NEW."recorded_at", NEW."shelter_id"); RETURN NULL;', hash='62b8025326050a8b5cd180d65c017be63a98078d', operation='UPDATE', pgid='pgtrigger_update_update_f9abd', table='shelters_nightcensus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nightcensus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_nightcensusimage" ("counted_at", "counted_by_id", "explained_at", "explained_by_id", "explanation", "id", "night", "others", "pgh_created_at", "pgh_label", "recorded_at", "shelter_id") VALUES (OLD."counted_at", OLD."counted_by_id", OLD."explained_at", OLD."explained_by_id", OLD."explanation", OLD."id", OLD."night", OLD."others", NOW(), \'delete\', OLD."recorded_at", OLD."shelter_id"); RETURN NULL;', hash='d50f268060df4ba32640e170ab646dc0283bc330', operation='DELETE', pgid='pgtrigger_delete_delete_b924a', table='shelters_nightcensus', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='censusentry',
            constraint=models.UniqueConstraint(models.F('census'), models.F('stay'), name='census_entry_once_for_a_stay'),
        ),
        migrations.AddConstraint(
            model_name='censusentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('explanation', None), ('explained_at', None)), models.Q(models.Q(('explanation', None), _negated=True), models.Q(('explained_at', None), _negated=True)), _connector='OR'), models.Q(models.Q(('explanation', None), ('explained_by', None)), models.Q(models.Q(('explanation', None), _negated=True), models.Q(('explained_by', None), _negated=True)), _connector='OR'), models.Q(('explanation', None), ('mark__in', ('MISSING', 'BACK')), _connector='OR')), name='census_entry_explained_where_it_differs', violation_error_message='Only a difference is explained, by somebody.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='censusentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_censusentryimage" ("case_id", "census_id", "explained_at", "explained_by_id", "explanation", "id", "mark", "pgh_created_at", "pgh_label", "stay_id") VALUES (NEW."case_id", NEW."census_id", NEW."explained_at", NEW."explained_by_id", NEW."explanation", NEW."id", NEW."mark", NOW(), \'insert\', NEW."stay_id"); RETURN NULL;', hash='8c36b9df6b5a51ef1c41b21654783fde4f851f7c', operation='INSERT', pgid='pgtrigger_insert_insert_402aa', table='shelters_censusentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='censusentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."census_id", OLD."case_id", OLD."stay_id", OLD."mark", OLD."explanation", OLD."explained_at", OLD."explained_by_id") IS DISTINCT FROM ROW(NEW."id", NEW."census_id", NEW."case_id", NEW."stay_id", NEW."mark", NEW."explanation", NEW."explained_at", NEW."explained_by_id"))', func='INSERT INTO "shelters_censusentryimage" ("case_id", "census_id", "explained_at", "explained_by_id", "explanation", "id", "mark", "pgh_created_at", "pgh_label", "stay_id") VALUES (NEW."case_id", NEW."census_id", NEW."explained_at", NEW."explained_by_id", NEW."explanation", NEW."id", NEW."mark", NOW(), \'update\', NEW."stay_id"); RETURN NULL;', hash='ed47f3c4904267a3e79d96182b39727953d6d33b', operation='UPDATE', pgid='pgtrigger_update_update_c3425', table='shelters_censusentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='censusentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_censusentryimage" ("case_id", "census_id", "explained_at", "explained_by_id", "explanation", "id", "mark", "pgh_created_at", "pgh_label", "stay_id") VALUES (OLD."case_id", OLD."census_id", OLD."explained_at", OLD."explained_by_id", OLD."explanation", OLD."id", OLD."mark", NOW(), \'delete\', OLD."stay_id"); RETURN NULL;', hash='1453a227728d0840fe4e175a52e809e1e282262f', operation='DELETE', pgid='pgtrigger_delete_delete_d5135', table='shelters_censusentry', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='shifthandover',
            index=models.Index(models.F('shelter'), condition=models.Q(('read_at', None)), name='shift_handover_unread'),
        ),
        migrations.AddConstraint(
            model_name='shifthandover',
            constraint=models.UniqueConstraint(models.F('shelter'), models.F('number'), name='shift_handover_number_once'),
        ),
        migrations.AddConstraint(
            model_name='shifthandover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('read_at', None), ('read_by', None)), models.Q(models.Q(('read_at', None), _negated=True), models.Q(('read_by', None), _negated=True)), _connector='OR'), models.Q(('read_at', None), ('read_at__gte', models.F('written_at')), _connector='OR')), name='shift_handover_read_by_somebody_after_it_was_written', violation_error_message='Say who read the handover; it was written before.'),
        ),
        migrations.AddConstraint(
            model_name='shifthandover',
            constraint=models.CheckConstraint(condition=models.Q(('read_by', None), models.Q(('read_by', models.F('written_by')), _negated=True), _connector='OR'), name='shift_handover_read_by_the_next_shift', violation_error_message='Somebody of the next shift reads it, not who wrote it.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shifthandover',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_shifthandoverimage" ("id", "note", "number", "pgh_created_at", "pgh_label", "read_at", "read_by_id", "shelter_id", "written_at", "written_by_id") VALUES (NEW."id", NEW."note", NEW."number", NOW(), \'insert\', NEW."read_at", NEW."read_by_id", NEW."shelter_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='e6970a0f8b25e291a0b064f3864729489ba19a32', operation='INSERT', pgid='pgtrigger_insert_insert_78559', table='shelters_shifthandover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shifthandover',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."shelter_id", OLD."number", OLD."note", OLD."written_at", OLD."written_by_id", OLD."read_at", OLD."read_by_id") IS DISTINCT FROM ROW(NEW."id", NEW."shelter_id", NEW."number", NEW."note", NEW."written_at", NEW."written_by_id", NEW."read_at", NEW."read_by_id"))', func='INSERT INTO "shelters_shifthandoverimage" ("id", "note", "number", "pgh_created_at", "pgh_label", "read_at", "read_by_id", "shelter_id", "written_at", "written_by_id") VALUES (NEW."id", NEW."note", NEW."number", NOW(), \'update\', NEW."read_at", NEW."read_by_id", NEW."shelter_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='6d34c491a5e96955060970ee0dd45f773fb384a7', operation='UPDATE', pgid='pgtrigger_update_update_efc3e', table='shelters_shifthandover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shifthandover',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_shifthandoverimage" ("id", "note", "number", "pgh_created_at", "pgh_label", "read_at", "read_by_id", "shelter_id", "written_at", "written_by_id") VALUES (OLD."id", OLD."note", OLD."number", NOW(), \'delete\', OLD."read_at", OLD."read_by_id", OLD."shelter_id", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='cc060669e142b1d5e6acc5d5386c83b3b8ab1837', operation='DELETE', pgid='pgtrigger_delete_delete_1285e', table='shelters_shifthandover', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='staypoint',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='stay_point_number_once'),
        ),
        migrations.AddConstraint(
            model_name='staypoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('done_at', None), ('done_by', None)), models.Q(models.Q(('done_at', None), _negated=True), models.Q(('done_by', None), _negated=True)), _connector='OR'), models.Q(('done_at', None), ('done_at__gte', models.F('raised_at')), _connector='OR')), name='stay_point_done_by_somebody_after_it_was_raised', violation_error_message='Say who closed the point; it was raised before.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staypoint',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_staypointimage" ("case_id", "done_at", "done_by_id", "id", "number", "pgh_created_at", "pgh_label", "raised_at", "raised_by_id", "stay_id", "text") VALUES (NEW."case_id", NEW."done_at", NEW."done_by_id", NEW."id", NEW."number", NOW(), \'insert\', NEW."raised_at", NEW."raised_by_id", NEW."stay_id", NEW."text"); RETURN NULL;', hash='bc273f9728b242acb08c8d5f85e960e159685142', operation='INSERT', pgid='pgtrigger_insert_insert_2a295', table='shelters_staypoint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staypoint',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."stay_id", OLD."number", OLD."text", OLD."raised_at", OLD."raised_by_id", OLD."done_at", OLD."done_by_id") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."stay_id", NEW."number", NEW."text", NEW."raised_at", NEW."raised_by_id", NEW."done_at", NEW."done_by_id"))', func='INSERT INTO "shelters_staypointimage" ("case_id", "done_at", "done_by_id", "id", "number", "pgh_created_at", "pgh_label", "raised_at", "raised_by_id", "stay_id", "text") VALUES (NEW."case_id", NEW."done_at", NEW."done_by_id", NEW."id", NEW."number", NOW(), \'update\', NEW."raised_at", NEW."raised_by_id", NEW."stay_id", NEW."text"); RETURN NULL;', hash='053d417d59c49f40509340ea86f4a06550ad6c87', operation='UPDATE', pgid='pgtrigger_update_update_48f8a', table='shelters_staypoint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staypoint',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_staypointimage" ("case_id", "done_at", "done_by_id", "id", "number", "pgh_created_at", "pgh_label", "raised_at", "raised_by_id", "stay_id", "text") VALUES (OLD."case_id", OLD."done_at", OLD."done_by_id", OLD."id", OLD."number", NOW(), \'delete\', OLD."raised_at", OLD."raised_by_id", OLD."stay_id", OLD."text"); RETURN NULL;', hash='12bdad0a1bdcfa4d7da712e21df07f7ec2fb90eb', operation='DELETE', pgid='pgtrigger_delete_delete_6ef51', table='shelters_staypoint', when='AFTER')),
        ),
        migrations.RunSQL(ONE_CASE, migrations.RunSQL.noop),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
        migrations.RunSQL(DUTY, migrations.RunSQL.noop),
    ]
