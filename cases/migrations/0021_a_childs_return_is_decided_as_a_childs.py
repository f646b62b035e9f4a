"""Who decided with a child to return, and what the child thinks of it; without both a child does not leave."""

import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.sealing.fields
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
    IF EXISTS (SELECT FROM cases_case c WHERE c.id = NEW.case_id AND c.age_status NOT IN ('ADULT_STATED', 'ADULT_VERIFIED'))
        AND (NEW.decided_with IS NULL OR NEW.child_opinion IS NULL OR NEW.decided_on < (
            SELECT min((f.established_at AT TIME ZONE 'Europe/Sofia')::date) FROM cases_agefinding f
             WHERE f.case_id = NEW.case_id AND f.number > coalesce((
                SELECT max(a.number) FROM cases_agefinding a
                 WHERE a.case_id = NEW.case_id AND a.age_status IN ('ADULT_STATED', 'ADULT_VERIFIED')), 0))) THEN
        PERFORM refuse('return_plan_of_a_child_is_decided_as_a_childs', 'the decision is a child''s, with who represents it');
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
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0020_one_clock_of_a_person'),
    ]

    operations = [
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
        migrations.AddField(
            model_name='returnplan',
            name='child_opinion',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='what the child thinks of it'),
        ),
        migrations.AddField(
            model_name='returnplan',
            name='decided_with',
            field=tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=200, verbose_name='who decided with the child'),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='child_opinion',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='returnplanimage',
            name='decided_with',
            field=models.BinaryField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_returnplanimage" ("arrived_on", "blocked_on", "case_id", "child_opinion", "closed_on", "closure_note", "contact_agreed_on", "contact_way", "contact_withdrawn_on", "cost_bearer", "decided_on", "decided_with", "declined_on", "departed_on", "destination", "escorts", "id", "incident_note", "incident_on", "kind", "leaves_from", "meeting", "met_by", "number", "opened_on", "options_explained_on", "options_language", "pgh_created_at", "pgh_label", "planned_on", "receiving_party", "reception_confirmed_on", "recorded_at", "recorded_by_id", "risk_assessed_on", "risk_assessment_id", "risk_threat", "route", "sad_contacted_on", "services_ready", "situation", "state", "taken_over_by", "taken_over_on", "transport") VALUES (NEW."arrived_on", NEW."blocked_on", NEW."case_id", NEW."child_opinion", NEW."closed_on", NEW."closure_note", NEW."contact_agreed_on", NEW."contact_way", NEW."contact_withdrawn_on", NEW."cost_bearer", NEW."decided_on", NEW."decided_with", NEW."declined_on", NEW."departed_on", NEW."destination", NEW."escorts", NEW."id", NEW."incident_note", NEW."incident_on", NEW."kind", NEW."leaves_from", NEW."meeting", NEW."met_by", NEW."number", NEW."opened_on", NEW."options_explained_on", NEW."options_language", NOW(), \'insert\', NEW."planned_on", NEW."receiving_party", NEW."reception_confirmed_on", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_assessed_on", NEW."risk_assessment_id", NEW."risk_threat", NEW."route", NEW."sad_contacted_on", NEW."services_ready", NEW."situation", NEW."state", NEW."taken_over_by", NEW."taken_over_on", NEW."transport"); RETURN NULL;', hash='c143cdf525ade0e71aed1afbe2eb66e0fd8370a0', operation='INSERT', pgid='pgtrigger_insert_insert_a02b1', table='cases_returnplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."kind", OLD."situation", OLD."opened_on", OLD."options_explained_on", OLD."options_language", OLD."decided_on", OLD."decided_with", OLD."child_opinion", OLD."destination", OLD."leaves_from", OLD."receiving_party", OLD."reception_confirmed_on", OLD."sad_contacted_on", OLD."services_ready", OLD."planned_on", OLD."transport", OLD."route", OLD."escorts", OLD."meeting", OLD."cost_bearer", OLD."risk_assessment_id", OLD."risk_assessed_on", OLD."risk_threat", OLD."departed_on", OLD."arrived_on", OLD."met_by", OLD."blocked_on", OLD."incident_on", OLD."incident_note", OLD."taken_over_on", OLD."taken_over_by", OLD."contact_agreed_on", OLD."contact_way", OLD."contact_withdrawn_on", OLD."closed_on", OLD."closure_note", OLD."declined_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."kind", NEW."situation", NEW."opened_on", NEW."options_explained_on", NEW."options_language", NEW."decided_on", NEW."decided_with", NEW."child_opinion", NEW."destination", NEW."leaves_from", NEW."receiving_party", NEW."reception_confirmed_on", NEW."sad_contacted_on", NEW."services_ready", NEW."planned_on", NEW."transport", NEW."route", NEW."escorts", NEW."meeting", NEW."cost_bearer", NEW."risk_assessment_id", NEW."risk_assessed_on", NEW."risk_threat", NEW."departed_on", NEW."arrived_on", NEW."met_by", NEW."blocked_on", NEW."incident_on", NEW."incident_note", NEW."taken_over_on", NEW."taken_over_by", NEW."contact_agreed_on", NEW."contact_way", NEW."contact_withdrawn_on", NEW."closed_on", NEW."closure_note", NEW."declined_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_returnplanimage" ("arrived_on", "blocked_on", "case_id", "child_opinion", "closed_on", "closure_note", "contact_agreed_on", "contact_way", "contact_withdrawn_on", "cost_bearer", "decided_on", "decided_with", "declined_on", "departed_on", "destination", "escorts", "id", "incident_note", "incident_on", "kind", "leaves_from", "meeting", "met_by", "number", "opened_on", "options_explained_on", "options_language", "pgh_created_at", "pgh_label", "planned_on", "receiving_party", "reception_confirmed_on", "recorded_at", "recorded_by_id", "risk_assessed_on", "risk_assessment_id", "risk_threat", "route", "sad_contacted_on", "services_ready", "situation", "state", "taken_over_by", "taken_over_on", "transport") VALUES (NEW."arrived_on", NEW."blocked_on", NEW."case_id", NEW."child_opinion", NEW."closed_on", NEW."closure_note", NEW."contact_agreed_on", NEW."contact_way", NEW."contact_withdrawn_on", NEW."cost_bearer", NEW."decided_on", NEW."decided_with", NEW."declined_on", NEW."departed_on", NEW."destination", NEW."escorts", NEW."id", NEW."incident_note", NEW."incident_on", NEW."kind", NEW."leaves_from", NEW."meeting", NEW."met_by", NEW."number", NEW."opened_on", NEW."options_explained_on", NEW."options_language", NOW(), \'update\', NEW."planned_on", NEW."receiving_party", NEW."reception_confirmed_on", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_assessed_on", NEW."risk_assessment_id", NEW."risk_threat", NEW."route", NEW."sad_contacted_on", NEW."services_ready", NEW."situation", NEW."state", NEW."taken_over_by", NEW."taken_over_on", NEW."transport"); RETURN NULL;', hash='27169fde80ff4e718ce58dcf4294a8ddf2852932', operation='UPDATE', pgid='pgtrigger_update_update_b7654', table='cases_returnplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_returnplanimage" ("arrived_on", "blocked_on", "case_id", "child_opinion", "closed_on", "closure_note", "contact_agreed_on", "contact_way", "contact_withdrawn_on", "cost_bearer", "decided_on", "decided_with", "declined_on", "departed_on", "destination", "escorts", "id", "incident_note", "incident_on", "kind", "leaves_from", "meeting", "met_by", "number", "opened_on", "options_explained_on", "options_language", "pgh_created_at", "pgh_label", "planned_on", "receiving_party", "reception_confirmed_on", "recorded_at", "recorded_by_id", "risk_assessed_on", "risk_assessment_id", "risk_threat", "route", "sad_contacted_on", "services_ready", "situation", "state", "taken_over_by", "taken_over_on", "transport") VALUES (OLD."arrived_on", OLD."blocked_on", OLD."case_id", OLD."child_opinion", OLD."closed_on", OLD."closure_note", OLD."contact_agreed_on", OLD."contact_way", OLD."contact_withdrawn_on", OLD."cost_bearer", OLD."decided_on", OLD."decided_with", OLD."declined_on", OLD."departed_on", OLD."destination", OLD."escorts", OLD."id", OLD."incident_note", OLD."incident_on", OLD."kind", OLD."leaves_from", OLD."meeting", OLD."met_by", OLD."number", OLD."opened_on", OLD."options_explained_on", OLD."options_language", NOW(), \'delete\', OLD."planned_on", OLD."receiving_party", OLD."reception_confirmed_on", OLD."recorded_at", OLD."recorded_by_id", OLD."risk_assessed_on", OLD."risk_assessment_id", OLD."risk_threat", OLD."route", OLD."sad_contacted_on", OLD."services_ready", OLD."situation", OLD."state", OLD."taken_over_by", OLD."taken_over_on", OLD."transport"); RETURN NULL;', hash='82fccbd7f374b981db37f156d41c14e219b17f9d', operation='DELETE', pgid='pgtrigger_delete_delete_49a5e', table='cases_returnplan', when='AFTER')),
        ),
        migrations.RunSQL(RETURN_PLAN, migrations.RunSQL.noop),
    ]
