"""Measures against contact, contact in spite of them, and what makes a place unsafe."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
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


MEASURE = """
CREATE TRIGGER no_contact_follows_its_flow BEFORE INSERT OR UPDATE ON cases_nocontactmeasure
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>PROPOSED', 'PROPOSED>ACTIVE', 'PROPOSED>APPLIED', 'PROPOSED>REFUSED',
        'APPLIED>ACTIVE', 'APPLIED>REFUSED', 'APPLIED>WITHDRAWN', 'ACTIVE>WITHDRAWN', 'ACTIVE>LIFTED');
CREATE TRIGGER no_contact_needs_an_open_case BEFORE INSERT ON cases_nocontactmeasure
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();

CREATE FUNCTION no_contact_stays_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.case_id, NEW.number, NEW.kind, NEW.proposed_on) IS DISTINCT FROM
       (OLD.case_id, OLD.number, OLD.kind, OLD.proposed_on)
        OR (OLD.from_on IS NOT NULL AND NEW.from_on IS DISTINCT FROM OLD.from_on)
        OR (OLD.ended_on IS NOT NULL AND NEW.ended_on IS DISTINCT FROM OLD.ended_on) THEN
        PERFORM refuse('no_contact_keeps_what_it_is', 'kind, beginning and end of a measure never change');
    END IF;
    IF OLD.state = 'ACTIVE' AND NEW.until_on > OLD.until_on AND starts_with(NEW.kind, 'VOLUNTARY_')
        AND NOT coalesce(NEW.agreed_on > OLD.agreed_on, false) THEN
        PERFORM refuse('no_contact_renewed_by_a_new_agreement', 'a longer measure needs a new written agreement');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_contact_stays_what_it_is BEFORE UPDATE ON cases_nocontactmeasure
    FOR EACH ROW EXECUTE FUNCTION no_contact_stays_what_it_is();
"""

BREACH = """
CREATE FUNCTION breach_is_opened_with_care() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM cases_contactbreach b
          JOIN cases_caseopening o ON o.case_id = b.case_id AND o.closed_on IS NULL
          JOIN accounts_organisation a ON a.id = o.organisation_id
               AND a.kind IN ('POLICE', 'INVESTIGATION_SERVICE', 'PROSECUTORS_OFFICE')
         WHERE b.id = NEW.breach_id AND b.case_id = NEW.case_id AND a.id = NEW.authority_id) THEN
        PERFORM refuse('breach_disclosed_to_an_authority_of_the_case', 'this authority does not work on the case');
    END IF;
    IF NEW.basis = 'RISK_TO_LIFE' AND EXISTS (SELECT FROM cases_contactbreach b
            WHERE b.id = NEW.breach_id AND b.recorded_by_id = NEW.disclosed_by_id) THEN
        PERFORM refuse('breach_disclosed_for_life_by_a_second_person', 'somebody else than the recorder decides');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER breach_is_opened_with_care BEFORE INSERT ON cases_breachdisclosure
    FOR EACH ROW EXECUTE FUNCTION breach_is_opened_with_care();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_former_sessions'),
        ('cases', '0006_legal_aid_is_an_area'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BreachDisclosureImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('breach', models.UUIDField(db_column='breach_id', null=True)),
                ('authority', models.BigIntegerField(db_column='authority_id', null=True)),
                ('reason', models.BinaryField(null=True)),
                ('disclosed_by', models.BigIntegerField(db_column='disclosed_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('basis', models.CharField(choices=[('CONSENT', 'the person agrees'), ('RISK_TO_LIFE', "somebody's life is at risk")], max_length=15, verbose_name='why')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='the person agreed on')),
                ('disclosed_on', models.DateField(verbose_name='opened on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CaseConnection',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('noted_on', models.DateField(verbose_name='noted on')),
                ('over_on', models.DateField(blank=True, null=True, verbose_name='no longer a danger since')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CaseConnectionImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('other', models.UUIDField(db_column='other_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('noted_on', models.DateField(verbose_name='noted on')),
                ('over_on', models.DateField(blank=True, null=True, verbose_name='no longer a danger since')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ContactBreach',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('happened_at', models.DateTimeField(verbose_name='when')),
                ('direction', tvcase.sealing.fields.SealedText(choices=[('FROM_TRAFFICKER', 'the trafficker or somebody for him'), ('FROM_PERSON', 'the person'), ('ACCIDENTAL', 'nobody: they met by accident'), ('UNKNOWN', 'not known')], key='case_id', max_length=15, verbose_name='who sought the contact')),
                ('channel', tvcase.sealing.fields.SealedText(choices=[('IN_PERSON', 'in person'), ('PHONE', 'by telephone'), ('MESSAGE', 'by text message or chat'), ('SOCIAL_MEDIA', 'on a social network'), ('EMAIL', 'by e-mail'), ('THROUGH_OTHERS', 'through somebody else'), ('OTHER', 'in another way')], key='case_id', max_length=15, verbose_name='how')),
                ('response', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='what was done')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'contact',
                'ordering': ['happened_at', 'number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ContactBreachImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('measure', models.UUIDField(db_column='measure_id', null=True)),
                ('direction', models.BinaryField(null=True)),
                ('channel', models.BinaryField(null=True)),
                ('response', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('happened_at', models.DateTimeField(verbose_name='when')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='KnownPlace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', tvcase.sealing.fields.SealedText(choices=[('LIVES', 'the perpetrator lives there'), ('WORKS', 'the perpetrator works or does business there'), ('FAMILY', 'people close to the perpetrator live there'), ('EXPLOITED', 'the person was exploited there'), ('SEEN', 'the perpetrator was seen there')], key='case_id', max_length=15, verbose_name='why it is a danger')),
                ('town', tvcase.sealing.fields.SealedText(key='case_id', max_length=80, verbose_name='town or district')),
                ('detail', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=200, verbose_name='where there')),
                ('noted_on', models.DateField(verbose_name='noted on')),
                ('over_on', models.DateField(blank=True, null=True, verbose_name='no longer a danger since')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='KnownPlaceImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('kind', models.BinaryField(null=True)),
                ('town', models.BinaryField(null=True)),
                ('detail', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('noted_on', models.DateField(verbose_name='noted on')),
                ('over_on', models.DateField(blank=True, null=True, verbose_name='no longer a danger since')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NoContactMeasure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('VOLUNTARY_DISTANCE', 'distance: another town or shelter'), ('VOLUNTARY_DEVICE_LIMIT', 'limited use of telephone or internet'), ('VOLUNTARY_CHANNEL_BLOCK', 'channels that are blocked'), ('COURT_ART67', 'prohibition to approach the person'), ('EPO_PLACES', 'European Protection Order: places'), ('EPO_CONTACT', 'European Protection Order: contact'), ('EPO_APPROACH', 'European Protection Order: approach'), ('WITNESS_PROTECTION', 'witness protection'), ('DOMESTIC_VIOLENCE_ORDER', 'order against domestic violence'), ('CHILD_EXIT_BAN', 'ban on leaving the country for a child')], max_length=25, verbose_name='kind of measure')),
                ('state', models.CharField(choices=[('PROPOSED', 'proposed'), ('APPLIED', 'applied for'), ('ACTIVE', 'in force'), ('REFUSED', 'refused'), ('WITHDRAWN', 'taken back'), ('LIFTED', 'lifted')], default='PROPOSED', max_length=10, verbose_name='state')),
                ('proposed_on', models.DateField(verbose_name='proposed on')),
                ('against', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=200, verbose_name='against whom')),
                ('scope', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='what it covers')),
                ('places', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='towns and places it names')),
                ('closed_channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('PHONE', 'by telephone'), ('MESSAGE', 'by text message or chat'), ('SOCIAL_MEDIA', 'on a social network'), ('EMAIL', 'by e-mail')], max_length=15), blank=True, default=list, verbose_name='channels that are closed')),
                ('explained_on', models.DateField(blank=True, null=True, verbose_name='explained to the person on')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='the person agreed in writing on')),
                ('agreement_language', models.CharField(blank=True, max_length=3, verbose_name='language of the agreement')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('term_from_on', models.DateField(blank=True, null=True, verbose_name='current term from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='to be looked at again on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'no-contact measure',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NoContactMeasureImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('against', models.BinaryField(null=True)),
                ('scope', models.BinaryField(null=True)),
                ('places', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('VOLUNTARY_DISTANCE', 'distance: another town or shelter'), ('VOLUNTARY_DEVICE_LIMIT', 'limited use of telephone or internet'), ('VOLUNTARY_CHANNEL_BLOCK', 'channels that are blocked'), ('COURT_ART67', 'prohibition to approach the person'), ('EPO_PLACES', 'European Protection Order: places'), ('EPO_CONTACT', 'European Protection Order: contact'), ('EPO_APPROACH', 'European Protection Order: approach'), ('WITNESS_PROTECTION', 'witness protection'), ('DOMESTIC_VIOLENCE_ORDER', 'order against domestic violence'), ('CHILD_EXIT_BAN', 'ban on leaving the country for a child')], max_length=25, verbose_name='kind of measure')),
                ('state', models.CharField(choices=[('PROPOSED', 'proposed'), ('APPLIED', 'applied for'), ('ACTIVE', 'in force'), ('REFUSED', 'refused'), ('WITHDRAWN', 'taken back'), ('LIFTED', 'lifted')], default='PROPOSED', max_length=10, verbose_name='state')),
                ('proposed_on', models.DateField(verbose_name='proposed on')),
                ('closed_channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('PHONE', 'by telephone'), ('MESSAGE', 'by text message or chat'), ('SOCIAL_MEDIA', 'on a social network'), ('EMAIL', 'by e-mail')], max_length=15), blank=True, default=list, verbose_name='channels that are closed')),
                ('explained_on', models.DateField(blank=True, null=True, verbose_name='explained to the person on')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='the person agreed in writing on')),
                ('agreement_language', models.CharField(blank=True, max_length=3, verbose_name='language of the agreement')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('term_from_on', models.DateField(blank=True, null=True, verbose_name='current term from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='to be looked at again on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='BreachDisclosure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('basis', models.CharField(choices=[('CONSENT', 'the person agrees'), ('RISK_TO_LIFE', "somebody's life is at risk")], max_length=15, verbose_name='why')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='the person agreed on')),
                ('reason', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=600, verbose_name='what the risk is')),
                ('disclosed_on', models.DateField(verbose_name='opened on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='authority')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('disclosed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['recorded_at'],
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breachdisclosureimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0893fa872b8ce4e8b1bd6b4c4abdb411f576c695', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_331cc', table='cases_breachdisclosureimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='caseconnection',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connections', to='cases.case'),
        ),
        migrations.AddField(
            model_name='caseconnection',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case', verbose_name='the other case'),
        ),
        migrations.AddField(
            model_name='caseconnection',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseconnectionimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6332ac6d7863d834d1c67541b36fa57a2a6f4e24', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_961be', table='cases_caseconnectionimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='contactbreach',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_breaches', to='cases.case'),
        ),
        migrations.AddField(
            model_name='contactbreach',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='breachdisclosure',
            name='breach',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='cases.contactbreach'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactbreachimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f759bea2d081300b29d9b32dd95ec1f0f2342d75', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_10397', table='cases_contactbreachimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='knownplace',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='known_places', to='cases.case'),
        ),
        migrations.AddField(
            model_name='knownplace',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='knownplaceimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='870b744ced8c99bf47ebd7efb5ba25e1b5fe2543', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_102e7', table='cases_knownplaceimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='nocontactmeasure',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='no_contact_measures', to='cases.case'),
        ),
        migrations.AddField(
            model_name='nocontactmeasure',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactbreach',
            name='measure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='cases.nocontactmeasure'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nocontactmeasureimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a2ffe6e637f1d9a39451137cd5914d97120416eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e12ea', table='cases_nocontactmeasureimage', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='caseconnection',
            index=models.Index(models.F('other'), models.F('over_on'), name='case_connection_from_the_other'),
        ),
        migrations.AddConstraint(
            model_name='caseconnection',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='case_connection_number_once'),
        ),
        migrations.AddConstraint(
            model_name='caseconnection',
            constraint=models.UniqueConstraint(models.F('case'), models.F('other'), condition=models.Q(('over_on', None)), name='case_connection_once', violation_error_message='This is recorded already.'),
        ),
        migrations.AddConstraint(
            model_name='caseconnection',
            constraint=models.CheckConstraint(condition=models.Q(('case', models.F('other')), _negated=True), name='case_connection_between_two', violation_error_message='Give the code of another case.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseconnection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_caseconnectionimage" ("case_id", "id", "noted_on", "number", "other_id", "over_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (NEW."case_id", NEW."id", NEW."noted_on", NEW."number", NEW."other_id", NEW."over_on", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='0eb12bddee2057b3504904e85d1fe081c1de5d6d', operation='INSERT', pgid='pgtrigger_insert_insert_6832a', table='cases_caseconnection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseconnection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."other_id", OLD."noted_on", OLD."over_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."other_id", NEW."noted_on", NEW."over_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_caseconnectionimage" ("case_id", "id", "noted_on", "number", "other_id", "over_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (NEW."case_id", NEW."id", NEW."noted_on", NEW."number", NEW."other_id", NEW."over_on", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='9c2e0bf91d437dc29d4027006524f86b85644f33', operation='UPDATE', pgid='pgtrigger_update_update_bc325', table='cases_caseconnection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseconnection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_caseconnectionimage" ("case_id", "id", "noted_on", "number", "other_id", "over_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id") VALUES (OLD."case_id", OLD."id", OLD."noted_on", OLD."number", OLD."other_id", OLD."over_on", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='43e4f37c0c8590b01a4ad7aa706d978c62dadcb6', operation='DELETE', pgid='pgtrigger_delete_delete_28e20', table='cases_caseconnection', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='breachdisclosure',
            constraint=models.UniqueConstraint(models.F('breach'), models.F('authority'), name='breach_disclosed_once', violation_error_message='This authority reads it already.'),
        ),
        migrations.AddConstraint(
            model_name='breachdisclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('basis', 'CONSENT'), ('agreed_on__isnull', False), ('reason', None)), models.Q(models.Q(('basis', 'CONSENT'), _negated=True), models.Q(('agreed_on__isnull', False), ('reason', None), _negated=True)), _connector='OR'), models.Q(models.Q(('basis', 'RISK_TO_LIFE'), ('agreed_on', None), ('reason__isnull', False)), models.Q(models.Q(('basis', 'RISK_TO_LIFE'), _negated=True), models.Q(('agreed_on', None), ('reason__isnull', False), _negated=True)), _connector='OR')), name='breach_disclosed_by_consent_or_for_life', violation_error_message='Say when the person agreed, or what the risk to life is.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breachdisclosure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_breachdisclosureimage" ("agreed_on", "authority_id", "basis", "breach_id", "case_id", "disclosed_by_id", "disclosed_on", "id", "pgh_created_at", "pgh_label", "reason", "recorded_at") VALUES (NEW."agreed_on", NEW."authority_id", NEW."basis", NEW."breach_id", NEW."case_id", NEW."disclosed_by_id", NEW."disclosed_on", NEW."id", NOW(), \'insert\', NEW."reason", NEW."recorded_at"); RETURN NULL;', hash='be83835fe5d3b948c2bac430bfc7747c82b3a976', operation='INSERT', pgid='pgtrigger_insert_insert_96593', table='cases_breachdisclosure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breachdisclosure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."breach_id", OLD."authority_id", OLD."basis", OLD."agreed_on", OLD."reason", OLD."disclosed_on", OLD."disclosed_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."breach_id", NEW."authority_id", NEW."basis", NEW."agreed_on", NEW."reason", NEW."disclosed_on", NEW."disclosed_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_breachdisclosureimage" ("agreed_on", "authority_id", "basis", "breach_id", "case_id", "disclosed_by_id", "disclosed_on", "id", "pgh_created_at", "pgh_label", "reason", "recorded_at") VALUES (NEW."agreed_on", NEW."authority_id", NEW."basis", NEW."breach_id", NEW."case_id", NEW."disclosed_by_id", NEW."disclosed_on", NEW."id", NOW(), \'update\', NEW."reason", NEW."recorded_at"); RETURN NULL;', hash='939820cc994a7d541c4e602b6eb86ebb4e01a4df', operation='UPDATE', pgid='pgtrigger_update_update_f5bf7', table='cases_breachdisclosure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breachdisclosure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_breachdisclosureimage" ("agreed_on", "authority_id", "basis", "breach_id", "case_id", "disclosed_by_id", "disclosed_on", "id", "pgh_created_at", "pgh_label", "reason", "recorded_at") VALUES (OLD."agreed_on", OLD."authority_id", OLD."basis", OLD."breach_id", OLD."case_id", OLD."disclosed_by_id", OLD."disclosed_on", OLD."id", NOW(), \'delete\', OLD."reason", OLD."recorded_at"); RETURN NULL;', hash='c729b73c8dfbc412d961ea9c429250dd2d717ab3', operation='DELETE', pgid='pgtrigger_delete_delete_66161', table='cases_breachdisclosure', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='knownplace',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='known_place_number_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='knownplace',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_knownplaceimage" ("case_id", "detail", "id", "kind", "noted_on", "number", "over_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "town") VALUES (NEW."case_id", NEW."detail", NEW."id", NEW."kind", NEW."noted_on", NEW."number", NEW."over_on", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."town"); RETURN NULL;', hash='c54a1343721670b3b9b0a45acae60ca872ab95f1', operation='INSERT', pgid='pgtrigger_insert_insert_0401e', table='cases_knownplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='knownplace',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."kind", OLD."town", OLD."detail", OLD."noted_on", OLD."over_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."kind", NEW."town", NEW."detail", NEW."noted_on", NEW."over_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_knownplaceimage" ("case_id", "detail", "id", "kind", "noted_on", "number", "over_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "town") VALUES (NEW."case_id", NEW."detail", NEW."id", NEW."kind", NEW."noted_on", NEW."number", NEW."over_on", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."town"); RETURN NULL;', hash='71a21487cf296c2890062eaa88ed520b175c752c', operation='UPDATE', pgid='pgtrigger_update_update_389eb', table='cases_knownplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='knownplace',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_knownplaceimage" ("case_id", "detail", "id", "kind", "noted_on", "number", "over_on", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "town") VALUES (OLD."case_id", OLD."detail", OLD."id", OLD."kind", OLD."noted_on", OLD."number", OLD."over_on", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."town"); RETURN NULL;', hash='a1f267b5d1c7e01a04a3fc28cfc1704f9808cddb', operation='DELETE', pgid='pgtrigger_delete_delete_db5a8', table='cases_knownplace', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='nocontactmeasure',
            index=models.Index(models.F('case'), models.F('state'), name='no_contact_of_a_case'),
        ),
        migrations.AddConstraint(
            model_name='nocontactmeasure',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='no_contact_number_once'),
        ),
        migrations.AddConstraint(
            model_name='nocontactmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['APPLIED', 'LIFTED']), _negated=True), ('kind__in', ('COURT_ART67', 'EPO_PLACES', 'EPO_CONTACT', 'EPO_APPROACH', 'WITNESS_PROTECTION', 'DOMESTIC_VIOLENCE_ORDER', 'CHILD_EXIT_BAN')), _connector='OR'), name='no_contact_only_courts_are_applied_to', violation_error_message='Only what a court orders is applied for and lifted.'),
        ),
        migrations.AddConstraint(
            model_name='nocontactmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('ACTIVE', 'WITHDRAWN', 'LIFTED')), models.Q(('kind__in', ('COURT_ART67', 'EPO_PLACES', 'EPO_CONTACT', 'EPO_APPROACH', 'WITNESS_PROTECTION', 'DOMESTIC_VIOLENCE_ORDER', 'CHILD_EXIT_BAN')), _negated=True), _negated=True), models.Q(('agreed_on__gte', models.F('explained_on')), ('agreed_on__isnull', False), ('explained_on__isnull', False), models.Q(('agreement_language', ''), _negated=True)), _connector='OR'), name='no_contact_voluntary_means_agreed_in_writing', violation_error_message='The person must have had it explained, and agreed in writing afterwards.'),
        ),
        migrations.AddConstraint(
            model_name='nocontactmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ACTIVE', 'LIFTED']), models.Q(('state', 'WITHDRAWN'), ('kind__in', ('VOLUNTARY_DISTANCE', 'VOLUNTARY_DEVICE_LIMIT', 'VOLUNTARY_CHANNEL_BLOCK'))), _connector='OR', _negated=True), models.Q(('from_on__isnull', False), ('term_from_on__isnull', False), ('review_on__isnull', False), ('until_on__isnull', False), ('review_on__gte', models.F('from_on')), ('review_on__lte', models.F('until_on')), ('term_from_on__gte', models.F('from_on')), ('until_on__gte', models.F('term_from_on'))), _connector='OR'), name='no_contact_in_force_means_temporary', violation_error_message='A measure needs its first and its last day, and a day between for a review.'),
        ),
        migrations.AddConstraint(
            model_name='nocontactmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'VOLUNTARY_DEVICE_LIMIT'), _negated=True), ('until_on', None), models.Q(('term_from_on__isnull', False), ('until_on__lte', django.db.models.expressions.CombinedExpression(models.F('term_from_on'), '+', models.Value(datetime.timedelta(days=14))))), _connector='OR'), name='no_contact_device_limit_at_most_fourteen_days', violation_error_message='A limit of telephone or internet lasts at most 14 days; then it is agreed anew.'),
        ),
        migrations.AddConstraint(
            model_name='nocontactmeasure',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'VOLUNTARY_DEVICE_LIMIT'), ('state', 'ACTIVE')), expressions=[('case', '='), (tvcase.db.DateRange('term_from_on', 'until_on', models.Value('[]')), '&&')], name='no_contact_one_device_limit_at_a_time', violation_error_message='Another limit of telephone or internet is in force in these days.'),
        ),
        migrations.AddConstraint(
            model_name='nocontactmeasure',
            constraint=models.CheckConstraint(condition=models.Q(('closed_channels__contained_by', ['PHONE', 'MESSAGE', 'SOCIAL_MEDIA', 'EMAIL']), models.Q(('closed_channels', []), ('kind__in', ('VOLUNTARY_DISTANCE', 'VOLUNTARY_DEVICE_LIMIT', 'VOLUNTARY_CHANNEL_BLOCK')), _connector='OR')), name='no_contact_closes_only_what_may_be_closed', violation_error_message='Lawyer, prosecutor, emergency calls and support always stay open.'),
        ),
        migrations.AddConstraint(
            model_name='nocontactmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['REFUSED', 'WITHDRAWN', 'LIFTED']), ('ended_on__isnull', False)), models.Q(models.Q(('state__in', ['REFUSED', 'WITHDRAWN', 'LIFTED']), _negated=True), models.Q(('ended_on__isnull', False), _negated=True)), _connector='OR'), name='no_contact_ended_means_dated', violation_error_message='Say when it ended.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nocontactmeasure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_nocontactmeasureimage" ("against", "agreed_on", "agreement_language", "case_id", "closed_channels", "ended_on", "explained_on", "from_on", "id", "kind", "number", "pgh_created_at", "pgh_label", "places", "proposed_on", "recorded_at", "recorded_by_id", "review_on", "scope", "state", "term_from_on", "until_on") VALUES (NEW."against", NEW."agreed_on", NEW."agreement_language", NEW."case_id", NEW."closed_channels", NEW."ended_on", NEW."explained_on", NEW."from_on", NEW."id", NEW."kind", NEW."number", NOW(), \'insert\', NEW."places", NEW."proposed_on", NEW."recorded_at", NEW."recorded_by_id", NEW."review_on", NEW."scope", NEW."state", NEW."term_from_on", NEW."until_on"); RETURN NULL;', hash='6b12979808428db13c8d65015361ecb6d3e88a28', operation='INSERT', pgid='pgtrigger_insert_insert_c94d0', table='cases_nocontactmeasure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nocontactmeasure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."kind", OLD."state", OLD."proposed_on", OLD."against", OLD."scope", OLD."places", OLD."closed_channels", OLD."explained_on", OLD."agreed_on", OLD."agreement_language", OLD."from_on", OLD."term_from_on", OLD."until_on", OLD."review_on", OLD."ended_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."kind", NEW."state", NEW."proposed_on", NEW."against", NEW."scope", NEW."places", NEW."closed_channels", NEW."explained_on", NEW."agreed_on", NEW."agreement_language", NEW."from_on", NEW."term_from_on", NEW."until_on", NEW."review_on", NEW."ended_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_nocontactmeasureimage" ("against", "agreed_on", "agreement_language", "case_id", "closed_channels", "ended_on", "explained_on", "from_on", "id", "kind", "number", "pgh_created_at", "pgh_label", "places", "proposed_on", "recorded_at", "recorded_by_id", "review_on", "scope", "state", "term_from_on", "until_on") VALUES (NEW."against", NEW."agreed_on", NEW."agreement_language", NEW."case_id", NEW."closed_channels", NEW."ended_on", NEW."explained_on", NEW."from_on", NEW."id", NEW."kind", NEW."number", NOW(), \'update\', NEW."places", NEW."proposed_on", NEW."recorded_at", NEW."recorded_by_id", NEW."review_on", NEW."scope", NEW."state", NEW."term_from_on", NEW."until_on"); RETURN NULL;', hash='5796e3147f0147f435e7a817708a699df33fff98', operation='UPDATE', pgid='pgtrigger_update_update_41228', table='cases_nocontactmeasure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nocontactmeasure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_nocontactmeasureimage" ("against", "agreed_on", "agreement_language", "case_id", "closed_channels", "ended_on", "explained_on", "from_on", "id", "kind", "number", "pgh_created_at", "pgh_label", "places", "proposed_on", "recorded_at", "recorded_by_id", "review_on", "scope", "state", "term_from_on", "until_on") VALUES (OLD."against", OLD."agreed_on", OLD."agreement_language", OLD."case_id", OLD."closed_channels", OLD."ended_on", OLD."explained_on", OLD."from_on", OLD."id", OLD."kind", OLD."number", NOW(), \'delete\', OLD."places", OLD."proposed_on", OLD."recorded_at", OLD."recorded_by_id", OLD."review_on", OLD."scope", OLD."state", OLD."term_from_on", OLD."until_on"); RETURN NULL;', hash='011fd4446e37fc82405affaaa61a978f8c45f981', operation='DELETE', pgid='pgtrigger_delete_delete_5b1d0', table='cases_nocontactmeasure', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='contactbreach',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='contact_breach_number_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactbreach',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_contactbreachimage" ("case_id", "channel", "direction", "happened_at", "id", "measure_id", "number", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "response") VALUES (NEW."case_id", NEW."channel", NEW."direction", NEW."happened_at", NEW."id", NEW."measure_id", NEW."number", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."response"); RETURN NULL;', hash='12071146fb9510a47f384978e03f848cec1f2ca5', operation='INSERT', pgid='pgtrigger_insert_insert_58161', table='cases_contactbreach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactbreach',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."measure_id", OLD."happened_at", OLD."direction", OLD."channel", OLD."response", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."measure_id", NEW."happened_at", NEW."direction", NEW."channel", NEW."response", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_contactbreachimage" ("case_id", "channel", "direction", "happened_at", "id", "measure_id", "number", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "response") VALUES (NEW."case_id", NEW."channel", NEW."direction", NEW."happened_at", NEW."id", NEW."measure_id", NEW."number", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."response"); RETURN NULL;', hash='156b66b41b282605ef97651b6c1a43ff228e6fa3', operation='UPDATE', pgid='pgtrigger_update_update_76325', table='cases_contactbreach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactbreach',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_contactbreachimage" ("case_id", "channel", "direction", "happened_at", "id", "measure_id", "number", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "response") VALUES (OLD."case_id", OLD."channel", OLD."direction", OLD."happened_at", OLD."id", OLD."measure_id", OLD."number", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."response"); RETURN NULL;', hash='cce0bb486eede8c04b6127600ec9db6651ff8cce', operation='DELETE', pgid='pgtrigger_delete_delete_1c428', table='cases_contactbreach', when='AFTER')),
        ),
        migrations.RunSQL(MEASURE, migrations.RunSQL.noop),
        migrations.RunSQL(BREACH, migrations.RunSQL.noop),
    ]
