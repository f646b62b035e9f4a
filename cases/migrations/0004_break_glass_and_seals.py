"""Files opened in an emergency, files sealed to named people, and permissions that run out."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import tvcase.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models



# The text of a reason is sealed, and written again when its key changes: the trigger leaves it alone.
BREAK_GLASS = """
CREATE FUNCTION break_glass_keeps_its_bounds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE chain cases_case%ROWTYPE;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT * INTO chain FROM cases_case WHERE id = NEW.case_id;
        IF chain.sealed_to IS NOT NULL THEN
            PERFORM refuse('break_glass_never_for_a_sealed_file', 'a sealed file is not opened in an emergency');
        END IF;
        IF NOT EXISTS (SELECT FROM accounts_user u WHERE u.id = NEW.user_id AND u.is_active
                AND u.organisation_id = NEW.organisation_id)
            OR (chain.organisation_id IS DISTINCT FROM NEW.organisation_id AND NOT EXISTS (
                SELECT FROM cases_caseopening o WHERE o.case_id = NEW.case_id
                   AND o.organisation_id = NEW.organisation_id AND o.closed_on IS NULL)) THEN
            PERFORM refuse('break_glass_within_the_organisation', 'no file of another organisation is opened so');
        END IF;
        IF NEW.ended_at IS NOT NULL OR NEW.reviewed_at IS NOT NULL THEN
            PERFORM refuse('break_glass_keeps_what_it_was', 'it is opened first, ended and reviewed later');
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.case_id, NEW.number, NEW.user_id, NEW.organisation_id, NEW.reason, NEW.opened_at, NEW.ends_at)
        IS DISTINCT FROM
       (OLD.case_id, OLD.number, OLD.user_id, OLD.organisation_id, OLD.reason, OLD.opened_at, OLD.ends_at)
        OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_by_id) IS DISTINCT FROM (OLD.ended_at, OLD.ended_by_id))
        OR (OLD.reviewed_at IS NOT NULL AND (NEW.ended_at, NEW.reviewed_at, NEW.reviewed_by_id, NEW.outcome)
            IS DISTINCT FROM (OLD.ended_at, OLD.reviewed_at, OLD.reviewed_by_id, OLD.outcome)) THEN
        PERFORM refuse('break_glass_keeps_what_it_was', 'what was opened, for how long and what was found stays');
    END IF;
    IF NEW.reviewed_by_id IS DISTINCT FROM OLD.reviewed_by_id AND NOT EXISTS (
        SELECT FROM accounts_user u JOIN cases_case c ON c.id = NEW.case_id
         WHERE u.id = NEW.reviewed_by_id AND u.is_active AND (
               (u.organisation_id = NEW.organisation_id
                AND u.roles && ARRAY['coordinator', 'data_protection_officer']::varchar[])
            OR (u.organisation_id = c.organisation_id AND 'coordinator' = ANY (u.roles)))) THEN
        PERFORM refuse('break_glass_reviewed_by_a_reviewer', 'a coordinator or the data protection officer reviews');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER break_glass_keeps_its_bounds BEFORE INSERT OR UPDATE ON cases_breakglass
    FOR EACH ROW EXECUTE FUNCTION break_glass_keeps_its_bounds();
"""

SEAL = """
CREATE FUNCTION case_seal_keeps_its_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE chain cases_case%ROWTYPE;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT * INTO chain FROM cases_case WHERE id = NEW.case_id;
        IF EXISTS (SELECT FROM cases_breakglass WHERE case_id = NEW.case_id AND reviewed_at IS NULL) THEN
            PERFORM refuse('case_seal_after_the_review', 'what was opened in an emergency is reviewed first');
        END IF;
        IF NOT NEW.sealed_by_id = ANY (NEW.named) OR NEW.lift_proposed_at IS NOT NULL
            OR cardinality(NEW.named) <> (SELECT count(DISTINCT n) FROM unnest(NEW.named) n)
            OR EXISTS (SELECT FROM unnest(NEW.named) n WHERE NOT EXISTS (
                SELECT FROM accounts_user u WHERE u.id = n AND u.is_active
                   AND (u.organisation_id = chain.organisation_id OR EXISTS (
                        SELECT FROM cases_caseopening o WHERE o.case_id = NEW.case_id
                           AND o.organisation_id = u.organisation_id AND o.closed_on IS NULL)))) THEN
            PERFORM refuse('case_seal_names_who_has_the_file', 'whoever seals is named, with others who have the file');
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.case_id, NEW.named, NEW.sealed_by_id, NEW.sealed_at) IS DISTINCT FROM
       (OLD.case_id, OLD.named, OLD.sealed_by_id, OLD.sealed_at)
        OR (OLD.lifted_at IS NOT NULL AND (NEW.lifted_at, NEW.lifted_by_id, NEW.lift_proposed_by_id) IS DISTINCT FROM
            (OLD.lifted_at, OLD.lifted_by_id, OLD.lift_proposed_by_id)) THEN
        PERFORM refuse('case_seal_keeps_what_it_was', 'a seal is lifted, never changed');
    END IF;
    IF NOT coalesce(NEW.lift_proposed_by_id = ANY (NEW.named), true)
        OR NOT coalesce(NEW.lifted_by_id = ANY (NEW.named), true) THEN
        PERFORM refuse('case_seal_lifted_by_the_named', 'only the people named lift a seal');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_seal_keeps_its_names BEFORE INSERT OR UPDATE ON cases_caseseal
    FOR EACH ROW EXECUTE FUNCTION case_seal_keeps_its_names();

CREATE FUNCTION case_is_sealed_to_the_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cases_case SET sealed_to = CASE WHEN NEW.lifted_at IS NULL THEN NEW.named END
     WHERE id = NEW.case_id AND (TG_OP = 'INSERT' OR NEW.lifted_at IS DISTINCT FROM OLD.lifted_at);
    IF TG_OP = 'INSERT' AND NOT FOUND THEN
        PERFORM refuse('case_sealed_by_its_seal', 'the file to seal is not there');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER case_is_sealed_to_the_named AFTER INSERT OR UPDATE ON cases_caseseal
    FOR EACH ROW EXECUTE FUNCTION case_is_sealed_to_the_named();

CREATE FUNCTION case_sealed_by_its_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sealed_to IS DISTINCT FROM
        (SELECT named FROM cases_caseseal WHERE case_id = NEW.id AND lifted_at IS NULL) THEN
        PERFORM refuse('case_sealed_by_its_seal', 'a file is sealed and opened again by its seal only');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_begins_without_a_seal BEFORE INSERT ON cases_case
    FOR EACH ROW WHEN (NEW.sealed_to IS NOT NULL) EXECUTE FUNCTION case_sealed_by_its_seal();
CREATE TRIGGER case_sealed_by_its_seal BEFORE UPDATE ON cases_case
    FOR EACH ROW WHEN (NEW.sealed_to IS DISTINCT FROM OLD.sealed_to) EXECUTE FUNCTION case_sealed_by_its_seal();
"""

# Whatever writes a notification about a sealed file, only the people named learn of it.
NOTIFICATION = """
CREATE FUNCTION notification_of_a_sealed_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM cases_case c WHERE c.code = NEW.case_code AND c.sealed_to IS NOT NULL
                  AND NEW.recipient_id <> ALL (c.sealed_to)) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER notification_of_a_sealed_file BEFORE INSERT ON notifications_notification
    FOR EACH ROW WHEN (NEW.case_code <> '') EXECUTE FUNCTION notification_of_a_sealed_file();
"""

class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_kind_never_changes'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('cases', '0003_sealed'),
        ('notifications', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BreakGlass',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('reason', models.CharField(choices=[('RISK_TO_LIFE', "the person's life or health is at risk"), ('AT_THE_DOOR', 'the person is here, or on the phone, and needs help now'), ('MISSING', 'the person is missing'), ('AUTHORITY_ASKS', 'a court or another authority asks and cannot wait'), ('NOBODY_REACHED', 'a right is about to be lost and nobody of the team can be reached')], max_length=20, verbose_name='reason')),
                ('explanation', tvcase.sealing.fields.SealedText(key='case_id', max_length=1000, verbose_name='what happened')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('ends_at', models.DateTimeField(verbose_name='open until')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended early at')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='reviewed at')),
                ('outcome', models.CharField(blank=True, choices=[('JUSTIFIED', 'justified'), ('NOT_JUSTIFIED', 'not justified')], max_length=15, verbose_name='outcome')),
                ('review_note', tvcase.sealing.fields.SealedText(key='case_id', blank=True, max_length=1000, verbose_name='what the review found')),
            ],
            options={
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CaseSeal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('named', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), verbose_name='sealed to')),
                ('reason', tvcase.sealing.fields.SealedText(key='case_id', max_length=500, verbose_name='why the file is sealed')),
                ('sealed_at', models.DateTimeField(verbose_name='sealed at')),
                ('lift_proposed_at', models.DateTimeField(blank=True, null=True, verbose_name='lifting proposed at')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='lifted at')),
            ],
            options={
                'ordering': ['sealed_at'],
                'default_permissions': (),
            },
        ),
        migrations.RemoveIndex(
            model_name='caseuserobjectpermission',
            name='case_permission_of_a_user',
        ),
        migrations.AddField(
            model_name='case',
            name='sealed_to',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, editable=False, null=True, verbose_name='sealed to'),
        ),
        migrations.AddField(
            model_name='caseuserobjectpermission',
            name='until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='until'),
        ),
        migrations.AddIndex(
            model_name='caseuserobjectpermission',
            index=models.Index(models.F('user'), models.F('permission'), models.F('content_object'), include=('until',), name='case_permission_of_a_user'),
        ),
        migrations.AddField(
            model_name='breakglass',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='break_glass', to='cases.case'),
        ),
        migrations.AddField(
            model_name='breakglass',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='breakglass',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='breakglass',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='breakglass',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='break_glass', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='caseseal',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='cases.case'),
        ),
        migrations.AddField(
            model_name='caseseal',
            name='lift_proposed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseseal',
            name='lifted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseseal',
            name='sealed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='breakglass',
            index=models.Index(models.F('organisation'), models.F('reviewed_at'), name='break_glass_to_review'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='break_glass_number_once'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.UniqueConstraint(models.F('user'), condition=models.Q(('reviewed_at', None)), name='break_glass_unreviewed_blocks_the_next', violation_error_message='The file you opened before in an emergency has not been reviewed yet.'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', django.db.models.expressions.CombinedExpression(models.F('opened_at'), '+', models.Value(datetime.timedelta(seconds=14400))))), name='break_glass_lasts_four_hours'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(models.Q(('ended_at', None), _negated=True), models.Q(('ended_by', None), _negated=True)), _connector='OR'), models.Q(('ended_at', None), models.Q(('ended_at__gte', models.F('opened_at')), ('ended_at__lt', models.F('ends_at'))), _connector='OR')), name='break_glass_ended_early_by_somebody', violation_error_message='It has ended already.'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('review_note', None), ('reviewed_at', None), ('reviewed_by', None)), models.Q(('outcome__in', ['JUSTIFIED', 'NOT_JUSTIFIED']), ('review_note__isnull', False), ('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='break_glass_reviewed_with_an_outcome', violation_error_message='A review says whether it was justified, and why.'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', models.F('user')), _negated=True), name='break_glass_reviewed_by_somebody_else', violation_error_message='Somebody else must review it.'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_at', None), ('reviewed_at__gte', models.F('ends_at')), models.Q(('ended_at__isnull', False), ('reviewed_at__gte', models.F('ended_at'))), _connector='OR'), name='break_glass_reviewed_after_it_ended', violation_error_message='It is reviewed once it has ended.'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['RISK_TO_LIFE', 'AT_THE_DOOR', 'MISSING', 'AUTHORITY_ASKS', 'NOBODY_REACHED'])), name='break_glass_for_a_reason_of_the_list'),
        ),
        migrations.AddConstraint(
            model_name='caseseal',
            constraint=models.UniqueConstraint(models.F('case'), condition=models.Q(('lifted_at', None)), name='case_seal_one_at_a_time', violation_error_message='This file is sealed already.'),
        ),
        migrations.AddConstraint(
            model_name='caseseal',
            constraint=models.CheckConstraint(condition=models.Q(('named__len__gte', 2)), name='case_seal_names_two_at_least', violation_error_message='Name at least two people.'),
        ),
        migrations.AddConstraint(
            model_name='caseseal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('lift_proposed_by', None), ('lift_proposed_at', None)), models.Q(models.Q(('lift_proposed_by', None), _negated=True), models.Q(('lift_proposed_at', None), _negated=True)), _connector='OR'), models.Q(models.Q(('lifted_by', None), ('lifted_at', None)), models.Q(models.Q(('lifted_by', None), _negated=True), models.Q(('lifted_at', None), _negated=True)), _connector='OR'), models.Q(models.Q(('lifted_by__isnull', False), _negated=True), ('lift_proposed_by__isnull', False), _connector='OR')), name='case_seal_lifting_is_proposed_first'),
        ),
        migrations.AddConstraint(
            model_name='caseseal',
            constraint=models.CheckConstraint(condition=models.Q(('lifted_by', models.F('lift_proposed_by')), _negated=True), name='case_seal_lifted_by_two_people', violation_error_message='Somebody else who is named must confirm that the seal is lifted.'),
        ),
        migrations.RunSQL(BREAK_GLASS, migrations.RunSQL.noop),
        migrations.RunSQL(SEAL, migrations.RunSQL.noop),
        migrations.RunSQL(NOTIFICATION, migrations.RunSQL.noop),
    ]
