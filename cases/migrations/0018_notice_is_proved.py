"""A notice about a child says by which way it was sent, and what proves it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


PROOF = """
CREATE FUNCTION child_notice_proved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.sent_at IS NOT NULL AND OLD.sent_at IS NULL AND NEW.channel = '')
        OR (NEW.proof_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM cases_document d WHERE d.id = NEW.proof_id AND d.case_id = NEW.case_id)) THEN
        PERFORM refuse('child_notice_proved', 'how a notice was sent, and a document of the same case that proves it');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER child_notice_proved BEFORE UPDATE ON cases_childnotice
    FOR EACH ROW EXECUTE FUNCTION child_notice_proved();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_checklist_and_public_information'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='childnotice',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childnotice',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='childnotice',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='childnotice',
            name='child_notice_sent_means_by_whom_and_how',
        ),
        migrations.AddField(
            model_name='childnotice',
            name='channel',
            field=models.CharField(blank=True, choices=[('E_DELIVERY', 'system for secure electronic delivery'), ('EMAIL', 'by e-mail'), ('POST', 'by post'), ('BY_HAND', 'handed over in person'), ('FAX', 'by fax'), ('PHONE', 'by telephone, with the letter afterwards')], max_length=12, verbose_name='how it was sent'),
        ),
        migrations.AddField(
            model_name='childnotice',
            name='proof',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.document', verbose_name='proof of sending'),
        ),
        migrations.AddField(
            model_name='childnoticeimage',
            name='channel',
            field=models.CharField(blank=True, choices=[('E_DELIVERY', 'system for secure electronic delivery'), ('EMAIL', 'by e-mail'), ('POST', 'by post'), ('BY_HAND', 'handed over in person'), ('FAX', 'by fax'), ('PHONE', 'by telephone, with the letter afterwards')], max_length=12, verbose_name='how it was sent'),
        ),
        migrations.AddField(
            model_name='childnoticeimage',
            name='proof',
            field=models.UUIDField(db_column='proof_id', null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childnotice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_childnoticeimage" ("body", "case_id", "channel", "detected_at", "due_at", "id", "pgh_created_at", "pgh_label", "proof_id", "recorded_at", "reference", "sent_at", "sent_by_id") VALUES (NEW."body", NEW."case_id", NEW."channel", NEW."detected_at", NEW."due_at", NEW."id", NOW(), \'insert\', NEW."proof_id", NEW."recorded_at", NEW."reference", NEW."sent_at", NEW."sent_by_id"); RETURN NULL;', hash='cf22b92123de6b0b784afc6924a3255b2e45e849', operation='INSERT', pgid='pgtrigger_insert_insert_d1028', table='cases_childnotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childnotice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."body", OLD."detected_at", OLD."due_at", OLD."sent_at", OLD."sent_by_id", OLD."channel", OLD."reference", OLD."proof_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."body", NEW."detected_at", NEW."due_at", NEW."sent_at", NEW."sent_by_id", NEW."channel", NEW."reference", NEW."proof_id", NEW."recorded_at"))', func='INSERT INTO "cases_childnoticeimage" ("body", "case_id", "channel", "detected_at", "due_at", "id", "pgh_created_at", "pgh_label", "proof_id", "recorded_at", "reference", "sent_at", "sent_by_id") VALUES (NEW."body", NEW."case_id", NEW."channel", NEW."detected_at", NEW."due_at", NEW."id", NOW(), \'update\', NEW."proof_id", NEW."recorded_at", NEW."reference", NEW."sent_at", NEW."sent_by_id"); RETURN NULL;', hash='dc186303b4de2dea1f050ecbecf81fba9f31828c', operation='UPDATE', pgid='pgtrigger_update_update_886a5', table='cases_childnotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childnotice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_childnoticeimage" ("body", "case_id", "channel", "detected_at", "due_at", "id", "pgh_created_at", "pgh_label", "proof_id", "recorded_at", "reference", "sent_at", "sent_by_id") VALUES (OLD."body", OLD."case_id", OLD."channel", OLD."detected_at", OLD."due_at", OLD."id", NOW(), \'delete\', OLD."proof_id", OLD."recorded_at", OLD."reference", OLD."sent_at", OLD."sent_by_id"); RETURN NULL;', hash='aa2ae2d3ef7fd1312339d40a9797309a7f84dacb', operation='DELETE', pgid='pgtrigger_delete_delete_5ac17', table='cases_childnotice', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='childnotice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('sent_at', None), ('sent_by', None)), models.Q(models.Q(('sent_at', None), _negated=True), models.Q(('sent_by', None), _negated=True)), _connector='OR'), models.Q(models.Q(('sent_at__isnull', False), _negated=True), ('reference__isnull', False), ('proof__isnull', False), _connector='OR')), name='child_notice_sent_means_by_whom_and_how', violation_error_message='Say how the notice was sent: its reference, or whom you called.'),
        ),
        migrations.AddConstraint(
            model_name='childnotice',
            constraint=models.CheckConstraint(condition=models.Q(('channel', ''), models.Q(('channel__in', ['E_DELIVERY', 'EMAIL', 'POST', 'BY_HAND', 'FAX', 'PHONE']), ('sent_at__isnull', False)), _connector='OR'), name='child_notice_channel_of_a_notice_sent', violation_error_message='Choose how the notice was sent.'),
        ),
        migrations.RunSQL(PROOF, migrations.RunSQL.noop),
    ]
