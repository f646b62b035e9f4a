"""Images of changed rows, kept by triggers: see tvcase/audit/history.py."""

import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('legal', '0003_sealed'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProtectionImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('request', models.UUIDField(db_column='request_id', null=True)),
                ('permit_number', models.BinaryField(null=True)),
                ('end_reference', models.BinaryField(null=True)),
                ('termination_reasons', models.BinaryField(null=True)),
                ('ended_by', models.BigIntegerField(db_column='ended_by_id', null=True)),
                ('ended_by_organisation', models.BigIntegerField(db_column='ended_by_organisation_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('extended_stay', models.BooleanField(default=False, verbose_name='extended stay')),
                ('permit_possible', models.BooleanField(default=False, verbose_name='the person is a non-EU foreigner')),
                ('permit_issued_on', models.DateField(blank=True, null=True, verbose_name='permit issued on')),
                ('permit_valid_to', models.DateField(blank=True, null=True, verbose_name='permit valid to')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('end_kind', models.CharField(blank=True, choices=[('PROCEEDINGS_ENDED', 'the criminal proceedings ended'), ('TERMINATED', 'terminated early')], max_length=20, verbose_name='how it ended')),
                ('termination_ground', models.CharField(blank=True, choices=[('CONTACT_RENEWED', 'the person renewed contact with the perpetrators'), ('CONSENT_FICTITIOUS', 'the consent to cooperate is fictitious'), ('PUBLIC_ORDER_OR_SECURITY', 'danger to public order or national security')], max_length=30, verbose_name='ground of the termination')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ProtectionRequestImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('own_words', models.BinaryField(null=True)),
                ('decision_to_cooperate', models.UUIDField(db_column='decision_to_cooperate_id', null=True)),
                ('office', models.BigIntegerField(db_column='office_id', null=True)),
                ('decision_reference', models.BinaryField(null=True)),
                ('decision_reasons', models.BinaryField(null=True)),
                ('decided_by', models.BigIntegerField(db_column='decided_by_id', null=True)),
                ('decided_by_organisation', models.BigIntegerField(db_column='decided_by_organisation_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('DRAFT', 'draft'), ('FILED', 'filed'), ('ACTIVE', 'granted'), ('REFUSED', 'refused'), ('WITHDRAWN', 'withdrawn by the person')], default='DRAFT', max_length=10, verbose_name='state')),
                ('asked_on', models.DateField(verbose_name='the person asked on')),
                ('lawyer_offered', models.BooleanField(default=False, verbose_name='a lawyer was offered')),
                ('wants_permit', models.BooleanField(default=False, verbose_name='asks for a residence permit')),
                ('wants_extended_stay', models.BooleanField(default=False, verbose_name='asks for an extended stay')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='filed on')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionimage" ("case_id", "end_kind", "end_reference", "ended_by_id", "ended_by_organisation_id", "ended_on", "extended_stay", "id", "permit_issued_on", "permit_number", "permit_possible", "permit_valid_to", "pgh_created_at", "pgh_label", "recorded_at", "request_id", "termination_ground", "termination_reasons", "valid_from") VALUES (NEW."case_id", NEW."end_kind", NEW."end_reference", NEW."ended_by_id", NEW."ended_by_organisation_id", NEW."ended_on", NEW."extended_stay", NEW."id", NEW."permit_issued_on", NEW."permit_number", NEW."permit_possible", NEW."permit_valid_to", NOW(), \'insert\', NEW."recorded_at", NEW."request_id", NEW."termination_ground", NEW."termination_reasons", NEW."valid_from"); RETURN NULL;', hash='b7585f8887a1891d010af98094dbbb88a70af238', operation='INSERT', pgid='pgtrigger_insert_insert_06698', table='legal_protection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."request_id", OLD."valid_from", OLD."extended_stay", OLD."permit_possible", OLD."permit_number", OLD."permit_issued_on", OLD."permit_valid_to", OLD."ended_on", OLD."end_kind", OLD."end_reference", OLD."termination_ground", OLD."termination_reasons", OLD."ended_by_id", OLD."ended_by_organisation_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."request_id", NEW."valid_from", NEW."extended_stay", NEW."permit_possible", NEW."permit_number", NEW."permit_issued_on", NEW."permit_valid_to", NEW."ended_on", NEW."end_kind", NEW."end_reference", NEW."termination_ground", NEW."termination_reasons", NEW."ended_by_id", NEW."ended_by_organisation_id", NEW."recorded_at"))', func='INSERT INTO "legal_protectionimage" ("case_id", "end_kind", "end_reference", "ended_by_id", "ended_by_organisation_id", "ended_on", "extended_stay", "id", "permit_issued_on", "permit_number", "permit_possible", "permit_valid_to", "pgh_created_at", "pgh_label", "recorded_at", "request_id", "termination_ground", "termination_reasons", "valid_from") VALUES (NEW."case_id", NEW."end_kind", NEW."end_reference", NEW."ended_by_id", NEW."ended_by_organisation_id", NEW."ended_on", NEW."extended_stay", NEW."id", NEW."permit_issued_on", NEW."permit_number", NEW."permit_possible", NEW."permit_valid_to", NOW(), \'update\', NEW."recorded_at", NEW."request_id", NEW."termination_ground", NEW."termination_reasons", NEW."valid_from"); RETURN NULL;', hash='0d0dac1d280c766c8e2cee08ba52229c65d8e57c', operation='UPDATE', pgid='pgtrigger_update_update_4638f', table='legal_protection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionimage" ("case_id", "end_kind", "end_reference", "ended_by_id", "ended_by_organisation_id", "ended_on", "extended_stay", "id", "permit_issued_on", "permit_number", "permit_possible", "permit_valid_to", "pgh_created_at", "pgh_label", "recorded_at", "request_id", "termination_ground", "termination_reasons", "valid_from") VALUES (OLD."case_id", OLD."end_kind", OLD."end_reference", OLD."ended_by_id", OLD."ended_by_organisation_id", OLD."ended_on", OLD."extended_stay", OLD."id", OLD."permit_issued_on", OLD."permit_number", OLD."permit_possible", OLD."permit_valid_to", NOW(), \'delete\', OLD."recorded_at", OLD."request_id", OLD."termination_ground", OLD."termination_reasons", OLD."valid_from"); RETURN NULL;', hash='f1d4e02755894cfcf39fc167bbbe012bc60342b2', operation='DELETE', pgid='pgtrigger_delete_delete_1fe6b', table='legal_protection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (NEW."asked_on", NEW."case_id", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."decided_on", NEW."decision_reasons", NEW."decision_reference", NEW."decision_to_cooperate_id", NEW."filed_on", NEW."id", NEW."lawyer_offered", NEW."number", NEW."office_id", NEW."own_words", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."wants_extended_stay", NEW."wants_permit", NEW."withdrawn_on"); RETURN NULL;', hash='292aea4037d75fa3beb22f5c904796e1b86c7b73', operation='INSERT', pgid='pgtrigger_insert_insert_4ab1d', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."asked_on", OLD."lawyer_offered", OLD."own_words", OLD."wants_permit", OLD."wants_extended_stay", OLD."decision_to_cooperate_id", OLD."filed_on", OLD."office_id", OLD."decided_on", OLD."decision_reference", OLD."decision_reasons", OLD."decided_by_id", OLD."decided_by_organisation_id", OLD."withdrawn_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."asked_on", NEW."lawyer_offered", NEW."own_words", NEW."wants_permit", NEW."wants_extended_stay", NEW."decision_to_cooperate_id", NEW."filed_on", NEW."office_id", NEW."decided_on", NEW."decision_reference", NEW."decision_reasons", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."withdrawn_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (NEW."asked_on", NEW."case_id", NEW."decided_by_id", NEW."decided_by_organisation_id", NEW."decided_on", NEW."decision_reasons", NEW."decision_reference", NEW."decision_to_cooperate_id", NEW."filed_on", NEW."id", NEW."lawyer_offered", NEW."number", NEW."office_id", NEW."own_words", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."wants_extended_stay", NEW."wants_permit", NEW."withdrawn_on"); RETURN NULL;', hash='160a7147bad2c8043e24a07fb397ff29b179cef2', operation='UPDATE', pgid='pgtrigger_update_update_b59cf', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "legal_protectionrequestimage" ("asked_on", "case_id", "decided_by_id", "decided_by_organisation_id", "decided_on", "decision_reasons", "decision_reference", "decision_to_cooperate_id", "filed_on", "id", "lawyer_offered", "number", "office_id", "own_words", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "state", "wants_extended_stay", "wants_permit", "withdrawn_on") VALUES (OLD."asked_on", OLD."case_id", OLD."decided_by_id", OLD."decided_by_organisation_id", OLD."decided_on", OLD."decision_reasons", OLD."decision_reference", OLD."decision_to_cooperate_id", OLD."filed_on", OLD."id", OLD."lawyer_offered", OLD."number", OLD."office_id", OLD."own_words", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."state", OLD."wants_extended_stay", OLD."wants_permit", OLD."withdrawn_on"); RETURN NULL;', hash='b46aec3237a5b0626cb21f48cf382d1be27e1368', operation='DELETE', pgid='pgtrigger_delete_delete_01a5c', table='legal_protectionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='041c5628a7f8ff92005b0d44db3545c08954a31c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dc307', table='legal_protectionimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectionrequestimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c2ff3478eb74c2f971d40ef1398df2be8359bbe8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7f5be', table='legal_protectionrequestimage', when='BEFORE')),
        ),
    ]
