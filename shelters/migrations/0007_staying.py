"""Away, moved, longer: what happens in a stay that goes on, and what only the database knows of it."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import tvcase.audit.history
import tvcase.audit.models
import tvcase.db
import tvcase.sealing.fields

STAY = """
CREATE OR REPLACE FUNCTION stay_belongs_to_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_case c WHERE c.id = NEW.case_id AND c.person_id = NEW.person_id) THEN
        PERFORM refuse('stay_is_of_the_cases_person', 'the stay is of the person of the case');
    END IF;
    IF NEW.place_id IS NOT NULL AND NOT EXISTS (SELECT FROM shelters_place p
            WHERE p.id = NEW.place_id AND p.shelter_id = NEW.shelter_id) THEN
        PERFORM refuse('stay_place_is_in_the_shelter', 'the place is in the shelter');
    END IF;
    IF NEW.waits_for_id IS NOT NULL AND NOT EXISTS (SELECT FROM shelters_place p
            WHERE p.id = NEW.waits_for_id AND p.shelter_id = NEW.shelter_id) THEN
        PERFORM refuse('stay_place_is_in_the_shelter', 'the place is in the shelter');
    END IF;
    IF NEW.moved_from_id IS NOT NULL AND NOT EXISTS (SELECT FROM shelters_stay s
            WHERE s.id = NEW.moved_from_id AND s.id <> NEW.id AND s.case_id = NEW.case_id
              AND s.state IN ('ACTIVE', 'ABSENT', 'MOVED', 'ENDED')) THEN
        PERFORM refuse('stay_moved_from_a_stay_of_the_case', 'a person moves from a stay of the same case');
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM cases_identification i WHERE i.case_id = NEW.case_id
            AND i.state IN ('INFORMAL_CONFIRMED', 'FORMAL_CONFIRMED')) THEN
        PERFORM refuse('stay_from_the_informal_identification_on', 'a stay is possible from the identification on');
    END IF;
    IF TG_OP = 'UPDATE' AND ((NEW.case_id, NEW.person_id, NEW.number, NEW.shelter_id) IS DISTINCT FROM
        (OLD.case_id, OLD.person_id, OLD.number, OLD.shelter_id)
        OR OLD.state IN ('MOVED', 'ENDED', 'DECLINED', 'CANCELLED')) THEN
        PERFORM refuse('stay_ended_is_not_edited', 'an ended stay is not edited');
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'MOVED' AND NOT EXISTS (SELECT FROM shelters_stay s
            WHERE s.moved_from_id = NEW.id AND s.state = 'RESERVED') THEN
        PERFORM refuse('stay_moved_means_a_next_place', 'somebody moves to a place that is kept');
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER stay_follows_its_flow ON shelters_stay;
CREATE TRIGGER stay_follows_its_flow BEFORE INSERT OR UPDATE ON shelters_stay
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>REQUESTED', 'REQUESTED>RESERVED', 'REQUESTED>DECLINED', 'REQUESTED>CANCELLED', 'RESERVED>ACTIVE',
        'RESERVED>CANCELLED', 'RESERVED>REQUESTED', 'ACTIVE>ABSENT', 'ACTIVE>MOVED', 'ACTIVE>ENDED',
        'ABSENT>ACTIVE', 'ABSENT>MOVED', 'ABSENT>ENDED');
CREATE OR REPLACE FUNCTION case_closes_without_open_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND EXISTS (SELECT FROM shelters_stay
            WHERE case_id = NEW.id AND state IN ('REQUESTED', 'RESERVED', 'ACTIVE', 'ABSENT')) THEN
        PERFORM refuse('case_closes_without_open_stay', 'a stay is still open');
    END IF;
    RETURN NEW;
END $$;
"""

HANGING = """
CREATE FUNCTION absence_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM shelters_stay s
            WHERE s.id = NEW.stay_id AND s.case_id = NEW.case_id AND s.state = 'ABSENT') THEN
        PERFORM refuse('absence_of_somebody_who_stays', 'only somebody who stays is absent');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.back_at IS NOT NULL
            OR (NEW.case_id, NEW.stay_id, NEW.since) IS DISTINCT FROM (OLD.case_id, OLD.stay_id, OLD.since)) THEN
        PERFORM refuse('absence_over_is_not_edited', 'an absence that is over is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER absence_keeps_what_it_is BEFORE INSERT OR UPDATE ON shelters_absence
    FOR EACH ROW EXECUTE FUNCTION absence_keeps_what_it_is();

CREATE FUNCTION child_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM shelters_stay s
            WHERE s.id = NEW.stay_id AND s.case_id = NEW.case_id AND s.state IN ('ACTIVE', 'ABSENT')) THEN
        PERFORM refuse('child_stays_with_somebody_who_stays', 'a child stays with somebody who stays');
    END IF;
    IF NEW.place_id IS NOT NULL AND NOT EXISTS (SELECT FROM shelters_stay s
            JOIN shelters_place p ON p.shelter_id = s.shelter_id WHERE s.id = NEW.stay_id AND p.id = NEW.place_id) THEN
        PERFORM refuse('child_sleeps_in_the_same_house', 'the place is in another house');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.to_on IS NOT NULL OR (NEW.case_id, NEW.stay_id, NEW.number, NEW.from_on)
            IS DISTINCT FROM (OLD.case_id, OLD.stay_id, OLD.number, OLD.from_on)) THEN
        PERFORM refuse('child_gone_is_not_edited', 'what is over is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER child_keeps_what_it_is BEFORE INSERT OR UPDATE ON shelters_accompanyingchild
    FOR EACH ROW EXECUTE FUNCTION child_keeps_what_it_is();

CREATE FUNCTION stay_extension_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM shelters_stay s WHERE s.id = NEW.stay_id
            AND s.case_id = NEW.case_id AND s.state IN ('ACTIVE', 'ABSENT') AND s.planned_to_on = NEW.from_on) THEN
        PERFORM refuse('stay_extension_of_a_stay_that_goes_on', 'only a stay that goes on is extended');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.state <> 'PROPOSED' OR (NEW.case_id, NEW.stay_id, NEW.number, NEW.from_on, NEW.to_on,
            NEW.ground, NEW.proposed_on) IS DISTINCT FROM (OLD.case_id, OLD.stay_id, OLD.number, OLD.from_on,
            OLD.to_on, OLD.ground, OLD.proposed_on)) THEN
        PERFORM refuse('stay_extension_answered_is_not_edited', 'an answered proposal is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stay_extension_keeps_what_it_is BEFORE INSERT OR UPDATE ON shelters_stayextension
    FOR EACH ROW EXECUTE FUNCTION stay_extension_keeps_what_it_is();
CREATE TRIGGER stay_extension_follows_its_flow BEFORE INSERT OR UPDATE ON shelters_stayextension
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>PROPOSED', 'PROPOSED>APPROVED', 'PROPOSED>REFUSED', 'PROPOSED>WITHDRAWN');

CREATE FUNCTION stay_review_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM shelters_stay s
            WHERE s.id = NEW.stay_id AND s.case_id = NEW.case_id AND s.state IN ('ACTIVE', 'ABSENT')) THEN
        PERFORM refuse('stay_review_of_a_stay_that_goes_on', 'only a stay that goes on is reviewed');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.done_on IS NOT NULL OR OLD.fell_away_on IS NOT NULL OR (NEW.case_id, NEW.stay_id,
            NEW.number, NEW.ground, NEW.opened_on, NEW.due_on) IS DISTINCT FROM (OLD.case_id, OLD.stay_id, OLD.number,
            OLD.ground, OLD.opened_on, OLD.due_on)) THEN
        PERFORM refuse('stay_review_done_is_not_edited', 'a review that is done is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stay_review_keeps_what_it_is BEFORE INSERT OR UPDATE ON shelters_stayreview
    FOR EACH ROW EXECUTE FUNCTION stay_review_keeps_what_it_is();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_legal_aid_bodies"),
        ("cases", "0011_informing"),
        ("shelters", "0006_shifts_and_rosters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('LATE', 'comes back late'), ('AGREED', 'away by agreement'), ('UNEXPLAINED', 'not back, and nobody knows where')], max_length=15, verbose_name='kind')),
                ('since', models.DateTimeField(verbose_name='away since')),
                ('expected_at', models.DateTimeField(blank=True, null=True, verbose_name='expected back')),
                ('note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='note')),
                ('back_at', models.DateTimeField(blank=True, null=True, verbose_name='back')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'absence',
                'ordering': ['-since'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AbsenceImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('stay', models.UUIDField(db_column='stay_id', null=True)),
                ('note', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('back_recorded_by', models.BigIntegerField(db_column='back_recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('kind', models.CharField(choices=[('LATE', 'comes back late'), ('AGREED', 'away by agreement'), ('UNEXPLAINED', 'not back, and nobody knows where')], max_length=15, verbose_name='kind')),
                ('since', models.DateTimeField(verbose_name='away since')),
                ('expected_at', models.DateTimeField(blank=True, null=True, verbose_name='expected back')),
                ('back_at', models.DateTimeField(blank=True, null=True, verbose_name='back')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AccompanyingChild',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('house_alias', tvcase.sealing.fields.SealedText(key='case_id', max_length=60, verbose_name='name used in the house')),
                ('age', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=30, verbose_name='age')),
                ('needs', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='what the house should know')),
                ('from_on', models.DateField(verbose_name='first night')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
                ('nights', models.GeneratedField(db_persist=True, expression=tvcase.db.DateRange('from_on', 'to_on'), output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True))),
            ],
            options={
                'verbose_name': 'accompanying child',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AccompanyingChildImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('stay', models.UUIDField(db_column='stay_id', null=True)),
                ('house_alias', models.BinaryField(null=True)),
                ('age', models.BinaryField(null=True)),
                ('needs', models.BinaryField(null=True)),
                ('place', models.BigIntegerField(db_column='place_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('ended_recorded_by', models.BigIntegerField(db_column='ended_recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('from_on', models.DateField(verbose_name='first night')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StayExtension',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('PROPOSED', 'proposed'), ('APPROVED', 'approved'), ('REFUSED', 'refused'), ('WITHDRAWN', 'taken back')], default='PROPOSED', max_length=10, verbose_name='state')),
                ('from_on', models.DateField(verbose_name='planned end so far')),
                ('to_on', models.DateField(verbose_name='new planned end')),
                ('ground', models.CharField(choices=[('SHELTER_PROPOSAL', 'proposal of the shelter'), ('ART25', 'special protection under Article 25'), ('CHILD_MEASURE', 'measure for the protection of a child'), ('OTHER', 'another ground')], max_length=20, verbose_name='ground')),
                ('reasons', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='reasons')),
                ('proposed_on', models.DateField(verbose_name='proposed on')),
                ('body', models.CharField(blank=True, choices=[('NATIONAL_COMMISSION', 'National Commission'), ('LOCAL_COMMISSION', 'local commission'), ('CHILD_PROTECTION', 'Child Protection Department'), ('COURT', 'court'), ('PROSECUTOR', "prosecutor's office"), ('OTHER', 'another body')], max_length=20, verbose_name='who decided')),
                ('reference', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=100, verbose_name='number of the decision')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'extension of a stay',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StayExtensionImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('stay', models.UUIDField(db_column='stay_id', null=True)),
                ('reasons', models.BinaryField(null=True)),
                ('proposed_by', models.BigIntegerField(db_column='proposed_by_id', null=True)),
                ('reference', models.BinaryField(null=True)),
                ('answered_by', models.BigIntegerField(db_column='answered_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('PROPOSED', 'proposed'), ('APPROVED', 'approved'), ('REFUSED', 'refused'), ('WITHDRAWN', 'taken back')], default='PROPOSED', max_length=10, verbose_name='state')),
                ('from_on', models.DateField(verbose_name='planned end so far')),
                ('to_on', models.DateField(verbose_name='new planned end')),
                ('ground', models.CharField(choices=[('SHELTER_PROPOSAL', 'proposal of the shelter'), ('ART25', 'special protection under Article 25'), ('CHILD_MEASURE', 'measure for the protection of a child'), ('OTHER', 'another ground')], max_length=20, verbose_name='ground')),
                ('proposed_on', models.DateField(verbose_name='proposed on')),
                ('body', models.CharField(blank=True, choices=[('NATIONAL_COMMISSION', 'National Commission'), ('LOCAL_COMMISSION', 'local commission'), ('CHILD_PROTECTION', 'Child Protection Department'), ('COURT', 'court'), ('PROSECUTOR', "prosecutor's office"), ('OTHER', 'another body')], max_length=20, verbose_name='who decided')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StayReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('ground', models.CharField(choices=[('PROTECTION_ENDED', 'special protection has ended'), ('FOUND_TO_BE_A_CHILD', 'the person is or may be a child')], max_length=20, verbose_name='why it is reviewed')),
                ('opened_on', models.DateField(verbose_name='since')),
                ('due_on', models.DateField(verbose_name='to be reviewed by')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='reviewed on')),
                ('outcome', models.CharField(blank=True, choices=[('GOES_ON', 'the stay goes on as planned'), ('EXTENSION', 'a longer stay is proposed'), ('MOVES', 'the person moves to another house'), ('RETURN', 'a safe return is prepared'), ('OWN_HOUSING', 'own housing is prepared')], max_length=20, verbose_name='what comes next')),
                ('note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='what was agreed with the person')),
                ('fell_away_on', models.DateField(blank=True, null=True, verbose_name='stay ended on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'review of a stay',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StayReviewImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('stay', models.UUIDField(db_column='stay_id', null=True)),
                ('done_by', models.BigIntegerField(db_column='done_by_id', null=True)),
                ('note', models.BinaryField(null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('ground', models.CharField(choices=[('PROTECTION_ENDED', 'special protection has ended'), ('FOUND_TO_BE_A_CHILD', 'the person is or may be a child')], max_length=20, verbose_name='why it is reviewed')),
                ('opened_on', models.DateField(verbose_name='since')),
                ('due_on', models.DateField(verbose_name='to be reviewed by')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='reviewed on')),
                ('outcome', models.CharField(blank=True, choices=[('GOES_ON', 'the stay goes on as planned'), ('EXTENSION', 'a longer stay is proposed'), ('MOVES', 'the person moves to another house'), ('RETURN', 'a safe return is prepared'), ('OWN_HOUSING', 'own housing is prepared')], max_length=20, verbose_name='what comes next')),
                ('fell_away_on', models.DateField(blank=True, null=True, verbose_name='stay ended on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
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
            name='stay_one_person_in_a_place',
        ),
        migrations.RemoveConstraint(
            model_name='stay',
            name='stay_one_place_for_a_person',
        ),
        migrations.RemoveConstraint(
            model_name='stay',
            name='stay_reserved_means_a_place',
        ),
        migrations.RemoveConstraint(
            model_name='stay',
            name='stay_ended_after_at_least_one_night',
        ),
        migrations.RemoveField(model_name='stay', name='nights'),
        migrations.AddField(
            model_name='stay',
            name='expected_free_on',
            field=models.DateField(blank=True, null=True, verbose_name='expected free on'),
        ),
        migrations.AddField(
            model_name='stay',
            name='moved_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_to', to='shelters.stay', verbose_name='moved from'),
        ),
        migrations.AddField(
            model_name='stay',
            name='story_from_on',
            field=models.DateField(blank=True, null=True, verbose_name='in shelters since'),
        ),
        migrations.AddField(
            model_name='stay',
            name='term_rule',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.legalrule', verbose_name='version of the rule'),
        ),
        migrations.AddField(
            model_name='stay',
            name='waits_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='waiting', to='shelters.place', verbose_name='waits for the place'),
        ),
        migrations.AddField(
            model_name='stayimage',
            name='expected_free_on',
            field=models.DateField(blank=True, null=True, verbose_name='expected free on'),
        ),
        migrations.AddField(
            model_name='stayimage',
            name='moved_from',
            field=models.UUIDField(db_column='moved_from_id', null=True),
        ),
        migrations.AddField(
            model_name='stayimage',
            name='story_from_on',
            field=models.DateField(blank=True, null=True, verbose_name='in shelters since'),
        ),
        migrations.AddField(
            model_name='stayimage',
            name='term_rule',
            field=models.BigIntegerField(db_column='term_rule_id', null=True),
        ),
        migrations.AddField(
            model_name='stayimage',
            name='waits_for',
            field=models.BigIntegerField(db_column='waits_for_id', null=True),
        ),
        migrations.AlterField(
            model_name='stay',
            name='state',
            field=models.CharField(choices=[('REQUESTED', 'requested'), ('RESERVED', 'reserved'), ('DECLINED', 'declined'), ('CANCELLED', 'cancelled'), ('ACTIVE', 'staying'), ('ABSENT', 'away'), ('MOVED', 'moved'), ('ENDED', 'ended')], default='REQUESTED', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='stayimage',
            name='state',
            field=models.CharField(choices=[('REQUESTED', 'requested'), ('RESERVED', 'reserved'), ('DECLINED', 'declined'), ('CANCELLED', 'cancelled'), ('ACTIVE', 'staying'), ('ABSENT', 'away'), ('MOVED', 'moved'), ('ENDED', 'ended')], default='REQUESTED', max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='stay',
            name='nights',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(state='RESERVED', then=tvcase.db.DateRange('from_on', 'planned_to_on')), models.When(state__in=('ACTIVE', 'ABSENT'), then=tvcase.db.DateRange('from_on', models.Value(None, output_field=models.DateField()))), models.When(state__in=('MOVED', 'ENDED'), then=tvcase.db.DateRange('from_on', 'to_on')), default=None), output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_kind", "decline_reason", "end_reason", "ended_recorded_by_id", "expected_free_on", "from_on", "house_alias", "id", "moved_from_id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "story_from_on", "term_rule_id", "to_on", "waits_for_id") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."arrived_recorded_by_id", NEW."cancelled_by_id", NEW."cancelled_on", NEW."case_id", NEW."decline_kind", NEW."decline_reason", NEW."end_reason", NEW."ended_recorded_by_id", NEW."expected_free_on", NEW."from_on", NEW."house_alias", NEW."id", NEW."moved_from_id", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."place_id", NEW."planned_to_on", NEW."recorded_at", NEW."requested_by_id", NEW."requested_on", NEW."shelter_id", NEW."state", NEW."story_from_on", NEW."term_rule_id", NEW."to_on", NEW."waits_for_id"); RETURN NULL;', hash='e70449b98110a08b658e43a4309ef39d5ffd0813', operation='INSERT', pgid='pgtrigger_insert_insert_d7b9b', table='shelters_stay', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."person_id", OLD."number", OLD."state", OLD."shelter_id", OLD."place_id", OLD."from_on", OLD."planned_to_on", OLD."to_on", OLD."moved_from_id", OLD."story_from_on", OLD."term_rule_id", OLD."waits_for_id", OLD."expected_free_on", OLD."house_alias", OLD."decline_kind", OLD."decline_reason", OLD."end_reason", OLD."requested_on", OLD."requested_by_id", OLD."answered_on", OLD."answered_by_id", OLD."cancelled_on", OLD."cancelled_by_id", OLD."arrived_recorded_by_id", OLD."ended_recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."person_id", NEW."number", NEW."state", NEW."shelter_id", NEW."place_id", NEW."from_on", NEW."planned_to_on", NEW."to_on", NEW."moved_from_id", NEW."story_from_on", NEW."term_rule_id", NEW."waits_for_id", NEW."expected_free_on", NEW."house_alias", NEW."decline_kind", NEW."decline_reason", NEW."end_reason", NEW."requested_on", NEW."requested_by_id", NEW."answered_on", NEW."answered_by_id", NEW."cancelled_on", NEW."cancelled_by_id", NEW."arrived_recorded_by_id", NEW."ended_recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_kind", "decline_reason", "end_reason", "ended_recorded_by_id", "expected_free_on", "from_on", "house_alias", "id", "moved_from_id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "story_from_on", "term_rule_id", "to_on", "waits_for_id") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."arrived_recorded_by_id", NEW."cancelled_by_id", NEW."cancelled_on", NEW."case_id", NEW."decline_kind", NEW."decline_reason", NEW."end_reason", NEW."ended_recorded_by_id", NEW."expected_free_on", NEW."from_on", NEW."house_alias", NEW."id", NEW."moved_from_id", NEW."number", NEW."person_id", NOW(), \'update\', NEW."place_id", NEW."planned_to_on", NEW."recorded_at", NEW."requested_by_id", NEW."requested_on", NEW."shelter_id", NEW."state", NEW."story_from_on", NEW."term_rule_id", NEW."to_on", NEW."waits_for_id"); RETURN NULL;', hash='cf2c215bc0d857b5c8a8be01ed607a599d7a3c23', operation='UPDATE', pgid='pgtrigger_update_update_392f8', table='shelters_stay', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayimage" ("answered_by_id", "answered_on", "arrived_recorded_by_id", "cancelled_by_id", "cancelled_on", "case_id", "decline_kind", "decline_reason", "end_reason", "ended_recorded_by_id", "expected_free_on", "from_on", "house_alias", "id", "moved_from_id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "planned_to_on", "recorded_at", "requested_by_id", "requested_on", "shelter_id", "state", "story_from_on", "term_rule_id", "to_on", "waits_for_id") VALUES (OLD."answered_by_id", OLD."answered_on", OLD."arrived_recorded_by_id", OLD."cancelled_by_id", OLD."cancelled_on", OLD."case_id", OLD."decline_kind", OLD."decline_reason", OLD."end_reason", OLD."ended_recorded_by_id", OLD."expected_free_on", OLD."from_on", OLD."house_alias", OLD."id", OLD."moved_from_id", OLD."number", OLD."person_id", NOW(), \'delete\', OLD."place_id", OLD."planned_to_on", OLD."recorded_at", OLD."requested_by_id", OLD."requested_on", OLD."shelter_id", OLD."state", OLD."story_from_on", OLD."term_rule_id", OLD."to_on", OLD."waits_for_id"); RETURN NULL;', hash='0c9a5db9d7a7bba950823df69838b253a3f8c48e', operation='DELETE', pgid='pgtrigger_delete_delete_88805', table='shelters_stay', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ('RESERVED', 'ACTIVE', 'ABSENT', 'MOVED', 'ENDED'))), expressions=[('place', '='), ('nights', '&&')], name='stay_one_person_in_a_place', violation_error_message='This place is taken in some of these nights.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['ACTIVE', 'ABSENT', 'MOVED', 'ENDED']), models.Q(('moved_from', None), ('state', 'RESERVED')), _connector='OR'), expressions=[('person', '='), ('nights', '&&')], name='stay_one_place_for_a_person', violation_error_message='This person already has a place in some of these nights.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(models.F('moved_from'), condition=models.Q(('state__in', ['CANCELLED', 'DECLINED']), _negated=True), name='stay_moves_on_to_one_place', violation_error_message='Another place is kept for this person already.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('waits_for__isnull', False), ('expected_free_on__isnull', False)), models.Q(models.Q(('waits_for__isnull', False), _negated=True), models.Q(('expected_free_on__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('waits_for__isnull', False), _negated=True), ('state', 'REQUESTED'), _connector='OR')), name='stay_waits_only_as_a_request', violation_error_message='Only a request waits for a place, until a day.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('RESERVED', 'ACTIVE', 'ABSENT', 'MOVED', 'ENDED')), _negated=True), ('place__isnull', False), _connector='OR'), name='stay_reserved_means_a_place', violation_error_message='Choose a place.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('MOVED', 'ENDED')), ('to_on__isnull', False)), models.Q(models.Q(('state__in', ('MOVED', 'ENDED')), _negated=True), models.Q(('to_on__isnull', False), _negated=True)), _connector='OR'), models.Q(('to_on', None), ('to_on__gt', models.F('from_on')), _connector='OR')), name='stay_ended_after_at_least_one_night', violation_error_message='A stay ends after at least one night.'),
        ),
        migrations.AddField(
            model_name='absence',
            name='back_recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='absence',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='absence',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='absence',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='shelters.stay'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absenceimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='533e3c44e9c23ad1f5d979b30c35fc30bf6ffff7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a1999', table='shelters_absenceimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='accompanyingchild',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='accompanyingchild',
            name='ended_recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='accompanyingchild',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='shelters.place', verbose_name='bed or cot'),
        ),
        migrations.AddField(
            model_name='accompanyingchild',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='accompanyingchild',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='children', to='shelters.stay'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accompanyingchildimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4d40090ec55288be4f4daf75d425855a9c520aa4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9a18c', table='shelters_accompanyingchildimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='stayextension',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stayextension',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='stayextension',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='stayextension',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='shelters.stay'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayextensionimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0a12355051b0c13a426f20d1bcce1ae05342b681', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bc05a', table='shelters_stayextensionimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='stayreview',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='stayreview',
            name='done_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stayreview',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='shelters.stay'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayreviewimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9ecca074dab9dd92ef4d6867566cf7da7512d9c6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_53c63', table='shelters_stayreviewimage', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.UniqueConstraint(models.F('stay'), condition=models.Q(('back_at', None)), name='absence_one_at_a_time', violation_error_message='The person is recorded as absent already.'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('back_at__isnull', False), ('back_recorded_by__isnull', False)), models.Q(models.Q(('back_at__isnull', False), _negated=True), models.Q(('back_recorded_by__isnull', False), _negated=True)), _connector='OR'), models.Q(('back_at', None), ('back_at__gte', models.F('since')), _connector='OR')), name='absence_back_after_it_began', violation_error_message='The person comes back after going away.'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('expected_at', None), ('expected_at__gt', models.F('since')), _connector='OR'), name='absence_expected_back_after_it_began', violation_error_message='The person is expected back after going away.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_absenceimage" ("back_at", "back_recorded_by_id", "case_id", "expected_at", "id", "kind", "note", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "since", "stay_id") VALUES (NEW."back_at", NEW."back_recorded_by_id", NEW."case_id", NEW."expected_at", NEW."id", NEW."kind", NEW."note", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."since", NEW."stay_id"); RETURN NULL;', hash='1d4519e38ce950723d6725449155bc19d9c06b49', operation='INSERT', pgid='pgtrigger_insert_insert_dacaf', table='shelters_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."stay_id", OLD."kind", OLD."since", OLD."expected_at", OLD."note", OLD."recorded_by_id", OLD."back_at", OLD."back_recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."stay_id", NEW."kind", NEW."since", NEW."expected_at", NEW."note", NEW."recorded_by_id", NEW."back_at", NEW."back_recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_absenceimage" ("back_at", "back_recorded_by_id", "case_id", "expected_at", "id", "kind", "note", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "since", "stay_id") VALUES (NEW."back_at", NEW."back_recorded_by_id", NEW."case_id", NEW."expected_at", NEW."id", NEW."kind", NEW."note", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."since", NEW."stay_id"); RETURN NULL;', hash='b792921e165b113c2803c6a6426e84b8c5cb1d64', operation='UPDATE', pgid='pgtrigger_update_update_533f3', table='shelters_absence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_absenceimage" ("back_at", "back_recorded_by_id", "case_id", "expected_at", "id", "kind", "note", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "since", "stay_id") VALUES (OLD."back_at", OLD."back_recorded_by_id", OLD."case_id", OLD."expected_at", OLD."id", OLD."kind", OLD."note", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."since", OLD."stay_id"); RETURN NULL;', hash='96817760a4b7aaa56e98a229c568ecc49e19bdc2', operation='DELETE', pgid='pgtrigger_delete_delete_cca85', table='shelters_absence', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='accompanyingchild',
            constraint=models.UniqueConstraint(models.F('stay'), models.F('number'), name='child_number_once'),
        ),
        migrations.AddConstraint(
            model_name='accompanyingchild',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('place', '='), ('nights', '&&')], name='child_one_in_a_place', violation_error_message='This place is taken in some of these nights.'),
        ),
        migrations.AddConstraint(
            model_name='accompanyingchild',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('to_on__isnull', False), ('ended_recorded_by__isnull', False)), models.Q(models.Q(('to_on__isnull', False), _negated=True), models.Q(('ended_recorded_by__isnull', False), _negated=True)), _connector='OR'), models.Q(('to_on', None), ('to_on__gte', models.F('from_on')), _connector='OR')), name='child_leaves_after_coming', violation_error_message='The child cannot leave before it came.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accompanyingchild',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_accompanyingchildimage" ("age", "case_id", "ended_recorded_by_id", "from_on", "house_alias", "id", "needs", "number", "pgh_created_at", "pgh_label", "place_id", "recorded_at", "recorded_by_id", "stay_id", "to_on") VALUES (NEW."age", NEW."case_id", NEW."ended_recorded_by_id", NEW."from_on", NEW."house_alias", NEW."id", NEW."needs", NEW."number", NOW(), \'insert\', NEW."place_id", NEW."recorded_at", NEW."recorded_by_id", NEW."stay_id", NEW."to_on"); RETURN NULL;', hash='f89cbf65781dc0d641138ca7de5ada5365f02ff0', operation='INSERT', pgid='pgtrigger_insert_insert_c0a40', table='shelters_accompanyingchild', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accompanyingchild',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."stay_id", OLD."number", OLD."house_alias", OLD."age", OLD."needs", OLD."place_id", OLD."from_on", OLD."to_on", OLD."recorded_by_id", OLD."ended_recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."stay_id", NEW."number", NEW."house_alias", NEW."age", NEW."needs", NEW."place_id", NEW."from_on", NEW."to_on", NEW."recorded_by_id", NEW."ended_recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_accompanyingchildimage" ("age", "case_id", "ended_recorded_by_id", "from_on", "house_alias", "id", "needs", "number", "pgh_created_at", "pgh_label", "place_id", "recorded_at", "recorded_by_id", "stay_id", "to_on") VALUES (NEW."age", NEW."case_id", NEW."ended_recorded_by_id", NEW."from_on", NEW."house_alias", NEW."id", NEW."needs", NEW."number", NOW(), \'update\', NEW."place_id", NEW."recorded_at", NEW."recorded_by_id", NEW."stay_id", NEW."to_on"); RETURN NULL;', hash='1d1031944c8858d944fc8d4af6f8b0c9e139bcf3', operation='UPDATE', pgid='pgtrigger_update_update_29f89', table='shelters_accompanyingchild', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accompanyingchild',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_accompanyingchildimage" ("age", "case_id", "ended_recorded_by_id", "from_on", "house_alias", "id", "needs", "number", "pgh_created_at", "pgh_label", "place_id", "recorded_at", "recorded_by_id", "stay_id", "to_on") VALUES (OLD."age", OLD."case_id", OLD."ended_recorded_by_id", OLD."from_on", OLD."house_alias", OLD."id", OLD."needs", OLD."number", NOW(), \'delete\', OLD."place_id", OLD."recorded_at", OLD."recorded_by_id", OLD."stay_id", OLD."to_on"); RETURN NULL;', hash='f44b9d72f157e94b15c32cc75f6dbaeb8cd60b25', operation='DELETE', pgid='pgtrigger_delete_delete_b2db7', table='shelters_accompanyingchild', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='stayextension',
            constraint=models.UniqueConstraint(models.F('stay'), models.F('number'), name='stay_extension_number_once'),
        ),
        migrations.AddConstraint(
            model_name='stayextension',
            constraint=models.UniqueConstraint(models.F('stay'), condition=models.Q(('state', 'PROPOSED')), name='stay_extension_one_waits', violation_error_message='A longer stay has been proposed already. Record the answer first.'),
        ),
        migrations.AddConstraint(
            model_name='stayextension',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__gt', models.F('from_on'))), name='stay_extension_is_longer', violation_error_message='The new end comes after the planned end.'),
        ),
        migrations.AddConstraint(
            model_name='stayextension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['APPROVED', 'REFUSED']), ('answered_by__isnull', False), ('answered_on__isnull', False), models.Q(('body', ''), _negated=True)), models.Q(models.Q(('state__in', ['APPROVED', 'REFUSED']), _negated=True), models.Q(('answered_by__isnull', False), ('answered_on__isnull', False), models.Q(('body', ''), _negated=True), _negated=True)), _connector='OR'), name='stay_extension_answered_by_a_body', violation_error_message='Say who decided, and when.'),
        ),
        migrations.AddConstraint(
            model_name='stayextension',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), ('answered_on__gte', models.F('proposed_on')), _connector='OR'), name='stay_extension_answered_after_it_was_proposed', violation_error_message='The decision cannot come before the proposal.'),
        ),
        migrations.AddConstraint(
            model_name='stayextension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ground', 'OTHER'), _negated=True), ('reasons__isnull', False), _connector='OR'), name='stay_extension_other_ground_in_words', violation_error_message='Say in words why the stay should be longer.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayextension',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayextensionimage" ("answered_by_id", "answered_on", "body", "case_id", "from_on", "ground", "id", "number", "pgh_created_at", "pgh_label", "proposed_by_id", "proposed_on", "reasons", "recorded_at", "reference", "state", "stay_id", "to_on") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."body", NEW."case_id", NEW."from_on", NEW."ground", NEW."id", NEW."number", NOW(), \'insert\', NEW."proposed_by_id", NEW."proposed_on", NEW."reasons", NEW."recorded_at", NEW."reference", NEW."state", NEW."stay_id", NEW."to_on"); RETURN NULL;', hash='fb4fd3fbbd821ac7e4c653ebeb21ace9deeb5165', operation='INSERT', pgid='pgtrigger_insert_insert_d3c1b', table='shelters_stayextension', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayextension',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."stay_id", OLD."number", OLD."state", OLD."from_on", OLD."to_on", OLD."ground", OLD."reasons", OLD."proposed_on", OLD."proposed_by_id", OLD."body", OLD."reference", OLD."answered_on", OLD."answered_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."stay_id", NEW."number", NEW."state", NEW."from_on", NEW."to_on", NEW."ground", NEW."reasons", NEW."proposed_on", NEW."proposed_by_id", NEW."body", NEW."reference", NEW."answered_on", NEW."answered_by_id", NEW."recorded_at"))', func='INSERT INTO "shelters_stayextensionimage" ("answered_by_id", "answered_on", "body", "case_id", "from_on", "ground", "id", "number", "pgh_created_at", "pgh_label", "proposed_by_id", "proposed_on", "reasons", "recorded_at", "reference", "state", "stay_id", "to_on") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."body", NEW."case_id", NEW."from_on", NEW."ground", NEW."id", NEW."number", NOW(), \'update\', NEW."proposed_by_id", NEW."proposed_on", NEW."reasons", NEW."recorded_at", NEW."reference", NEW."state", NEW."stay_id", NEW."to_on"); RETURN NULL;', hash='57bbcb3713d05220436436d42954f640b76ac387', operation='UPDATE', pgid='pgtrigger_update_update_e3a3f', table='shelters_stayextension', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayextension',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayextensionimage" ("answered_by_id", "answered_on", "body", "case_id", "from_on", "ground", "id", "number", "pgh_created_at", "pgh_label", "proposed_by_id", "proposed_on", "reasons", "recorded_at", "reference", "state", "stay_id", "to_on") VALUES (OLD."answered_by_id", OLD."answered_on", OLD."body", OLD."case_id", OLD."from_on", OLD."ground", OLD."id", OLD."number", NOW(), \'delete\', OLD."proposed_by_id", OLD."proposed_on", OLD."reasons", OLD."recorded_at", OLD."reference", OLD."state", OLD."stay_id", OLD."to_on"); RETURN NULL;', hash='7eef24a606390ddb110c0f6b0c0d22fbe04fed25', operation='DELETE', pgid='pgtrigger_delete_delete_0cf7d', table='shelters_stayextension', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='stayreview',
            constraint=models.UniqueConstraint(models.F('stay'), models.F('number'), name='stay_review_number_once'),
        ),
        migrations.AddConstraint(
            model_name='stayreview',
            constraint=models.UniqueConstraint(models.F('stay'), models.F('ground'), condition=models.Q(('done_on', None), ('fell_away_on', None)), name='stay_review_one_waits_for_a_ground', violation_error_message='This review waits already.'),
        ),
        migrations.AddConstraint(
            model_name='stayreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('done_on__isnull', False), models.Q(('outcome', ''), _negated=True), ('done_by__isnull', False)), models.Q(models.Q(('done_on__isnull', False), _negated=True), models.Q(models.Q(('outcome', ''), _negated=True), ('done_by__isnull', False), _negated=True)), _connector='OR'), models.Q(('done_on', None), ('fell_away_on', None), _connector='OR')), name='stay_review_done_says_what_comes_next', violation_error_message='Say what comes next.'),
        ),
        migrations.AddConstraint(
            model_name='stayreview',
            constraint=models.CheckConstraint(condition=models.Q(('done_on', None), ('done_on__gte', models.F('opened_on')), _connector='OR'), name='stay_review_done_after_it_was_opened', violation_error_message='The review cannot come before its reason.'),
        ),
        migrations.AddConstraint(
            model_name='stayreview',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opened_on'))), name='stay_review_due_after_it_was_opened'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayreview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayreviewimage" ("case_id", "done_by_id", "done_on", "due_on", "fell_away_on", "ground", "id", "note", "number", "opened_on", "outcome", "pgh_created_at", "pgh_label", "recorded_at", "stay_id") VALUES (NEW."case_id", NEW."done_by_id", NEW."done_on", NEW."due_on", NEW."fell_away_on", NEW."ground", NEW."id", NEW."note", NEW."number", NEW."opened_on", NEW."outcome", NOW(), \'insert\', NEW."recorded_at", NEW."stay_id"); RETURN NULL;', hash='c993c6f08b93374bd4b8ee0c64d5b4999a2db5a4', operation='INSERT', pgid='pgtrigger_insert_insert_f900e', table='shelters_stayreview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayreview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."stay_id", OLD."number", OLD."ground", OLD."opened_on", OLD."due_on", OLD."done_on", OLD."done_by_id", OLD."outcome", OLD."note", OLD."fell_away_on", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."stay_id", NEW."number", NEW."ground", NEW."opened_on", NEW."due_on", NEW."done_on", NEW."done_by_id", NEW."outcome", NEW."note", NEW."fell_away_on", NEW."recorded_at"))', func='INSERT INTO "shelters_stayreviewimage" ("case_id", "done_by_id", "done_on", "due_on", "fell_away_on", "ground", "id", "note", "number", "opened_on", "outcome", "pgh_created_at", "pgh_label", "recorded_at", "stay_id") VALUES (NEW."case_id", NEW."done_by_id", NEW."done_on", NEW."due_on", NEW."fell_away_on", NEW."ground", NEW."id", NEW."note", NEW."number", NEW."opened_on", NEW."outcome", NOW(), \'update\', NEW."recorded_at", NEW."stay_id"); RETURN NULL;', hash='92d6d82b06505cdf6d52931c1e00d04821335e6a', operation='UPDATE', pgid='pgtrigger_update_update_73cb6', table='shelters_stayreview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayreview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "shelters_stayreviewimage" ("case_id", "done_by_id", "done_on", "due_on", "fell_away_on", "ground", "id", "note", "number", "opened_on", "outcome", "pgh_created_at", "pgh_label", "recorded_at", "stay_id") VALUES (OLD."case_id", OLD."done_by_id", OLD."done_on", OLD."due_on", OLD."fell_away_on", OLD."ground", OLD."id", OLD."note", OLD."number", OLD."opened_on", OLD."outcome", NOW(), \'delete\', OLD."recorded_at", OLD."stay_id"); RETURN NULL;', hash='85b1122eee4271fa18647c7bf5dc78197d3a5949', operation='DELETE', pgid='pgtrigger_delete_delete_4c1f1', table='shelters_stayreview', when='AFTER')),
        ),
        migrations.RunSQL(STAY, migrations.RunSQL.noop),
        migrations.RunSQL(HANGING, migrations.RunSQL.noop),
    ]
