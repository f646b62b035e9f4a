"""Rules of law of every kind, by group, proposed and approved by two people; what came with the program counts."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.db
from django.conf import settings
from django.db import migrations, models


# The version of the reflection period that is there already counts, and is about adults.
THERE_ALREADY = """
UPDATE cases_legalrule SET approved_at = recorded_at, "group" = 'ADULT' WHERE kind = 'REFLECTION';
SET CONSTRAINTS ALL IMMEDIATE;
"""

# Only the last day of a version that counts is ever set; who proposes and who approves is who acts.
KEPT = """
CREATE FUNCTION legal_rule_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE words_stay boolean := TG_OP = 'UPDATE' AND
    (NEW.kind, NEW."group", NEW.rule, NEW.length, NEW.unit, NEW.rolls_forward, NEW.valid_from, NEW.citation,
     NEW.citation_en, NEW.grade, NEW.proposed_by_id) IS NOT DISTINCT FROM
    (OLD.kind, OLD."group", OLD.rule, OLD.length, OLD.unit, OLD.rolls_forward, OLD.valid_from, OLD.citation,
     OLD.citation_en, OLD.grade, OLD.proposed_by_id);
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.approved_at IS NOT NULL AND (NOT words_stay
        OR (NEW.approved_by_id, NEW.approved_at) IS DISTINCT FROM (OLD.approved_by_id, OLD.approved_at)) THEN
        PERFORM refuse('legal_rule_approved_never_changes', 'an approved version never changes');
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.valid_to IS DISTINCT FROM OLD.valid_to AND EXISTS (
        SELECT FROM cases_reflectionperiod p WHERE p.legal_rule_id = NEW.id AND p.starts_on > NEW.valid_to) THEN
        PERFORM refuse('legal_rule_ends_after_its_last_use', 'a period was opened under this version later than that');
    END IF;
    IF session_user IN ('app', 'worker') THEN
        IF app_ctx_purpose() <> 'fixtures' AND NOT (CASE
            WHEN NEW.approved_at IS NULL THEN NEW.proposed_by_id IS NOT DISTINCT FROM app_ctx_uid()
            WHEN TG_OP = 'INSERT' THEN false
            WHEN OLD.approved_at IS NULL THEN words_stay AND NEW.approved_by_id IS NOT DISTINCT FROM app_ctx_uid()
            ELSE true END) THEN
            PERFORM refuse('legal_rule_is_signed_by_who_acts', 'who proposes and who approves is who does it');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER legal_rule_is_kept BEFORE INSERT OR UPDATE ON cases_legalrule
    FOR EACH ROW EXECUTE FUNCTION legal_rule_is_kept();
"""

# A period rests on a version that counts.
RESTS = """
CREATE FUNCTION reflection_period_rests_on_what_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_legalrule r WHERE r.id = NEW.legal_rule_id AND r.approved_at IS NOT NULL) THEN
        PERFORM refuse('reflection_period_follows_the_rule_of_its_day', 'a version that was only proposed is no law');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reflection_period_rests_on_what_counts BEFORE INSERT ON cases_reflectionperiod
    FOR EACH ROW EXECUTE FUNCTION reflection_period_rests_on_what_counts();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_no_contact'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='legalrule',
            options={'ordering': ['kind', 'group', '-valid_from'], 'verbose_name': 'rule of law', 'verbose_name_plural': 'rules of law'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='legalrule',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='legalrule',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='legalrule',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='childnotice',
            name='child_notice_due_in_24_hours',
        ),
        migrations.RemoveConstraint(
            model_name='legalrule',
            name='legal_rule_reflection_is_never_under_30_days',
        ),
        migrations.RemoveConstraint(
            model_name='legalrule',
            name='legal_rule_one_version_at_a_time',
        ),
        migrations.AddField(
            model_name='legalrule',
            name='approved_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='approved at'),
        ),
        migrations.AddField(
            model_name='legalrule',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by'),
        ),
        migrations.AddField(
            model_name='legalrule',
            name='citation_en',
            field=models.CharField(blank=True, max_length=200, verbose_name='citation in English'),
        ),
        migrations.AddField(
            model_name='legalrule',
            name='group',
            field=models.CharField(choices=[('EVERYBODY', 'everybody'), ('ADULT', 'adults'), ('CHILD', 'children'), ('FOREIGNER', 'foreigners')], default='EVERYBODY', max_length=10, verbose_name='whom it is about'),
        ),
        migrations.AddField(
            model_name='legalrule',
            name='length',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='length'),
        ),
        migrations.AddField(
            model_name='legalrule',
            name='proposed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='legalrule',
            name='rolls_forward',
            field=models.BooleanField(default=False, verbose_name='a last day off moves to the next working day'),
        ),
        migrations.AddField(
            model_name='legalrule',
            name='unit',
            field=models.CharField(blank=True, choices=[('CALENDAR_DAYS', 'calendar days'), ('WORKING_DAYS', 'working days'), ('MONTHS', 'months'), ('YEARS', 'years'), ('ELAPSED_HOURS', 'elapsed hours')], max_length=15, verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='legalruleimage',
            name='approved_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='approved at'),
        ),
        migrations.AddField(
            model_name='legalruleimage',
            name='approved_by',
            field=models.BigIntegerField(db_column='approved_by_id', null=True),
        ),
        migrations.AddField(
            model_name='legalruleimage',
            name='citation_en',
            field=models.CharField(blank=True, max_length=200, verbose_name='citation in English'),
        ),
        migrations.AddField(
            model_name='legalruleimage',
            name='group',
            field=models.CharField(choices=[('EVERYBODY', 'everybody'), ('ADULT', 'adults'), ('CHILD', 'children'), ('FOREIGNER', 'foreigners')], default='EVERYBODY', max_length=10, verbose_name='whom it is about'),
        ),
        migrations.AddField(
            model_name='legalruleimage',
            name='length',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='length'),
        ),
        migrations.AddField(
            model_name='legalruleimage',
            name='proposed_by',
            field=models.BigIntegerField(db_column='proposed_by_id', null=True),
        ),
        migrations.AddField(
            model_name='legalruleimage',
            name='rolls_forward',
            field=models.BooleanField(default=False, verbose_name='a last day off moves to the next working day'),
        ),
        migrations.AddField(
            model_name='legalruleimage',
            name='unit',
            field=models.CharField(blank=True, choices=[('CALENDAR_DAYS', 'calendar days'), ('WORKING_DAYS', 'working days'), ('MONTHS', 'months'), ('YEARS', 'years'), ('ELAPSED_HOURS', 'elapsed hours')], max_length=15, verbose_name='unit'),
        ),
        migrations.AlterField(
            model_name='legalrule',
            name='citation',
            field=models.CharField(max_length=200, verbose_name='citation in Bulgarian'),
        ),
        migrations.AlterField(
            model_name='legalrule',
            name='grade',
            field=models.CharField(choices=[('S', 'stated by the founding documents'), ('R', 'read in the cited source'), ('P', 'read in the cited source, in part'), ('K', 'unconfirmed'), ('D', 'recommended, without force of law'), ('?', 'looked for and not found')], max_length=1, verbose_name='how well it is founded'),
        ),
        migrations.AlterField(
            model_name='legalrule',
            name='kind',
            field=models.CharField(choices=[('REFLECTION', 'recovery and reflection period'), ('COOPERATION_TERM', 'declaring consent to cooperate, for special protection'), ('STATEMENT_RECORDED', 'recording a statement without the coordinator'), ('CHILD_NOTICE', 'notices about a child'), ('CHILD_ABROAD_NOTICE', 'notices about a Bulgarian child abroad'), ('SHELTER_STAY', 'stay in a shelter'), ('CRISIS_CENTRE_STAY', 'longest stay of a child in a crisis centre'), ('STAY_REVIEW', 'review of a stay when special protection ends'), ('PROTECTION_DECISION', "the prosecutor's decision on special protection"), ('PROTECTION_APPEAL', 'appeal against a decision on special protection'), ('PERMIT_REMINDER', 'reminder before a residence permit lapses'), ('LEGAL_AID_DECISION', 'decision on legal aid'), ('LEGAL_AID_APPEAL', 'appeal against a refusal of legal aid'), ('LEGAL_AID_CHASE', 'asking again about an application for legal aid'), ('DEVICE_LIMIT', 'longest limit on phone or internet before it is renewed'), ('COMPENSATION_APPLICATION', 'application for State compensation'), ('COMPENSATION_EXAMINATION', 'examination of an application for State compensation'), ('COMPENSATION_EXAMINATION_LONGEST', 'longest examination of an application for State compensation'), ('SUBJECT_ACCESS', 'answer to a person who asks for her or his data'), ('BREACH_NOTICE', 'notice of a data breach to the authority')], max_length=40, verbose_name='what it governs'),
        ),
        migrations.AlterField(
            model_name='legalrule',
            name='rule',
            field=models.CharField(blank=True, choices=[('DAYS_30', '30 days'), ('ONE_MONTH', 'one month'), ('LATER_OF_BOTH', '30 days or one month, whichever is later')], max_length=15, verbose_name='length of the reflection period'),
        ),
        migrations.AlterField(
            model_name='legalruleimage',
            name='citation',
            field=models.CharField(max_length=200, verbose_name='citation in Bulgarian'),
        ),
        migrations.AlterField(
            model_name='legalruleimage',
            name='grade',
            field=models.CharField(choices=[('S', 'stated by the founding documents'), ('R', 'read in the cited source'), ('P', 'read in the cited source, in part'), ('K', 'unconfirmed'), ('D', 'recommended, without force of law'), ('?', 'looked for and not found')], max_length=1, verbose_name='how well it is founded'),
        ),
        migrations.AlterField(
            model_name='legalruleimage',
            name='kind',
            field=models.CharField(choices=[('REFLECTION', 'recovery and reflection period'), ('COOPERATION_TERM', 'declaring consent to cooperate, for special protection'), ('STATEMENT_RECORDED', 'recording a statement without the coordinator'), ('CHILD_NOTICE', 'notices about a child'), ('CHILD_ABROAD_NOTICE', 'notices about a Bulgarian child abroad'), ('SHELTER_STAY', 'stay in a shelter'), ('CRISIS_CENTRE_STAY', 'longest stay of a child in a crisis centre'), ('STAY_REVIEW', 'review of a stay when special protection ends'), ('PROTECTION_DECISION', "the prosecutor's decision on special protection"), ('PROTECTION_APPEAL', 'appeal against a decision on special protection'), ('PERMIT_REMINDER', 'reminder before a residence permit lapses'), ('LEGAL_AID_DECISION', 'decision on legal aid'), ('LEGAL_AID_APPEAL', 'appeal against a refusal of legal aid'), ('LEGAL_AID_CHASE', 'asking again about an application for legal aid'), ('DEVICE_LIMIT', 'longest limit on phone or internet before it is renewed'), ('COMPENSATION_APPLICATION', 'application for State compensation'), ('COMPENSATION_EXAMINATION', 'examination of an application for State compensation'), ('COMPENSATION_EXAMINATION_LONGEST', 'longest examination of an application for State compensation'), ('SUBJECT_ACCESS', 'answer to a person who asks for her or his data'), ('BREACH_NOTICE', 'notice of a data breach to the authority')], max_length=40, verbose_name='what it governs'),
        ),
        migrations.AlterField(
            model_name='legalruleimage',
            name='rule',
            field=models.CharField(blank=True, choices=[('DAYS_30', '30 days'), ('ONE_MONTH', 'one month'), ('LATER_OF_BOTH', '30 days or one month, whichever is later')], max_length=15, verbose_name='length of the reflection period'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_legalruleimage" ("approved_at", "approved_by_id", "citation", "citation_en", "grade", "group", "id", "kind", "length", "pgh_created_at", "pgh_label", "proposed_by_id", "recorded_at", "rolls_forward", "rule", "unit", "valid_from", "valid_to") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."citation", NEW."citation_en", NEW."grade", NEW."group", NEW."id", NEW."kind", NEW."length", NOW(), \'insert\', NEW."proposed_by_id", NEW."recorded_at", NEW."rolls_forward", NEW."rule", NEW."unit", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='b4cc35a0f941eef464f2d9e3909f11053942bd75', operation='INSERT', pgid='pgtrigger_insert_insert_4eacb', table='cases_legalrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."kind", OLD."group", OLD."rule", OLD."length", OLD."unit", OLD."rolls_forward", OLD."valid_from", OLD."valid_to", OLD."citation", OLD."citation_en", OLD."grade", OLD."proposed_by_id", OLD."approved_by_id", OLD."approved_at", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."kind", NEW."group", NEW."rule", NEW."length", NEW."unit", NEW."rolls_forward", NEW."valid_from", NEW."valid_to", NEW."citation", NEW."citation_en", NEW."grade", NEW."proposed_by_id", NEW."approved_by_id", NEW."approved_at", NEW."recorded_at"))', func='INSERT INTO "cases_legalruleimage" ("approved_at", "approved_by_id", "citation", "citation_en", "grade", "group", "id", "kind", "length", "pgh_created_at", "pgh_label", "proposed_by_id", "recorded_at", "rolls_forward", "rule", "unit", "valid_from", "valid_to") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."citation", NEW."citation_en", NEW."grade", NEW."group", NEW."id", NEW."kind", NEW."length", NOW(), \'update\', NEW."proposed_by_id", NEW."recorded_at", NEW."rolls_forward", NEW."rule", NEW."unit", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='fd664544e564ab4802d508672921d0599b5b8196', operation='UPDATE', pgid='pgtrigger_update_update_5d398', table='cases_legalrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_legalruleimage" ("approved_at", "approved_by_id", "citation", "citation_en", "grade", "group", "id", "kind", "length", "pgh_created_at", "pgh_label", "proposed_by_id", "recorded_at", "rolls_forward", "rule", "unit", "valid_from", "valid_to") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."citation", OLD."citation_en", OLD."grade", OLD."group", OLD."id", OLD."kind", OLD."length", NOW(), \'delete\', OLD."proposed_by_id", OLD."recorded_at", OLD."rolls_forward", OLD."rule", OLD."unit", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='c0b4c7f6a42b483709df6714e62e91dca10f1dd7', operation='DELETE', pgid='pgtrigger_delete_delete_91a65', table='cases_legalrule', when='AFTER')),
        ),
        migrations.RunSQL(THERE_ALREADY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='childnotice',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('detected_at'))), name='child_notice_due_after_detection', violation_error_message='The notice is due after the child was detected.'),
        ),
        migrations.AddConstraint(
            model_name='legalrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind', 'REFLECTION'), models.Q(('rule', ''), _negated=True)), models.Q(models.Q(('kind', 'REFLECTION'), _negated=True), ('rule', '')), _connector='OR'), models.Q(models.Q(('kind', 'REFLECTION'), _negated=True), models.Q(('length', None), ('rule__in', ['DAYS_30', 'LATER_OF_BOTH'])), _connector='OR')), name='legal_rule_reflection_is_never_under_30_days', violation_error_message='A reflection period is never shorter than 30 days (Convention, Article 13).'),
        ),
        migrations.AddConstraint(
            model_name='legalrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('length', None), ('unit', '')), models.Q(models.Q(('length', None), _negated=True), models.Q(('unit', ''), _negated=True)), _connector='OR'), models.Q(('length', None), models.Q(('length__gte', 1), ('length__lte', 3660)), _connector='OR')), name='legal_rule_length_has_a_unit', violation_error_message='A length has a number and a unit. Leave both empty if the law sets none.'),
        ),
        migrations.AddConstraint(
            model_name='legalrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rolls_forward', True), _negated=True), models.Q(('kind__in', ('COOPERATION_TERM', 'PROTECTION_DECISION', 'PROTECTION_APPEAL', 'LEGAL_AID_DECISION', 'LEGAL_AID_APPEAL', 'COMPENSATION_APPLICATION', 'COMPENSATION_EXAMINATION', 'COMPENSATION_EXAMINATION_LONGEST', 'SUBJECT_ACCESS')), ('unit__in', ('CALENDAR_DAYS', 'MONTHS', 'YEARS'))), _connector='OR'), name='legal_rule_only_terms_for_acting_roll_forward', violation_error_message='Only a term for acting, in days, months or years, moves off a day off.'),
        ),
        migrations.AddConstraint(
            model_name='legalrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('group__in', ('ADULT',)), ('kind', 'REFLECTION')), models.Q(('group__in', ('EVERYBODY', 'CHILD')), ('kind', 'COOPERATION_TERM')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'STATEMENT_RECORDED')), models.Q(('group__in', ('CHILD',)), ('kind', 'CHILD_NOTICE')), models.Q(('group__in', ('CHILD',)), ('kind', 'CHILD_ABROAD_NOTICE')), models.Q(('group__in', ('EVERYBODY', 'CHILD')), ('kind', 'SHELTER_STAY')), models.Q(('group__in', ('CHILD',)), ('kind', 'CRISIS_CENTRE_STAY')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'STAY_REVIEW')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'PROTECTION_DECISION')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'PROTECTION_APPEAL')), models.Q(('group__in', ('FOREIGNER',)), ('kind', 'PERMIT_REMINDER')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'LEGAL_AID_DECISION')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'LEGAL_AID_APPEAL')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'LEGAL_AID_CHASE')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'DEVICE_LIMIT')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'COMPENSATION_APPLICATION')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'COMPENSATION_EXAMINATION')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'COMPENSATION_EXAMINATION_LONGEST')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'SUBJECT_ACCESS')), models.Q(('group__in', ('EVERYBODY',)), ('kind', 'BREACH_NOTICE')), _connector='OR'), name='legal_rule_group_is_one_of_its_kind', violation_error_message='This rule has no versions for this group of people.'),
        ),
        migrations.AddConstraint(
            model_name='legalrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('approved_by__isnull', False), _negated=True), ('approved_at__isnull', False), _connector='OR'), models.Q(models.Q(('approved_at__isnull', False), ('proposed_by__isnull', False), _negated=True), models.Q(('approved_by__isnull', False), models.Q(('approved_by', models.F('proposed_by')), _negated=True)), _connector='OR')), name='legal_rule_approved_by_somebody_else', violation_error_message='Somebody else than who proposed this version must approve it.'),
        ),
        migrations.AddConstraint(
            model_name='legalrule',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('approved_at__isnull', False)), expressions=[('kind', '='), ('group', '='), (tvcase.db.DateRange('valid_from', 'valid_to', models.Value('[]')), '&&')], name='legal_rule_one_version_at_a_time', violation_error_message='Another version of this rule is valid in these days.'),
        ),
        migrations.AddConstraint(
            model_name='legalrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['CHILD_NOTICE', 'CHILD_ABROAD_NOTICE']), _negated=True), ('unit', 'ELAPSED_HOURS'), _connector='OR'), name='legal_rule_notices_of_a_child_are_due_in_hours', violation_error_message='Notices about a child are always due within hours.'),
        ),
        migrations.AddConstraint(
            model_name='legalrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('PERMIT_REMINDER',)), _negated=True), ('unit__in', ['', 'CALENDAR_DAYS', 'MONTHS']), _connector='OR'), name='legal_rule_what_is_counted_back_is_in_days_or_months', violation_error_message='What is counted back is counted in calendar days or months.'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(RESTS, migrations.RunSQL.noop),
    ]

