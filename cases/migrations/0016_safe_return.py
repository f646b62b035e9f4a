"""The whole way of a return: papers, the journey, what follows it; cases of one person; what a closing rests on."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
import tvcase.db
import tvcase.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models


RETURN_PLAN = """
CREATE OR REPLACE FUNCTION return_plan_fits_the_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entering boolean := TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state OR NEW.kind <> OLD.kind;
    leaving boolean := entering AND NEW.state IN ('READY', 'IN_TRANSIT')
        AND NOT (TG_OP = 'UPDATE' AND OLD.state = 'INCIDENT');
    risk cases_riskassessment%ROWTYPE;
    asylum boolean;
BEGIN
    IF entering AND NEW.state IN ('PROPOSED', 'READY', 'IN_TRANSIT') AND (leaving OR NEW.state = 'PROPOSED')
        AND NOT EXISTS (
        SELECT FROM cases_case c JOIN cases_person p ON p.id = c.person_id
         WHERE c.id = NEW.case_id AND ('BG' = ANY (p.citizenships)) = (NEW.kind LIKE 'BG_CITIZEN%')) THEN
        PERFORM refuse('return_plan_kind_fits_the_citizenships', 'the kind of return follows the citizenships');
    END IF;
    IF NOT leaving THEN
        RETURN NEW;
    END IF;
    IF NEW.risk_assessed_on < NEW.opened_on THEN
        PERFORM refuse('return_plan_risk_assessed_for_this_plan', 'the risk is assessed for this plan');
    END IF;
    SELECT * INTO risk FROM cases_riskassessment r
     WHERE r.id = NEW.risk_assessment_id AND r.case_id = NEW.case_id AND r.trigger = 'RETURN' AND r.state = 'CURRENT';
    IF NEW.risk_threat <> 'NO' OR NEW.risk_assessed_on IS NULL OR risk.id IS NULL OR risk.level = 'CRITICAL'
        OR NEW.risk_assessed_on <> (risk.assessed_at AT TIME ZONE 'Europe/Sofia')::date THEN
        PERFORM refuse('return_plan_rests_on_a_risk_assessment', 'a joint assessment in force shows no threat');
    END IF;
    IF EXISTS (SELECT FROM cases_institutioncontact k
                WHERE k.case_id = NEW.case_id AND k.happened_at >= risk.assessed_at)
        OR EXISTS (SELECT FROM cases_contactbreach b
                    WHERE b.case_id = NEW.case_id AND b.happened_at >= risk.assessed_at) THEN
        PERFORM refuse('return_plan_risk_newer_than_the_last_contact', 'the risk is assessed after the last contact');
    END IF;
    IF NEW.transport = '' OR NEW.escorts = '{}' OR NEW.meeting IS NULL THEN
        PERFORM refuse('return_plan_ready_means_arranged', 'transport, escort and meeting are arranged');
    END IF;
    SELECT p.asylum_applicant INTO asylum FROM cases_case c JOIN cases_person p ON p.id = c.person_id
     WHERE c.id = NEW.case_id;
    IF asylum AND EXISTS (SELECT FROM cases_travelpaper t WHERE t.plan_id = NEW.id AND t.issuer = 'MISSION'
                             AND t.state IN ('NEEDED', 'APPLIED')) THEN
        PERFORM refuse('return_plan_no_embassy_for_asylum', 'nobody asks the embassy of an asylum applicant');
    END IF;
    IF EXISTS (SELECT FROM cases_travelpaper t WHERE t.plan_id = NEW.id AND t.state IN ('NEEDED', 'APPLIED'))
        OR (NEW.kind <> 'BG_CITIZEN_TO_RESIDENCE' AND NOT EXISTS (
            SELECT FROM cases_travelpaper t WHERE t.plan_id = NEW.id AND t.state IN ('HELD', 'ISSUED')
               AND (t.valid_to IS NULL OR t.valid_to >= NEW.planned_on))) THEN
        PERFORM refuse('return_plan_ready_means_papers', 'the papers for the journey are ready');
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER cases_returnplan_follows_its_flow ON cases_returnplan;
CREATE TRIGGER cases_returnplan_follows_its_flow BEFORE INSERT OR UPDATE ON cases_returnplan
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>PROPOSED', 'PROPOSED>PREPARING', 'PROPOSED>DECLINED', 'PREPARING>READY', 'PREPARING>BLOCKED',
        'PREPARING>DECLINED', 'BLOCKED>PREPARING', 'BLOCKED>DECLINED', 'READY>IN_TRANSIT', 'READY>PREPARING',
        'READY>BLOCKED', 'READY>DECLINED', 'IN_TRANSIT>ARRIVED', 'IN_TRANSIT>INCIDENT', 'INCIDENT>IN_TRANSIT',
        'INCIDENT>ARRIVED', 'INCIDENT>CLOSED', 'ARRIVED>FOLLOW_UP', 'ARRIVED>CLOSED', 'FOLLOW_UP>CLOSED');
"""

JOURNEY = """
CREATE FUNCTION travel_paper_fits_the_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_returnplan p WHERE p.id = NEW.plan_id AND p.case_id = NEW.case_id
                      AND p.state IN ('PREPARING', 'BLOCKED', 'READY'))
        OR (TG_OP = 'UPDATE' AND (NEW.case_id, NEW.plan_id, NEW.number, NEW.kind, NEW.issuer) IS DISTINCT FROM
            (OLD.case_id, OLD.plan_id, OLD.number, OLD.kind, OLD.issuer)) THEN
        PERFORM refuse('travel_paper_of_an_open_plan', 'papers belong to a plan that is still prepared');
    END IF;
    IF NEW.issuer = 'MISSION' AND (NEW.state IN ('NEEDED', 'APPLIED', 'ISSUED')) AND EXISTS (
        SELECT FROM cases_case c JOIN cases_person p ON p.id = c.person_id
         WHERE c.id = NEW.case_id AND p.asylum_applicant) THEN
        PERFORM refuse('travel_paper_no_embassy_for_asylum', 'nobody asks the embassy of an asylum applicant');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER travel_paper_fits_the_person BEFORE INSERT OR UPDATE ON cases_travelpaper
    FOR EACH ROW EXECUTE FUNCTION travel_paper_fits_the_person();
CREATE TRIGGER travel_paper_follows_its_flow BEFORE INSERT OR UPDATE ON cases_travelpaper
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>HELD', '>NEEDED', 'NEEDED>APPLIED', 'NEEDED>ISSUED', 'NEEDED>STOPPED', 'APPLIED>ISSUED',
        'APPLIED>REFUSED', 'APPLIED>STOPPED', 'HELD>STOPPED', 'ISSUED>STOPPED');
CREATE TRIGGER travel_paper_needs_an_open_case BEFORE INSERT ON cases_travelpaper
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();

CREATE FUNCTION follow_up_rests_on_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.held_on IS NOT NULL OR OLD.cancelled_on IS NOT NULL
        OR (NEW.case_id, NEW.plan_id, NEW.number, NEW.due_on) IS DISTINCT FROM
           (OLD.case_id, OLD.plan_id, OLD.number, OLD.due_on)) THEN
        PERFORM refuse('follow_up_is_not_rewritten', 'a contact that was made or cancelled stays as it is');
    END IF;
    IF (TG_OP = 'INSERT' OR NEW.held_on IS NOT NULL) AND NOT EXISTS (
        SELECT FROM cases_returnplan p WHERE p.id = NEW.plan_id AND p.case_id = NEW.case_id AND p.state = 'FOLLOW_UP'
           AND p.contact_agreed_on IS NOT NULL AND p.contact_withdrawn_on IS NULL) THEN
        PERFORM refuse('follow_up_only_with_agreement', 'nobody is contacted without agreement');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER follow_up_rests_on_agreement BEFORE INSERT OR UPDATE ON cases_followupcontact
    FOR EACH ROW EXECUTE FUNCTION follow_up_rests_on_agreement();
CREATE TRIGGER follow_up_needs_an_open_case BEFORE INSERT ON cases_followupcontact
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

DUPLICATE = """
CREATE FUNCTION duplicate_link_joins_two_cases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND ((NEW.case_id, NEW.case_code, NEW.person_id, NEW.organisation_id, NEW.other_code,
        NEW.reason, NEW.proposed_on, NEW.proposed_by_id) IS DISTINCT FROM (OLD.case_id, OLD.case_code, OLD.person_id,
        OLD.organisation_id, OLD.other_code, OLD.reason, OLD.proposed_on, OLD.proposed_by_id)
        OR (OLD.other_id IS NOT NULL AND (NEW.other_id, NEW.other_person_id) IS DISTINCT FROM
            (OLD.other_id, OLD.other_person_id))) THEN
        PERFORM refuse('duplicate_link_keeps_what_it_is', 'which cases are joined never changes');
    END IF;
    IF NOT EXISTS (SELECT FROM cases_case c
                    WHERE c.id = NEW.case_id AND c.code = NEW.case_code AND c.person_id = NEW.person_id)
        OR (NEW.other_id IS NOT NULL AND NOT EXISTS (SELECT FROM cases_case c WHERE c.id = NEW.other_id
            AND c.code = NEW.other_code AND c.person_id = NEW.other_person_id AND c.person_id <> NEW.person_id)) THEN
        PERFORM refuse('duplicate_link_names_two_cases', 'two cases of two rows of people');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER duplicate_link_joins_two_cases BEFORE INSERT OR UPDATE ON cases_duplicatelink
    FOR EACH ROW EXECUTE FUNCTION duplicate_link_joins_two_cases();
CREATE TRIGGER duplicate_link_follows_its_flow BEFORE INSERT OR UPDATE ON cases_duplicatelink
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>PROPOSED', 'PROPOSED>CONFIRMED', 'PROPOSED>REFUSED', 'PROPOSED>RECALLED', 'CONFIRMED>SEPARATED');
CREATE TRIGGER duplicate_link_needs_an_open_case BEFORE INSERT ON cases_duplicatelink
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();

CREATE FUNCTION reflection_period_of_the_same_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE joined boolean := EXISTS (SELECT FROM cases_duplicatelink l
    WHERE l.state = 'CONFIRMED' AND NEW.case_id IN (l.case_id, l.other_id));
BEGIN
    IF NEW.end_reason = 'SAME_PERSON' AND OLD.end_reason <> 'SAME_PERSON' AND NOT joined THEN
        PERFORM refuse('reflection_period_same_person_by_a_link', 'two persons confirm that it is the same person');
    END IF;
    IF OLD.end_reason = 'SAME_PERSON' AND NEW.end_reason <> 'SAME_PERSON' AND joined THEN
        PERFORM refuse('reflection_period_correction_is_final', 'it runs again when the cases are taken apart');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reflection_period_of_the_same_person BEFORE UPDATE ON cases_reflectionperiod
    FOR EACH ROW WHEN (NEW.end_reason IS DISTINCT FROM OLD.end_reason)
    EXECUTE FUNCTION reflection_period_of_the_same_person();
"""

CLOSING = """
CREATE FUNCTION case_closes_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NULL OR OLD.closed_on IS NOT NULL THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM cases_returnplan p
                WHERE p.case_id = NEW.id AND p.state NOT IN ('CLOSED', 'DECLINED')) THEN
        PERFORM refuse('case_closes_without_open_return', 'a return is planned, on the way or followed up');
    END IF;
    IF NEW.closure_reason = 'RETURNED_AND_FOLLOWED_UP' AND NOT EXISTS (
        SELECT FROM cases_returnplan p WHERE p.case_id = NEW.id AND p.state = 'CLOSED') THEN
        PERFORM refuse('case_closed_as_returned', 'a return was carried out and finished');
    END IF;
    IF NEW.closure_reason = 'DUPLICATE_MERGED' AND NOT EXISTS (
        SELECT FROM cases_duplicatelink l
         WHERE l.state = 'CONFIRMED' AND NEW.id IN (l.case_id, l.other_id)) THEN
        PERFORM refuse('case_closed_as_a_duplicate', 'two persons confirmed that it is the same person');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_closes_as_it_is BEFORE UPDATE OF closed_on ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_closes_as_it_is();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_legal_aid_bodies'),
        ('cases', '0015_risk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DuplicateLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('case_code', models.CharField(max_length=12, verbose_name='case')),
                ('other_code', models.CharField(max_length=12, verbose_name='code of the other case')),
                ('state', models.CharField(choices=[('PROPOSED', 'proposed'), ('CONFIRMED', 'confirmed'), ('REFUSED', 'not the same person'), ('RECALLED', 'taken back'), ('SEPARATED', 'taken apart again')], default='PROPOSED', max_length=10, verbose_name='state')),
                ('reason', tvcase.sealing.fields.SealedText(key='case_id', max_length=600, verbose_name='why it is the same person')),
                ('proposed_on', models.DateField(verbose_name='proposed on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('separated_on', models.DateField(blank=True, null=True, verbose_name='taken apart on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'duplicate',
                'ordering': ['-recorded_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='DuplicateLinkImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('person', models.UUIDField(db_column='person_id', null=True)),
                ('organisation', models.BigIntegerField(db_column='organisation_id', null=True)),
                ('other', models.UUIDField(db_column='other_id', null=True)),
                ('other_person', models.UUIDField(db_column='other_person_id', null=True)),
                ('reason', models.BinaryField(null=True)),
                ('proposed_by', models.BigIntegerField(db_column='proposed_by_id', null=True)),
                ('answered_by', models.BigIntegerField(db_column='answered_by_id', null=True)),
                ('separated_by', models.BigIntegerField(db_column='separated_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('case_code', models.CharField(max_length=12, verbose_name='case')),
                ('other_code', models.CharField(max_length=12, verbose_name='code of the other case')),
                ('state', models.CharField(choices=[('PROPOSED', 'proposed'), ('CONFIRMED', 'confirmed'), ('REFUSED', 'not the same person'), ('RECALLED', 'taken back'), ('SEPARATED', 'taken apart again')], default='PROPOSED', max_length=10, verbose_name='state')),
                ('proposed_on', models.DateField(verbose_name='proposed on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('separated_on', models.DateField(blank=True, null=True, verbose_name='taken apart on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FollowUpContact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('due_on', models.DateField(verbose_name='planned for')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='made on')),
                ('outcome', tvcase.sealing.fields.SealedText(blank=True, choices=[('WELL', 'reached: the person is well'), ('NEEDS_HELP', 'reached: the person needs help'), ('NOT_REACHED', 'not reached'), ('STOP', 'reached: the person wants no more contact')], key='case_id', max_length=15, verbose_name='what came of it')),
                ('note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='note')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'contact after the return',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FollowUpContactImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('plan', models.UUIDField(db_column='plan_id', null=True)),
                ('outcome', models.BinaryField(null=True)),
                ('note', models.BinaryField(null=True)),
                ('held_by', models.BigIntegerField(db_column='held_by_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('due_on', models.DateField(verbose_name='planned for')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='made on')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TravelPaper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('IDENTITY_CARD', 'identity card'), ('PASSPORT', 'passport'), ('TEMPORARY', 'temporary travel document'), ('VISA', 'visa or permit of the receiving country'), ('OTHER', 'another document')], max_length=15, verbose_name='document')),
                ('issuer', models.CharField(choices=[('MOI', 'Ministry of Interior'), ('MFA', 'Ministry of Foreign Affairs: Bulgarian consulate'), ('SAR', 'State Agency for Refugees'), ('MISSION', 'mission of the country of origin'), ('ABROAD', 'authority of the receiving country')], max_length=10, verbose_name='issued by')),
                ('state', models.CharField(choices=[('HELD', 'the person has it'), ('NEEDED', 'needed'), ('APPLIED', 'applied for'), ('ISSUED', 'issued'), ('REFUSED', 'refused'), ('STOPPED', 'no longer needed, or lost')], max_length=10, verbose_name='state')),
                ('state_on', models.DateField(verbose_name='since')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'travel document',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TravelPaperImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('plan', models.UUIDField(db_column='plan_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('IDENTITY_CARD', 'identity card'), ('PASSPORT', 'passport'), ('TEMPORARY', 'temporary travel document'), ('VISA', 'visa or permit of the receiving country'), ('OTHER', 'another document')], max_length=15, verbose_name='document')),
                ('issuer', models.CharField(choices=[('MOI', 'Ministry of Interior'), ('MFA', 'Ministry of Foreign Affairs: Bulgarian consulate'), ('SAR', 'State Agency for Refugees'), ('MISSION', 'mission of the country of origin'), ('ABROAD', 'authority of the receiving country')], max_length=10, verbose_name='issued by')),
                ('state', models.CharField(choices=[('HELD', 'the person has it'), ('NEEDED', 'needed'), ('APPLIED', 'applied for'), ('ISSUED', 'issued'), ('REFUSED', 'refused'), ('STOPPED', 'no longer needed, or lost')], max_length=10, verbose_name='state')),
                ('state_on', models.DateField(verbose_name='since')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='returnplan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='returnplan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='returnplan',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='reflectionperiod',
            name='reflection_period_one_clock_for_a_case',
        ),
        migrations.RemoveConstraint(
            model_name='reflectionperiod',
            name='reflection_period_one_at_a_time_for_a_person',
        ),
        migrations.RemoveConstraint(
            model_name='reflectionperiod',
            name='reflection_period_end_is_one_of_the_laws',
        ),
        migrations.RemoveConstraint(
            model_name='returnplan',
            name='return_plan_one_open_for_a_case',
        ),
        migrations.RemoveConstraint(
            model_name='returnplan',
            name='return_plan_rests_on_an_informed_decision',
        ),
        migrations.RemoveConstraint(
            model_name='returnplan',
            name='return_plan_foreigner_departs_without_threat',
        ),
        migrations.RemoveConstraint(
            model_name='returnplan',
            name='return_plan_departed_means_dated',
        ),
        migrations.RemoveConstraint(
            model_name='returnplan',
            name='return_plan_arrived_after_departing',
        ),
        migrations.RemoveConstraint(
            model_name='returnplan',
            name='return_plan_ready_means_expected',
        ),
        migrations.AddField(
            model_name='case',
            name='closure_told',
            field=models.CharField(blank=True, choices=[('TOLD', 'the person was told'), ('NOT_SAFE', 'not told: it would not be safe'), ('NOT_REACHED', 'not told: could not be reached')], max_length=15, verbose_name='told of the closing'),
        ),
        migrations.AddField(
            model_name='caseimage',
            name='closure_told',
            field=models.CharField(blank=True, choices=[('TOLD', 'the person was told'), ('NOT_SAFE', 'not told: it would not be safe'), ('NOT_REACHED', 'not told: could not be reached')], max_length=15, verbose_name='told of the closing'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='blocked_on',
            field=models.DateField(blank=True, null=True, verbose_name='stopped on'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='closed on'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='closure_note',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=2000, verbose_name='how the return ended'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='contact_agreed_on',
            field=models.DateField(blank=True, null=True, verbose_name='agreed to be contacted on'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='contact_way',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=300, verbose_name='safe way of contact'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='contact_withdrawn_on',
            field=models.DateField(blank=True, null=True, verbose_name='wanted no more contact from'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='cost_bearer',
            field=models.CharField(blank=True, choices=[('STATE', 'the State'), ('ORGANISATION', 'a non-governmental organisation'), ('IOM', 'International Organization for Migration'), ('RECEIVER', 'the receiving side'), ('PERSON', 'the person')], max_length=15, verbose_name='who pays'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='escorts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, verbose_name='escort'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='incident_note',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='what happened, and who was told'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='incident_on',
            field=models.DateField(blank=True, null=True, verbose_name='did not arrive, or contact lost, on'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='leaves_from',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=120, verbose_name='where the journey begins'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='meeting',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=300, verbose_name='who meets the person, where and when'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='risk_assessment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.riskassessment', verbose_name='risk assessment'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='route',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='route and places of transit'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='sad_contacted_on',
            field=models.DateField(blank=True, null=True, verbose_name='social assistance directorate told on'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='services_ready',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='services that wait for the person'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='taken_over_by',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=200, verbose_name='who supports the person there'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='taken_over_on',
            field=models.DateField(blank=True, null=True, verbose_name='taken over on'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='transport',
            field=models.CharField(blank=True, choices=[('CAR', 'car'), ('BUS', 'bus'), ('TRAIN', 'train'), ('PLANE', 'aeroplane'), ('SHIP', 'ship'), ('AMBULANCE', 'ambulance'), ('SEVERAL', 'several, see the route')], max_length=10, verbose_name='transport'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='blocked_on',
            field=models.DateField(blank=True, null=True, verbose_name='stopped on'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='closed on'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='closure_note',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='contact_agreed_on',
            field=models.DateField(blank=True, null=True, verbose_name='agreed to be contacted on'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='contact_way',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='contact_withdrawn_on',
            field=models.DateField(blank=True, null=True, verbose_name='wanted no more contact from'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='cost_bearer',
            field=models.CharField(blank=True, choices=[('STATE', 'the State'), ('ORGANISATION', 'a non-governmental organisation'), ('IOM', 'International Organization for Migration'), ('RECEIVER', 'the receiving side'), ('PERSON', 'the person')], max_length=15, verbose_name='who pays'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='escorts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, verbose_name='escort'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='incident_note',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='incident_on',
            field=models.DateField(blank=True, null=True, verbose_name='did not arrive, or contact lost, on'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='leaves_from',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='meeting',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='risk_assessment',
            field=models.UUIDField(db_column='risk_assessment_id', null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='route',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='sad_contacted_on',
            field=models.DateField(blank=True, null=True, verbose_name='social assistance directorate told on'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='services_ready',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='taken_over_by',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='taken_over_on',
            field=models.DateField(blank=True, null=True, verbose_name='taken over on'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='transport',
            field=models.CharField(blank=True, choices=[('CAR', 'car'), ('BUS', 'bus'), ('TRAIN', 'train'), ('PLANE', 'aeroplane'), ('SHIP', 'ship'), ('AMBULANCE', 'ambulance'), ('SEVERAL', 'several, see the route')], max_length=10, verbose_name='transport'),
        ),
        migrations.AlterField(
            model_name='reflectionperiod',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('COOPERATION', 'the person decided to cooperate'), ('CORRECTION', 'the identification was annulled'), ('FOUND_TO_BE_CHILD', 'the person was found to be a child'), ('SAME_PERSON', 'an earlier period of the same person counts')], max_length=20, verbose_name='why it ended early'),
        ),
        migrations.AlterField(
            model_name='reflectionperiodimage',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('COOPERATION', 'the person decided to cooperate'), ('CORRECTION', 'the identification was annulled'), ('FOUND_TO_BE_CHILD', 'the person was found to be a child'), ('SAME_PERSON', 'an earlier period of the same person counts')], max_length=20, verbose_name='why it ended early'),
        ),
        migrations.AlterField(
            model_name='returnplan',
            name='state',
            field=models.CharField(choices=[('PROPOSED', 'proposed'), ('PREPARING', 'in preparation'), ('BLOCKED', 'stopped: it is not safe'), ('READY', 'ready'), ('IN_TRANSIT', 'on the way'), ('INCIDENT', 'did not arrive, or contact lost'), ('ARRIVED', 'arrived'), ('FOLLOW_UP', 'arrived, followed up'), ('CLOSED', 'closed'), ('DECLINED', 'declined by the person')], default='PROPOSED', max_length=12, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='returnplanimage',
            name='state',
            field=models.CharField(choices=[('PROPOSED', 'proposed'), ('PREPARING', 'in preparation'), ('BLOCKED', 'stopped: it is not safe'), ('READY', 'ready'), ('IN_TRANSIT', 'on the way'), ('INCIDENT', 'did not arrive, or contact lost'), ('ARRIVED', 'arrived'), ('FOLLOW_UP', 'arrived, followed up'), ('CLOSED', 'closed'), ('DECLINED', 'declined by the person')], default='PROPOSED', max_length=12, verbose_name='state'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_caseimage" ("age_status", "age_when_trafficked", "closed_by_id", "closed_on", "closure_confirmed_by_id", "closure_proposed_on", "closure_reason", "closure_told", "code", "episode", "exploitation", "exploited_in", "formal_route_declined_on", "id", "main_form", "means_of_control", "opened_on", "organisation_id", "person_id", "pgh_created_at", "pgh_label", "previous_episode_id", "received_at", "recorded_at", "recorded_by_id", "recruitment", "retrafficked", "sealed_to", "source_of_signal") VALUES (NEW."age_status", NEW."age_when_trafficked", NEW."closed_by_id", NEW."closed_on", NEW."closure_confirmed_by_id", NEW."closure_proposed_on", NEW."closure_reason", NEW."closure_told", NEW."code", NEW."episode", NEW."exploitation", NEW."exploited_in", NEW."formal_route_declined_on", NEW."id", NEW."main_form", NEW."means_of_control", NEW."opened_on", NEW."organisation_id", NEW."person_id", NOW(), \'insert\', NEW."previous_episode_id", NEW."received_at", NEW."recorded_at", NEW."recorded_by_id", NEW."recruitment", NEW."retrafficked", NEW."sealed_to", NEW."source_of_signal"); RETURN NULL;', hash='0acb550dd1f05d1ea150f5a75e188ad071a21bdb', operation='INSERT', pgid='pgtrigger_insert_insert_0b483', table='cases_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."code", OLD."person_id", OLD."organisation_id", OLD."episode", OLD."previous_episode_id", OLD."retrafficked", OLD."opened_on", OLD."source_of_signal", OLD."received_at", OLD."age_status", OLD."age_when_trafficked", OLD."exploitation", OLD."main_form", OLD."means_of_control", OLD."recruitment", OLD."exploited_in", OLD."formal_route_declined_on", OLD."closure_proposed_on", OLD."closed_on", OLD."closure_reason", OLD."closure_told", OLD."closed_by_id", OLD."closure_confirmed_by_id", OLD."recorded_by_id", OLD."recorded_at", OLD."sealed_to") IS DISTINCT FROM ROW(NEW."id", NEW."code", NEW."person_id", NEW."organisation_id", NEW."episode", NEW."previous_episode_id", NEW."retrafficked", NEW."opened_on", NEW."source_of_signal", NEW."received_at", NEW."age_status", NEW."age_when_trafficked", NEW."exploitation", NEW."main_form", NEW."means_of_control", NEW."recruitment", NEW."exploited_in", NEW."formal_route_declined_on", NEW."closure_proposed_on", NEW."closed_on", NEW."closure_reason", NEW."closure_told", NEW."closed_by_id", NEW."closure_confirmed_by_id", NEW."recorded_by_id", NEW."recorded_at", NEW."sealed_to"))', func='INSERT INTO "cases_caseimage" ("age_status", "age_when_trafficked", "closed_by_id", "closed_on", "closure_confirmed_by_id", "closure_proposed_on", "closure_reason", "closure_told", "code", "episode", "exploitation", "exploited_in", "formal_route_declined_on", "id", "main_form", "means_of_control", "opened_on", "organisation_id", "person_id", "pgh_created_at", "pgh_label", "previous_episode_id", "received_at", "recorded_at", "recorded_by_id", "recruitment", "retrafficked", "sealed_to", "source_of_signal") VALUES (NEW."age_status", NEW."age_when_trafficked", NEW."closed_by_id", NEW."closed_on", NEW."closure_confirmed_by_id", NEW."closure_proposed_on", NEW."closure_reason", NEW."closure_told", NEW."code", NEW."episode", NEW."exploitation", NEW."exploited_in", NEW."formal_route_declined_on", NEW."id", NEW."main_form", NEW."means_of_control", NEW."opened_on", NEW."organisation_id", NEW."person_id", NOW(), \'update\', NEW."previous_episode_id", NEW."received_at", NEW."recorded_at", NEW."recorded_by_id", NEW."recruitment", NEW."retrafficked", NEW."sealed_to", NEW."source_of_signal"); RETURN NULL;', hash='5c7b6f0d6fa61d24d7e98dfb43a7b17b5d9cbbc8', operation='UPDATE', pgid='pgtrigger_update_update_f5146', table='cases_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_caseimage" ("age_status", "age_when_trafficked", "closed_by_id", "closed_on", "closure_confirmed_by_id", "closure_proposed_on", "closure_reason", "closure_told", "code", "episode", "exploitation", "exploited_in", "formal_route_declined_on", "id", "main_form", "means_of_control", "opened_on", "organisation_id", "person_id", "pgh_created_at", "pgh_label", "previous_episode_id", "received_at", "recorded_at", "recorded_by_id", "recruitment", "retrafficked", "sealed_to", "source_of_signal") VALUES (OLD."age_status", OLD."age_when_trafficked", OLD."closed_by_id", OLD."closed_on", OLD."closure_confirmed_by_id", OLD."closure_proposed_on", OLD."closure_reason", OLD."closure_told", OLD."code", OLD."episode", OLD."exploitation", OLD."exploited_in", OLD."formal_route_declined_on", OLD."id", OLD."main_form", OLD."means_of_control", OLD."opened_on", OLD."organisation_id", OLD."person_id", NOW(), \'delete\', OLD."previous_episode_id", OLD."received_at", OLD."recorded_at", OLD."recorded_by_id", OLD."recruitment", OLD."retrafficked", OLD."sealed_to", OLD."source_of_signal"); RETURN NULL;', hash='39c4c866ea6343a12942d6f5016153f9a373babf', operation='DELETE', pgid='pgtrigger_delete_delete_8d49e', table='cases_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_returnplanimage" ("arrived_on", "blocked_on", "case_id", "closed_on", "closure_note", "contact_agreed_on", "contact_way", "contact_withdrawn_on", "cost_bearer", "decided_on", "declined_on", "departed_on", "destination", "escorts", "id", "incident_note", "incident_on", "kind", "leaves_from", "meeting", "met_by", "number", "opened_on", "options_explained_on", "options_language", "pgh_created_at", "pgh_label", "planned_on", "receiving_party", "reception_confirmed_on", "recorded_at", "recorded_by_id", "risk_assessed_on", "risk_assessment_id", "risk_threat", "route", "sad_contacted_on", "services_ready", "situation", "state", "taken_over_by", "taken_over_on", "transport") VALUES (NEW."arrived_on", NEW."blocked_on", NEW."case_id", NEW."closed_on", NEW."closure_note", NEW."contact_agreed_on", NEW."contact_way", NEW."contact_withdrawn_on", NEW."cost_bearer", NEW."decided_on", NEW."declined_on", NEW."departed_on", NEW."destination", NEW."escorts", NEW."id", NEW."incident_note", NEW."incident_on", NEW."kind", NEW."leaves_from", NEW."meeting", NEW."met_by", NEW."number", NEW."opened_on", NEW."options_explained_on", NEW."options_language", NOW(), \'insert\', NEW."planned_on", NEW."receiving_party", NEW."reception_confirmed_on", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_assessed_on", NEW."risk_assessment_id", NEW."risk_threat", NEW."route", NEW."sad_contacted_on", NEW."services_ready", NEW."situation", NEW."state", NEW."taken_over_by", NEW."taken_over_on", NEW."transport"); RETURN NULL;', hash='4d19eb576985d87e2fd2f37e348a1234b83bbe16', operation='INSERT', pgid='pgtrigger_insert_insert_a02b1', table='cases_returnplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."kind", OLD."situation", OLD."opened_on", OLD."options_explained_on", OLD."options_language", OLD."decided_on", OLD."destination", OLD."leaves_from", OLD."receiving_party", OLD."reception_confirmed_on", OLD."sad_contacted_on", OLD."services_ready", OLD."planned_on", OLD."transport", OLD."route", OLD."escorts", OLD."meeting", OLD."cost_bearer", OLD."risk_assessment_id", OLD."risk_assessed_on", OLD."risk_threat", OLD."departed_on", OLD."arrived_on", OLD."met_by", OLD."blocked_on", OLD."incident_on", OLD."incident_note", OLD."taken_over_on", OLD."taken_over_by", OLD."contact_agreed_on", OLD."contact_way", OLD."contact_withdrawn_on", OLD."closed_on", OLD."closure_note", OLD."declined_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."kind", NEW."situation", NEW."opened_on", NEW."options_explained_on", NEW."options_language", NEW."decided_on", NEW."destination", NEW."leaves_from", NEW."receiving_party", NEW."reception_confirmed_on", NEW."sad_contacted_on", NEW."services_ready", NEW."planned_on", NEW."transport", NEW."route", NEW."escorts", NEW."meeting", NEW."cost_bearer", NEW."risk_assessment_id", NEW."risk_assessed_on", NEW."risk_threat", NEW."departed_on", NEW."arrived_on", NEW."met_by", NEW."blocked_on", NEW."incident_on", NEW."incident_note", NEW."taken_over_on", NEW."taken_over_by", NEW."contact_agreed_on", NEW."contact_way", NEW."contact_withdrawn_on", NEW."closed_on", NEW."closure_note", NEW."declined_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_returnplanimage" ("arrived_on", "blocked_on", "case_id", "closed_on", "closure_note", "contact_agreed_on", "contact_way", "contact_withdrawn_on", "cost_bearer", "decided_on", "declined_on", "departed_on", "destination", "escorts", "id", "incident_note", "incident_on", "kind", "leaves_from", "meeting", "met_by", "number", "opened_on", "options_explained_on", "options_language", "pgh_created_at", "pgh_label", "planned_on", "receiving_party", "reception_confirmed_on", "recorded_at", "recorded_by_id", "risk_assessed_on", "risk_assessment_id", "risk_threat", "route", "sad_contacted_on", "services_ready", "situation", "state", "taken_over_by", "taken_over_on", "transport") VALUES (NEW."arrived_on", NEW."blocked_on", NEW."case_id", NEW."closed_on", NEW."closure_note", NEW."contact_agreed_on", NEW."contact_way", NEW."contact_withdrawn_on", NEW."cost_bearer", NEW."decided_on", NEW."declined_on", NEW."departed_on", NEW."destination", NEW."escorts", NEW."id", NEW."incident_note", NEW."incident_on", NEW."kind", NEW."leaves_from", NEW."meeting", NEW."met_by", NEW."number", NEW."opened_on", NEW."options_explained_on", NEW."options_language", NOW(), \'update\', NEW."planned_on", NEW."receiving_party", NEW."reception_confirmed_on", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_assessed_on", NEW."risk_assessment_id", NEW."risk_threat", NEW."route", NEW."sad_contacted_on", NEW."services_ready", NEW."situation", NEW."state", NEW."taken_over_by", NEW."taken_over_on", NEW."transport"); RETURN NULL;', hash='d569c21956bf82a9b092ddea50c38f92cac8c277', operation='UPDATE', pgid='pgtrigger_update_update_b7654', table='cases_returnplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_returnplanimage" ("arrived_on", "blocked_on", "case_id", "closed_on", "closure_note", "contact_agreed_on", "contact_way", "contact_withdrawn_on", "cost_bearer", "decided_on", "declined_on", "departed_on", "destination", "escorts", "id", "incident_note", "incident_on", "kind", "leaves_from", "meeting", "met_by", "number", "opened_on", "options_explained_on", "options_language", "pgh_created_at", "pgh_label", "planned_on", "receiving_party", "reception_confirmed_on", "recorded_at", "recorded_by_id", "risk_assessed_on", "risk_assessment_id", "risk_threat", "route", "sad_contacted_on", "services_ready", "situation", "state", "taken_over_by", "taken_over_on", "transport") VALUES (OLD."arrived_on", OLD."blocked_on", OLD."case_id", OLD."closed_on", OLD."closure_note", OLD."contact_agreed_on", OLD."contact_way", OLD."contact_withdrawn_on", OLD."cost_bearer", OLD."decided_on", OLD."declined_on", OLD."departed_on", OLD."destination", OLD."escorts", OLD."id", OLD."incident_note", OLD."incident_on", OLD."kind", OLD."leaves_from", OLD."meeting", OLD."met_by", OLD."number", OLD."opened_on", OLD."options_explained_on", OLD."options_language", NOW(), \'delete\', OLD."planned_on", OLD."receiving_party", OLD."reception_confirmed_on", OLD."recorded_at", OLD."recorded_by_id", OLD."risk_assessed_on", OLD."risk_assessment_id", OLD."risk_threat", OLD."route", OLD."sad_contacted_on", OLD."services_ready", OLD."situation", OLD."state", OLD."taken_over_by", OLD."taken_over_on", OLD."transport"); RETURN NULL;', hash='750ccfcea2d2ca1ba85403e2464093c4ec37d9bf', operation='DELETE', pgid='pgtrigger_delete_delete_49a5e', table='cases_returnplan', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='reflectionperiod',
            constraint=models.UniqueConstraint(models.F('case'), condition=models.Q(('end_reason__in', ('CORRECTION', 'FOUND_TO_BE_CHILD', 'SAME_PERSON')), _negated=True), name='reflection_period_one_clock_for_a_case', violation_error_message='This case already has a reflection period.'),
        ),
        migrations.AddConstraint(
            model_name='reflectionperiod',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('end_reason__in', ('CORRECTION', 'FOUND_TO_BE_CHILD', 'SAME_PERSON')), _negated=True), expressions=[('person', '='), (tvcase.db.DateRange(tvcase.db.SofiaDate('starts_at'), django.db.models.functions.comparison.Least('ended_on', 'last_day'), models.Value('[]')), '&&')], name='reflection_period_one_at_a_time_for_a_person', violation_error_message='This person already has a reflection period in these days.'),
        ),
        migrations.AddConstraint(
            model_name='reflectionperiod',
            constraint=models.CheckConstraint(condition=models.Q(('end_reason', ''), ('end_reason__in', ['COOPERATION', 'CORRECTION', 'FOUND_TO_BE_CHILD', 'SAME_PERSON']), _connector='OR'), name='reflection_period_end_is_one_of_the_laws', violation_error_message='The period ends by decision to cooperate or by correction, in no other way.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.UniqueConstraint(models.F('case'), condition=models.Q(('state__in', ('PROPOSED', 'PREPARING', 'BLOCKED', 'READY', 'IN_TRANSIT', 'INCIDENT'))), name='return_plan_one_open_for_a_case', violation_error_message='This case already has an open return plan.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('PREPARING', 'BLOCKED', 'READY', 'IN_TRANSIT', 'INCIDENT', 'ARRIVED', 'FOLLOW_UP', 'CLOSED')), _negated=True), models.Q(('decided_on__gte', models.F('options_explained_on')), ('decided_on__isnull', False), ('options_explained_on__isnull', False), models.Q(('options_language', ''), _negated=True)), _connector='OR'), name='return_plan_rests_on_an_informed_decision', violation_error_message='The options to stay must be explained before the person decides.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['READY', 'IN_TRANSIT', 'INCIDENT', 'ARRIVED', 'FOLLOW_UP', 'CLOSED']), _negated=True), models.Q(('planned_on__isnull', False), ('reception_confirmed_on__isnull', False), ('receiving_party__isnull', False)), _connector='OR'), name='return_plan_ready_means_expected', violation_error_message='Say who receives the person, since when that is confirmed, and the day of departure.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('FOREIGNER_TO_ORIGIN', 'FOREIGNER_THIRD_COUNTRY')), ('state__in', ['READY', 'IN_TRANSIT', 'INCIDENT', 'ARRIVED', 'FOLLOW_UP', 'CLOSED']), _negated=True), models.Q(('risk_assessed_on__isnull', False), ('risk_threat', 'NO')), _connector='OR'), name='return_plan_foreigner_departs_without_threat', violation_error_message='A foreigner departs only after a risk assessment that shows no threat to life or health.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('IN_TRANSIT', 'INCIDENT', 'ARRIVED', 'FOLLOW_UP', 'CLOSED')), ('departed_on__isnull', False)), models.Q(models.Q(('state__in', ('IN_TRANSIT', 'INCIDENT', 'ARRIVED', 'FOLLOW_UP', 'CLOSED')), _negated=True), models.Q(('departed_on__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('departed_on__isnull', False), _negated=True), ('departed_on__gte', models.F('decided_on')), _connector='OR')), name='return_plan_departed_means_dated', violation_error_message="The departure needs its day, after the person's decision."),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ['ARRIVED', 'FOLLOW_UP']), _negated=True), ('arrived_on__isnull', False), _connector='OR'), models.Q(models.Q(('arrived_on__isnull', False), _negated=True), models.Q(('state__in', ['ARRIVED', 'FOLLOW_UP', 'CLOSED']), ('arrived_on__gte', models.F('departed_on'))), _connector='OR')), name='return_plan_arrived_after_departing', violation_error_message='The arrival needs its day, not before the departure.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'BLOCKED'), _negated=True), models.Q(('blocked_on__isnull', False), ('risk_threat', 'YES')), _connector='OR'), name='return_plan_stopped_by_a_threat', violation_error_message='A return is stopped by a threat to life or health.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'INCIDENT'), _negated=True), models.Q(('incident_note__isnull', False), ('incident_on__isnull', False)), _connector='OR'), models.Q(models.Q(('incident_on__isnull', False), _negated=True), ('incident_on__gte', models.F('departed_on')), _connector='OR')), name='return_plan_incident_is_told', violation_error_message='Say since when, what happened and who was told.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'FOLLOW_UP'), _negated=True), models.Q(('taken_over_by__isnull', False), ('taken_over_on__isnull', False)), _connector='OR'), models.Q(models.Q(('taken_over_on__isnull', False), _negated=True), ('taken_over_on__gte', models.F('arrived_on')), _connector='OR')), name='return_plan_followed_up_by_somebody', violation_error_message='Say who supports the person there, and since when.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contact_withdrawn_on__isnull', False), _negated=True), models.Q(('contact_agreed_on__isnull', False), ('contact_withdrawn_on__gte', models.F('contact_agreed_on'))), _connector='OR'), name='return_plan_contact_taken_back_after_it_was_agreed', violation_error_message='Only what was agreed is taken back, and not before.'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'CLOSED'), ('closed_on__isnull', False), ('closure_note__isnull', False)), models.Q(models.Q(('state', 'CLOSED'), _negated=True), models.Q(('closed_on__isnull', False), ('closure_note__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('closed_on__isnull', False), _negated=True), ('closed_on__gte', models.F('departed_on')), _connector='OR')), name='return_plan_closed_means_written_down', violation_error_message='The file needs the day on which the return ended, and how.'),
        ),
        migrations.AddField(
            model_name='duplicatelink',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duplicatelink',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duplicate_links', to='cases.case'),
        ),
        migrations.AddField(
            model_name='duplicatelink',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='proposed by organisation'),
        ),
        migrations.AddField(
            model_name='duplicatelink',
            name='other',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='duplicatelink',
            name='other_person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.person'),
        ),
        migrations.AddField(
            model_name='duplicatelink',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.person'),
        ),
        migrations.AddField(
            model_name='duplicatelink',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duplicatelink',
            name='separated_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicatelinkimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='415bb5b4407e54e1a5ccac9e55d5f8c88cdab98b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_421f0', table='cases_duplicatelinkimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='followupcontact',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_up_contacts', to='cases.case'),
        ),
        migrations.AddField(
            model_name='followupcontact',
            name='held_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='followupcontact',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='cases.returnplan'),
        ),
        migrations.AddField(
            model_name='followupcontact',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followupcontactimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c705f8e7ffacd95b747da709902db40f9c1fcbaf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cd8ea', table='cases_followupcontactimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='travelpaper',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='travel_papers', to='cases.case'),
        ),
        migrations.AddField(
            model_name='travelpaper',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='cases.returnplan'),
        ),
        migrations.AddField(
            model_name='travelpaper',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='travelpaperimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='05ec79cf034e9fcca234b080c7bf1db55a3504c3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_979c8', table='cases_travelpaperimage', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='duplicatelink',
            constraint=models.UniqueConstraint(models.F('case_code'), models.F('other_code'), condition=models.Q(('state__in', ('PROPOSED', 'CONFIRMED'))), name='duplicate_link_once', violation_error_message='This was proposed already.'),
        ),
        migrations.AddConstraint(
            model_name='duplicatelink',
            constraint=models.CheckConstraint(condition=models.Q(('case_code', models.F('other_code')), _negated=True), name='duplicate_link_of_two_cases', violation_error_message='This is the code of this case. Write the code of the other one.'),
        ),
        migrations.AddConstraint(
            model_name='duplicatelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['CONFIRMED', 'SEPARATED']), ('other__isnull', False), ('other_person__isnull', False)), models.Q(models.Q(('state__in', ['CONFIRMED', 'SEPARATED']), _negated=True), models.Q(('other__isnull', False), ('other_person__isnull', False), _negated=True)), _connector='OR'), name='duplicate_link_confirmed_names_the_case', violation_error_message='Only who answers for the other case confirms.'),
        ),
        migrations.AddConstraint(
            model_name='duplicatelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'PROPOSED'), ('answered_on', None)), models.Q(models.Q(('state', 'PROPOSED'), _negated=True), models.Q(('answered_on', None), _negated=True)), _connector='OR'), models.Q(models.Q(('answered_on', None), ('answered_by', None)), models.Q(models.Q(('answered_on', None), _negated=True), models.Q(('answered_by', None), _negated=True)), _connector='OR')), name='duplicate_link_answered_by_somebody', violation_error_message='An answer needs its day and who gave it.'),
        ),
        migrations.AddConstraint(
            model_name='duplicatelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['CONFIRMED', 'SEPARATED']), _negated=True), models.Q(('answered_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='duplicate_link_confirmed_by_a_second_person', violation_error_message='Somebody else must confirm that it is the same person.'),
        ),
        migrations.AddConstraint(
            model_name='duplicatelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'SEPARATED'), ('separated_by__isnull', False), ('separated_on__isnull', False)), models.Q(models.Q(('state', 'SEPARATED'), _negated=True), models.Q(('separated_by__isnull', False), ('separated_on__isnull', False), _negated=True)), _connector='OR'), name='duplicate_link_taken_apart_by_somebody', violation_error_message='Taking apart needs its day and who did it.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicatelink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_duplicatelinkimage" ("answered_by_id", "answered_on", "case_code", "case_id", "id", "organisation_id", "other_code", "other_id", "other_person_id", "person_id", "pgh_created_at", "pgh_label", "proposed_by_id", "proposed_on", "reason", "recorded_at", "separated_by_id", "separated_on", "state") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."case_code", NEW."case_id", NEW."id", NEW."organisation_id", NEW."other_code", NEW."other_id", NEW."other_person_id", NEW."person_id", NOW(), \'insert\', NEW."proposed_by_id", NEW."proposed_on", NEW."reason", NEW."recorded_at", NEW."separated_by_id", NEW."separated_on", NEW."state"); RETURN NULL;', hash='780daf5f52ceb5ddefa8b107c59d467fe0e2d62c', operation='INSERT', pgid='pgtrigger_insert_insert_61b49', table='cases_duplicatelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicatelink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."case_code", OLD."person_id", OLD."organisation_id", OLD."other_code", OLD."other_id", OLD."other_person_id", OLD."state", OLD."reason", OLD."proposed_on", OLD."proposed_by_id", OLD."answered_on", OLD."answered_by_id", OLD."separated_on", OLD."separated_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."case_code", NEW."person_id", NEW."organisation_id", NEW."other_code", NEW."other_id", NEW."other_person_id", NEW."state", NEW."reason", NEW."proposed_on", NEW."proposed_by_id", NEW."answered_on", NEW."answered_by_id", NEW."separated_on", NEW."separated_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_duplicatelinkimage" ("answered_by_id", "answered_on", "case_code", "case_id", "id", "organisation_id", "other_code", "other_id", "other_person_id", "person_id", "pgh_created_at", "pgh_label", "proposed_by_id", "proposed_on", "reason", "recorded_at", "separated_by_id", "separated_on", "state") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."case_code", NEW."case_id", NEW."id", NEW."organisation_id", NEW."other_code", NEW."other_id", NEW."other_person_id", NEW."person_id", NOW(), \'update\', NEW."proposed_by_id", NEW."proposed_on", NEW."reason", NEW."recorded_at", NEW."separated_by_id", NEW."separated_on", NEW."state"); RETURN NULL;', hash='66865c9d571f7e1f5f4d42abb6d0e4bbc8b5b7e6', operation='UPDATE', pgid='pgtrigger_update_update_3837c', table='cases_duplicatelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicatelink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_duplicatelinkimage" ("answered_by_id", "answered_on", "case_code", "case_id", "id", "organisation_id", "other_code", "other_id", "other_person_id", "person_id", "pgh_created_at", "pgh_label", "proposed_by_id", "proposed_on", "reason", "recorded_at", "separated_by_id", "separated_on", "state") VALUES (OLD."answered_by_id", OLD."answered_on", OLD."case_code", OLD."case_id", OLD."id", OLD."organisation_id", OLD."other_code", OLD."other_id", OLD."other_person_id", OLD."person_id", NOW(), \'delete\', OLD."proposed_by_id", OLD."proposed_on", OLD."reason", OLD."recorded_at", OLD."separated_by_id", OLD."separated_on", OLD."state"); RETURN NULL;', hash='4f182a9ec06abd197613704eb3f300f965216c73', operation='DELETE', pgid='pgtrigger_delete_delete_8c935', table='cases_duplicatelink', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='followupcontact',
            index=models.Index(models.F('case'), models.F('due_on'), name='follow_up_contact_due'),
        ),
        migrations.AddConstraint(
            model_name='followupcontact',
            constraint=models.UniqueConstraint(models.F('plan'), models.F('number'), name='follow_up_contact_number_once'),
        ),
        migrations.AddConstraint(
            model_name='followupcontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('held_on__isnull', False), ('outcome__isnull', False)), models.Q(models.Q(('held_on__isnull', False), _negated=True), models.Q(('outcome__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('held_on__isnull', False), ('held_by__isnull', False)), models.Q(models.Q(('held_on__isnull', False), _negated=True), models.Q(('held_by__isnull', False), _negated=True)), _connector='OR')), name='follow_up_contact_held_means_an_outcome', violation_error_message='Say when the contact was made, and what came of it.'),
        ),
        migrations.AddConstraint(
            model_name='followupcontact',
            constraint=models.CheckConstraint(condition=models.Q(('held_on', None), ('cancelled_on', None), _connector='OR'), name='follow_up_contact_held_or_cancelled', violation_error_message='A contact was either made or cancelled.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followupcontact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_followupcontactimage" ("cancelled_on", "case_id", "due_on", "held_by_id", "held_on", "id", "note", "number", "outcome", "pgh_created_at", "pgh_label", "plan_id", "recorded_at", "recorded_by_id") VALUES (NEW."cancelled_on", NEW."case_id", NEW."due_on", NEW."held_by_id", NEW."held_on", NEW."id", NEW."note", NEW."number", NEW."outcome", NOW(), \'insert\', NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='5c7a43a2df9b8add7cb78e7be756db09af3d3aeb', operation='INSERT', pgid='pgtrigger_insert_insert_09cee', table='cases_followupcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followupcontact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."plan_id", OLD."number", OLD."due_on", OLD."held_on", OLD."outcome", OLD."note", OLD."held_by_id", OLD."cancelled_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."plan_id", NEW."number", NEW."due_on", NEW."held_on", NEW."outcome", NEW."note", NEW."held_by_id", NEW."cancelled_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_followupcontactimage" ("cancelled_on", "case_id", "due_on", "held_by_id", "held_on", "id", "note", "number", "outcome", "pgh_created_at", "pgh_label", "plan_id", "recorded_at", "recorded_by_id") VALUES (NEW."cancelled_on", NEW."case_id", NEW."due_on", NEW."held_by_id", NEW."held_on", NEW."id", NEW."note", NEW."number", NEW."outcome", NOW(), \'update\', NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='6f84ab203c3f81e3cdf822f798e4d63fd4d87fe2', operation='UPDATE', pgid='pgtrigger_update_update_2c207', table='cases_followupcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followupcontact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_followupcontactimage" ("cancelled_on", "case_id", "due_on", "held_by_id", "held_on", "id", "note", "number", "outcome", "pgh_created_at", "pgh_label", "plan_id", "recorded_at", "recorded_by_id") VALUES (OLD."cancelled_on", OLD."case_id", OLD."due_on", OLD."held_by_id", OLD."held_on", OLD."id", OLD."note", OLD."number", OLD."outcome", NOW(), \'delete\', OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='1026299fe4d57762173fdbe6c5367de66952151d', operation='DELETE', pgid='pgtrigger_delete_delete_e09cb', table='cases_followupcontact', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='travelpaper',
            constraint=models.UniqueConstraint(models.F('plan'), models.F('number'), name='travel_paper_number_once'),
        ),
        migrations.AddConstraint(
            model_name='travelpaper',
            constraint=models.CheckConstraint(condition=models.Q(('issuer__in', ['MOI', 'MFA', 'SAR', 'MISSION', 'ABROAD']), ('kind__in', ['IDENTITY_CARD', 'PASSPORT', 'TEMPORARY', 'VISA', 'OTHER'])), name='travel_paper_in_words_of_the_lists', violation_error_message='Choose from the lists.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='travelpaper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_travelpaperimage" ("case_id", "id", "issuer", "kind", "number", "pgh_created_at", "pgh_label", "plan_id", "recorded_at", "recorded_by_id", "state", "state_on", "valid_to") VALUES (NEW."case_id", NEW."id", NEW."issuer", NEW."kind", NEW."number", NOW(), \'insert\', NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."state_on", NEW."valid_to"); RETURN NULL;', hash='a21a724e6327629bf38a9207a2bc8eb28ad71b40', operation='INSERT', pgid='pgtrigger_insert_insert_13813', table='cases_travelpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='travelpaper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."plan_id", OLD."number", OLD."kind", OLD."issuer", OLD."state", OLD."state_on", OLD."valid_to", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."plan_id", NEW."number", NEW."kind", NEW."issuer", NEW."state", NEW."state_on", NEW."valid_to", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_travelpaperimage" ("case_id", "id", "issuer", "kind", "number", "pgh_created_at", "pgh_label", "plan_id", "recorded_at", "recorded_by_id", "state", "state_on", "valid_to") VALUES (NEW."case_id", NEW."id", NEW."issuer", NEW."kind", NEW."number", NOW(), \'update\', NEW."plan_id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."state_on", NEW."valid_to"); RETURN NULL;', hash='54016f2cd9911f9920e44b68db45771cd3304ffa', operation='UPDATE', pgid='pgtrigger_update_update_68723', table='cases_travelpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='travelpaper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_travelpaperimage" ("case_id", "id", "issuer", "kind", "number", "pgh_created_at", "pgh_label", "plan_id", "recorded_at", "recorded_by_id", "state", "state_on", "valid_to") VALUES (OLD."case_id", OLD."id", OLD."issuer", OLD."kind", OLD."number", NOW(), \'delete\', OLD."plan_id", OLD."recorded_at", OLD."recorded_by_id", OLD."state", OLD."state_on", OLD."valid_to"); RETURN NULL;', hash='de20cb74f6c6c772ad04847e95aacacf7529c6e9', operation='DELETE', pgid='pgtrigger_delete_delete_dec41', table='cases_travelpaper', when='AFTER')),
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (RETURN_PLAN, JOURNEY, DUPLICATE, CLOSING)),
    ]
