"""Orders of courts against contact."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
import tvcase.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models


ORDER = """
CREATE TRIGGER court_order_follows_its_flow BEFORE INSERT OR UPDATE ON orders_courtorder
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>APPLIED', 'APPLIED>ORDERED', 'APPLIED>REFUSED', 'APPLIED>WITHDRAWN', 'ORDERED>LIFTED');
CREATE TRIGGER court_order_needs_an_open_case BEFORE INSERT ON orders_courtorder
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();

CREATE FUNCTION court_order_stays_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_nocontactmeasure m
            WHERE m.id = NEW.measure_id AND m.case_id = NEW.case_id AND m.kind = NEW.kind) THEN
        PERFORM refuse('court_order_is_of_its_measure', 'the order is of another case or kind than the measure');
    END IF;
    IF TG_OP = 'UPDATE' AND ((NEW.case_id, NEW.number, NEW.measure_id, NEW.kind) IS DISTINCT FROM
                             (OLD.case_id, OLD.number, OLD.measure_id, OLD.kind)
        OR (OLD.decided_on IS NOT NULL AND (NEW.decided_on, NEW.from_on, NEW.until_on) IS DISTINCT FROM
                                           (OLD.decided_on, OLD.from_on, OLD.until_on))) THEN
        PERFORM refuse('court_order_keeps_what_it_was', 'what a court ordered is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER court_order_stays_what_it_is BEFORE INSERT OR UPDATE ON orders_courtorder
    FOR EACH ROW EXECUTE FUNCTION court_order_stays_what_it_is();
"""

# The measure itself is of the app cases, which knows nothing of courts.
MEASURE = """
CREATE FUNCTION no_contact_ordered_by_a_court() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'ACTIVE' AND NOT starts_with(NEW.kind, 'VOLUNTARY_') AND NOT EXISTS (
        SELECT FROM orders_courtorder o WHERE o.measure_id = NEW.id AND o.state = 'ORDERED'
           AND o.from_on = NEW.from_on AND o.until_on = NEW.until_on) THEN
        PERFORM refuse('no_contact_ordered_by_a_court', 'in force only when a court has ordered it, as ordered');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_contact_ordered_by_a_court BEFORE INSERT OR UPDATE ON cases_nocontactmeasure
    FOR EACH ROW EXECUTE FUNCTION no_contact_ordered_by_a_court();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0007_no_contact'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CourtOrderImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('measure', models.UUIDField(db_column='measure_id', null=True)),
                ('court', models.BinaryField(null=True)),
                ('file_reference', models.BinaryField(null=True)),
                ('decision_reference', models.BinaryField(null=True)),
                ('scope', models.BinaryField(null=True)),
                ('lift_reference', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('VOLUNTARY_DISTANCE', 'distance: another town or shelter'), ('VOLUNTARY_DEVICE_LIMIT', 'limited use of telephone or internet'), ('VOLUNTARY_CHANNEL_BLOCK', 'channels that are blocked'), ('COURT_ART67', 'prohibition to approach the person'), ('EPO_PLACES', 'European Protection Order: places'), ('EPO_CONTACT', 'European Protection Order: contact'), ('EPO_APPROACH', 'European Protection Order: approach'), ('WITNESS_PROTECTION', 'witness protection'), ('DOMESTIC_VIOLENCE_ORDER', 'order against domestic violence'), ('CHILD_EXIT_BAN', 'ban on leaving the country for a child')], max_length=25, verbose_name='kind of measure')),
                ('state', models.CharField(choices=[('APPLIED', 'applied for'), ('ORDERED', 'ordered'), ('REFUSED', 'refused by the court'), ('WITHDRAWN', 'application taken back'), ('LIFTED', 'lifted')], default='APPLIED', max_length=10, verbose_name='state')),
                ('applied_on', models.DateField(verbose_name='applied for on')),
                ('applicant', models.CharField(choices=[('PERSON', 'the person'), ('LAWYER', "the person's lawyer"), ('PROSECUTOR', 'the prosecutor'), ('CHILD_PROTECTION', 'the child protection authorities')], max_length=20, verbose_name='who applied')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('served_on', models.DateField(blank=True, null=True, verbose_name='served on who must obey it, on')),
                ('person_told_on', models.DateField(blank=True, null=True, verbose_name='the person was told on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='taken back or lifted on')),
                ('lifted_by', models.CharField(blank=True, choices=[('COURT', 'the court'), ('PROSECUTOR', 'the prosecutor')], max_length=12, verbose_name='lifted by')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CourtOrder',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('VOLUNTARY_DISTANCE', 'distance: another town or shelter'), ('VOLUNTARY_DEVICE_LIMIT', 'limited use of telephone or internet'), ('VOLUNTARY_CHANNEL_BLOCK', 'channels that are blocked'), ('COURT_ART67', 'prohibition to approach the person'), ('EPO_PLACES', 'European Protection Order: places'), ('EPO_CONTACT', 'European Protection Order: contact'), ('EPO_APPROACH', 'European Protection Order: approach'), ('WITNESS_PROTECTION', 'witness protection'), ('DOMESTIC_VIOLENCE_ORDER', 'order against domestic violence'), ('CHILD_EXIT_BAN', 'ban on leaving the country for a child')], max_length=25, verbose_name='kind of measure')),
                ('state', models.CharField(choices=[('APPLIED', 'applied for'), ('ORDERED', 'ordered'), ('REFUSED', 'refused by the court'), ('WITHDRAWN', 'application taken back'), ('LIFTED', 'lifted')], default='APPLIED', max_length=10, verbose_name='state')),
                ('applied_on', models.DateField(verbose_name='applied for on')),
                ('applicant', models.CharField(choices=[('PERSON', 'the person'), ('LAWYER', "the person's lawyer"), ('PROSECUTOR', 'the prosecutor'), ('CHILD_PROTECTION', 'the child protection authorities')], max_length=20, verbose_name='who applied')),
                ('court', tvcase.sealing.fields.SealedText(key='case_id', max_length=120, verbose_name='court')),
                ('file_reference', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=60, verbose_name='number of the court file')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('decision_reference', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=60, verbose_name='reference of the order')),
                ('scope', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='what the court ordered')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('served_on', models.DateField(blank=True, null=True, verbose_name='served on who must obey it, on')),
                ('person_told_on', models.DateField(blank=True, null=True, verbose_name='the person was told on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='taken back or lifted on')),
                ('lifted_by', models.CharField(blank=True, choices=[('COURT', 'the court'), ('PROSECUTOR', 'the prosecutor')], max_length=12, verbose_name='lifted by')),
                ('lift_reference', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=60, verbose_name='reference of the act that lifts it')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='court_orders', to='cases.case')),
                ('measure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='court_order', to='cases.nocontactmeasure')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'court order',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='courtorderimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='06772075e2c295a3f35afcbda336e0adae215841', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9306b', table='orders_courtorderimage', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='courtorder',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='court_order_number_once'),
        ),
        migrations.AddConstraint(
            model_name='courtorder',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('COURT_ART67', 'EPO_PLACES', 'EPO_CONTACT', 'EPO_APPROACH', 'WITNESS_PROTECTION', 'DOMESTIC_VIOLENCE_ORDER', 'CHILD_EXIT_BAN'))), name='court_order_of_a_kind_that_courts_order', violation_error_message="A court does not order this: it rests on the person's agreement."),
        ),
        migrations.AddConstraint(
            model_name='courtorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ORDERED', 'LIFTED', 'REFUSED']), ('decided_on__gte', models.F('applied_on')), ('decided_on__isnull', False), ('decision_reference__isnull', False)), models.Q(models.Q(('state__in', ['ORDERED', 'LIFTED', 'REFUSED']), _negated=True), models.Q(('decided_on__gte', models.F('applied_on')), ('decided_on__isnull', False), ('decision_reference__isnull', False), _negated=True)), _connector='OR'), name='court_order_decided_means_dated_and_referenced', violation_error_message='What a court decided needs its day and its reference.'),
        ),
        migrations.AddConstraint(
            model_name='courtorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('ORDERED', 'LIFTED')), ('from_on__isnull', False), ('scope__isnull', False), ('until_on__isnull', False), ('from_on__gte', models.F('decided_on')), ('until_on__gte', models.F('from_on'))), models.Q(models.Q(('state__in', ('ORDERED', 'LIFTED')), _negated=True), models.Q(('from_on__isnull', False), ('scope__isnull', False), ('until_on__isnull', False), ('from_on__gte', models.F('decided_on')), ('until_on__gte', models.F('from_on')), _negated=True)), _connector='OR'), name='court_order_says_what_and_until_when', violation_error_message='An order says what it covers, from when and until when.'),
        ),
        migrations.AddConstraint(
            model_name='courtorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('served_on', None), models.Q(('served_on__gte', models.F('decided_on')), ('state__in', ('ORDERED', 'LIFTED'))), _connector='OR'), models.Q(('person_told_on', None), models.Q(('person_told_on__gte', models.F('decided_on')), ('state__in', ('ORDERED', 'LIFTED'))), _connector='OR')), name='court_order_served_after_it_was_made', violation_error_message='An order is served after it was made.'),
        ),
        migrations.AddConstraint(
            model_name='courtorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ['WITHDRAWN', 'LIFTED']), ('ended_on__gte', models.F('applied_on')), ('ended_on__isnull', False)), models.Q(models.Q(('state__in', ['WITHDRAWN', 'LIFTED']), _negated=True), models.Q(('ended_on__gte', models.F('applied_on')), ('ended_on__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('state', 'LIFTED'), ('lifted_by__in', ['COURT', 'PROSECUTOR']), ('lift_reference__isnull', False)), models.Q(models.Q(('state', 'LIFTED'), _negated=True), models.Q(('lifted_by__in', ['COURT', 'PROSECUTOR']), ('lift_reference__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('state', 'LIFTED'), _negated=True), ('ended_on__gte', models.F('decided_on')), _connector='OR')), name='court_order_lifted_by_an_act', violation_error_message='Say who lifted it, by which act and when.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='courtorder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "orders_courtorderimage" ("applicant", "applied_on", "case_id", "court", "decided_on", "decision_reference", "ended_on", "file_reference", "from_on", "id", "kind", "lift_reference", "lifted_by", "measure_id", "number", "person_told_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "scope", "served_on", "state", "until_on") VALUES (NEW."applicant", NEW."applied_on", NEW."case_id", NEW."court", NEW."decided_on", NEW."decision_reference", NEW."ended_on", NEW."file_reference", NEW."from_on", NEW."id", NEW."kind", NEW."lift_reference", NEW."lifted_by", NEW."measure_id", NEW."number", NEW."person_told_on", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."scope", NEW."served_on", NEW."state", NEW."until_on"); RETURN NULL;', hash='a5eea80087f58e14a4454938da295ba1143d4706', operation='INSERT', pgid='pgtrigger_insert_insert_132aa', table='orders_courtorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='courtorder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."measure_id", OLD."kind", OLD."state", OLD."applied_on", OLD."applicant", OLD."court", OLD."file_reference", OLD."decided_on", OLD."decision_reference", OLD."scope", OLD."from_on", OLD."until_on", OLD."served_on", OLD."person_told_on", OLD."ended_on", OLD."lifted_by", OLD."lift_reference", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."measure_id", NEW."kind", NEW."state", NEW."applied_on", NEW."applicant", NEW."court", NEW."file_reference", NEW."decided_on", NEW."decision_reference", NEW."scope", NEW."from_on", NEW."until_on", NEW."served_on", NEW."person_told_on", NEW."ended_on", NEW."lifted_by", NEW."lift_reference", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "orders_courtorderimage" ("applicant", "applied_on", "case_id", "court", "decided_on", "decision_reference", "ended_on", "file_reference", "from_on", "id", "kind", "lift_reference", "lifted_by", "measure_id", "number", "person_told_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "scope", "served_on", "state", "until_on") VALUES (NEW."applicant", NEW."applied_on", NEW."case_id", NEW."court", NEW."decided_on", NEW."decision_reference", NEW."ended_on", NEW."file_reference", NEW."from_on", NEW."id", NEW."kind", NEW."lift_reference", NEW."lifted_by", NEW."measure_id", NEW."number", NEW."person_told_on", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."scope", NEW."served_on", NEW."state", NEW."until_on"); RETURN NULL;', hash='60a268f7d0a8948e72e19e31bf39b1383d36b9cf', operation='UPDATE', pgid='pgtrigger_update_update_3b4f6', table='orders_courtorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='courtorder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "orders_courtorderimage" ("applicant", "applied_on", "case_id", "court", "decided_on", "decision_reference", "ended_on", "file_reference", "from_on", "id", "kind", "lift_reference", "lifted_by", "measure_id", "number", "person_told_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "scope", "served_on", "state", "until_on") VALUES (OLD."applicant", OLD."applied_on", OLD."case_id", OLD."court", OLD."decided_on", OLD."decision_reference", OLD."ended_on", OLD."file_reference", OLD."from_on", OLD."id", OLD."kind", OLD."lift_reference", OLD."lifted_by", OLD."measure_id", OLD."number", OLD."person_told_on", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."scope", OLD."served_on", OLD."state", OLD."until_on"); RETURN NULL;', hash='179de52404e58e2e9f673583f8252b11f571c444', operation='DELETE', pgid='pgtrigger_delete_delete_be200', table='orders_courtorder', when='AFTER')),
        ),
        migrations.RunSQL(ORDER, migrations.RunSQL.noop),
        migrations.RunSQL(MEASURE, migrations.RunSQL.noop),
    ]
