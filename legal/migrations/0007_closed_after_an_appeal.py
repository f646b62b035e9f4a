"""A request that was made anew is closed without a decision when an appeal brought the protection."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

FLOW = """
DROP TRIGGER protection_request_follows_its_flow ON legal_protectionrequest;
CREATE TRIGGER protection_request_follows_its_flow BEFORE INSERT OR UPDATE ON legal_protectionrequest
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>DRAFT', 'DRAFT>FILED', 'DRAFT>WITHDRAWN', 'DRAFT>SUPERSEDED', 'FILED>PENDING', 'FILED>WITHDRAWN',
        'FILED>SUPERSEDED', 'PENDING>ACTIVE', 'PENDING>REFUSED', 'PENDING>WITHDRAWN', 'PENDING>SUPERSEDED',
        'REFUSED>APPEALED', 'APPEALED>REFUSED_FINAL', 'APPEALED>ACTIVE');
"""

SUPERSEDED = """
CREATE FUNCTION protection_request_superseded_by_an_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.superseded_on IS DISTINCT FROM OLD.superseded_on AND (OLD.superseded_on IS NOT NULL OR NOT EXISTS (
        SELECT FROM legal_protection p
          JOIN legal_appeal a ON a.request_id = p.request_id AND a.state = 'OVERTURNED'
         WHERE p.case_id = NEW.case_id AND p.request_id <> NEW.id AND p.ended_on IS NULL
           AND a.result_on <= NEW.superseded_on)) THEN
        PERFORM refuse('protection_request_superseded_by_an_appeal', 'only protection after an appeal closes a request');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER protection_request_superseded_by_an_appeal BEFORE UPDATE ON legal_protectionrequest
    FOR EACH ROW EXECUTE FUNCTION protection_request_superseded_by_an_appeal();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_legal_aid_bodies'),
        ('cases', '0011_informing'),
        ('legal', '0006_article_25_to_its_end'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='protectionrequest',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='protectionrequest',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='protectionrequest',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='protectionrequest',
            name='superseded_on',
            field=models.DateField(blank=True, null=True, verbose_name='closed after an appeal on'),
        ),
        migrations.AddField(
            model_name='protectionrequestimage',
            name='superseded_on',
            field=models.DateField(blank=True, null=True, verbose_name='closed after an appeal on'),
        ),
        migrations.AlterField(
            model_name='protectionrequest',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'draft'), ('FILED', 'filed'), ('PENDING', 'registered, waits for the decision'), ('ACTIVE', 'granted'), ('REFUSED', 'refused'), ('APPEALED', 'refused, appealed'), ('REFUSED_FINAL', 'refused, the appeal changed nothing'), ('WITHDRAWN', 'withdrawn by the person'), ('SUPERSEDED', 'closed: an appeal brought the protection')], default='DRAFT', max_length=15, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='protectionrequestimage',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'draft'), ('FILED', 'filed'), ('PENDING', 'registered, waits for the decision'), ('ACTIVE', 'granted'), ('REFUSED', 'refused'), ('APPEALED', 'refused, appealed'), ('REFUSED_FINAL', 'refused, the appeal changed nothing'), ('WITHDRAWN', 'withdrawn by the person'), ('SUPERSEDED', 'closed: an appeal brought the protection')], default='DRAFT', max_length=15, verbose_name='state'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "claim_ends_at", "claimed_at", "claimed_by_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_due_on", "decision_grounds", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_how", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "register_number", "registered_by_id", "registered_on", "served_how", "served_on", "state", "superseded_on", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (NEW."asked_on", NEW."case_id", NEW."claim_ends_at", NEW."claimed_at", NEW."claimed_by_id", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."decided_on", NEW."decision_due_on", NEW."decision_grounds", NEW."decision_reasons", NEW."decision_reference", NEW."decision_to_cooperate_id", NEW."filed_how", NEW."filed_on", NEW."id", NEW."lawyer_offered", NEW."number", NEW."office_id", NEW."own_words", NOW(), \'insert\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."register_number", NEW."registered_by_id", NEW."registered_on", NEW."served_how", NEW."served_on", NEW."state", NEW."superseded_on", NEW."wants_extended_stay", NEW."wants_permit", NEW."withdrawn_on"); RETURN NULL;', hash='2aecc23ad1194ccf7bcdd00afc25c7463526f4ad', operation='INSERT', pgid='pgtrigger_insert_insert_4ab1d', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."asked_on", OLD."lawyer_offered", OLD."own_words", OLD."wants_permit", OLD."wants_extended_stay", OLD."decision_to_cooperate_id", OLD."proceedings_id", OLD."filed_on", OLD."office_id", OLD."filed_how", OLD."decision_due_on", OLD."register_number", OLD."registered_on", OLD."registered_by_id", OLD."claimed_by_id", OLD."claimed_at", OLD."claim_ends_at", OLD."decided_on", OLD."decision_reference", OLD."decision_grounds", OLD."decision_reasons", OLD."decided_by_id", OLD."decided_by_organisation_id", OLD."served_on", OLD."served_how", OLD."withdrawn_on", OLD."superseded_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."asked_on", NEW."lawyer_offered", NEW."own_words", NEW."wants_permit", NEW."wants_extended_stay", NEW."decision_to_cooperate_id", NEW."proceedings_id", NEW."filed_on", NEW."office_id", NEW."filed_how", NEW."decision_due_on", NEW."register_number", NEW."registered_on", NEW."registered_by_id", NEW."claimed_by_id", NEW."claimed_at", NEW."claim_ends_at", NEW."decided_on", NEW."decision_reference", NEW."decision_grounds", NEW."decision_reasons", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."served_on", NEW."served_how", NEW."withdrawn_on", NEW."superseded_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "claim_ends_at", "claimed_at", "claimed_by_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_due_on", "decision_grounds", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_how", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "register_number", "registered_by_id", "registered_on", "served_how", "served_on", "state", "superseded_on", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (NEW."asked_on", NEW."case_id", NEW."claim_ends_at", NEW."claimed_at", NEW."claimed_by_id", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."decided_on", NEW."decision_due_on", NEW."decision_grounds", NEW."decision_reasons", NEW."decision_reference", NEW."decision_to_cooperate_id", NEW."filed_how", NEW."filed_on", NEW."id", NEW."lawyer_offered", NEW."number", NEW."office_id", NEW."own_words", NOW(), \'update\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."register_number", NEW."registered_by_id", NEW."registered_on", NEW."served_how", NEW."served_on", NEW."state", NEW."superseded_on", NEW."wants_extended_stay", NEW."wants_permit", NEW."withdrawn_on"); RETURN NULL;', hash='b10c4a7d09ca16ccbc75691f109467defa2c76fc', operation='UPDATE', pgid='pgtrigger_update_update_b59cf', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "claim_ends_at", "claimed_at", "claimed_by_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_due_on", "decision_grounds", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_how", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "register_number", "registered_by_id", "registered_on", "served_how", "served_on", "state", "superseded_on", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (OLD."asked_on", OLD."case_id", OLD."claim_ends_at", OLD."claimed_at", OLD."claimed_by_id", OLD."decided_by_id", OLD."decided_by_organisation_id", OLD."decided_on", OLD."decision_due_on", OLD."decision_grounds", OLD."decision_reasons", OLD."decision_reference", OLD."decision_to_cooperate_id", OLD."filed_how", OLD."filed_on", OLD."id", OLD."lawyer_offered", OLD."number", OLD."office_id", OLD."own_words", NOW(), \'delete\', OLD."proceedings_id", OLD."recorded_at", OLD."recorded_by_id", OLD."register_number", OLD."registered_by_id", OLD."registered_on", OLD."served_how", OLD."served_on", OLD."state", OLD."superseded_on", OLD."wants_extended_stay", OLD."wants_permit", OLD."withdrawn_on"); RETURN NULL;', hash='5788848b056f3245fc811a1292729dcfff21e048', operation='DELETE', pgid='pgtrigger_delete_delete_01a5c', table='legal_protectionrequest', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='protectionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'SUPERSEDED'), ('superseded_on__isnull', False)), models.Q(models.Q(('state', 'SUPERSEDED'), _negated=True), models.Q(('superseded_on__isnull', False), _negated=True)), _connector='OR'), name='protection_request_superseded_means_dated', violation_error_message="A request is closed without a decision on the day of the appeal's result."),
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (FLOW, SUPERSEDED)),
    ]
