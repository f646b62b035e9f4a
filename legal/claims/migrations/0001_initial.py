"""Compensation, hearings and interviews, and the log of what was told; with the images of changed rows."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
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


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0005_former_sessions'),
        ('cases', '0005_images'),
        ('legal', '0005_proceedings'),
        ('sealing', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CeilingImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.BigIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=11, verbose_name='amount')),
                ('currency', models.CharField(choices=[('BGN', 'leva (BGN)'), ('EUR', 'euro (EUR)')], max_length=3, verbose_name='currency')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('citation', models.CharField(max_length=200, verbose_name='citation')),
                ('citation_en', models.CharField(max_length=200, verbose_name='citation in English')),
                ('grade', models.CharField(choices=[('S', 'stated by the founding documents'), ('R', 'read in the cited source'), ('P', 'read in the cited source, in part'), ('K', 'unconfirmed'), ('D', 'recommended, without force of law'), ('?', 'looked for and not found')], max_length=1, verbose_name='how well it is founded')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('PREPARED', 'in preparation'), ('FILED', 'filed'), ('INCOMPLETE', 'filed, documents are missing'), ('DECIDED', 'decided'), ('PAID', 'paid'), ('WITHDRAWN', 'the person does not go on with it')], default='PREPARED', max_length=10, verbose_name='state')),
                ('route', models.CharField(choices=[('CRIMINAL_CIVIL_CLAIM', 'civil claim in the criminal case'), ('CIVIL_CLAIM', 'claim before a civil court'), ('STATE_COMPENSATION', 'compensation by the State')], max_length=20, verbose_name='route')),
                ('claimant', models.CharField(choices=[('PERSON', 'the person'), ('REPRESENTATIVE', 'a parent, guardian or special representative'), ('PROSECUTOR', 'the prosecutor, for a child or somebody who cannot protect own interests'), ('HEIR', "an heir or the partner, after the person's death")], default='PERSON', max_length=14, verbose_name='who claims')),
                ('trigger_event', models.CharField(blank=True, choices=[('CONVICTION', 'the sentence'), ('PLEA_BARGAIN', 'the plea bargain'), ('ENDED_LIMITATION', 'the proceedings ended: too much time had passed'), ('ENDED_AMNESTY', 'the proceedings ended: amnesty'), ('ENDED_TRANSFER', 'the proceedings ended: transferred to another country'), ('SUSPENDED_OFFENDER_UNKNOWN', 'the proceedings were suspended: offender unknown')], max_length=26, verbose_name='act that took effect')),
                ('trigger_on', models.DateField(blank=True, null=True, verbose_name='took effect on')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='to be filed by')),
                ('damage', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=4000, verbose_name='damage and how it is shown')),
                ('asked_amount', tvcase.sealing.fields.SealedDecimal(blank=True, decimal_places=2, key='case_id', max_digits=11, verbose_name='amount asked for')),
                ('asked_currency', models.CharField(blank=True, choices=[('BGN', 'leva (BGN)'), ('EUR', 'euro (EUR)')], max_length=3, verbose_name='currency')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='worked out on')),
                ('addressee', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=160, verbose_name='court')),
                ('freeze_asked_on', models.DateField(blank=True, null=True, verbose_name='freezing of property asked for on')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='filed on')),
                ('incomplete_on', models.DateField(blank=True, null=True, verbose_name='documents asked for on')),
                ('missing', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='missing documents')),
                ('completed_on', models.DateField(blank=True, null=True, verbose_name='documents given on')),
                ('examination_due_on', models.DateField(blank=True, null=True, verbose_name='to be examined by')),
                ('extended_on', models.DateField(blank=True, null=True, verbose_name='examination extended on')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('result', models.CharField(blank=True, choices=[('GRANTED', 'granted'), ('PARTIAL', 'granted in part'), ('REFUSED', 'refused'), ('NOT_EXAMINED', 'not examined: the criminal case ended')], max_length=12, verbose_name='result')),
                ('decision_reference', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=60, verbose_name='reference of the decision')),
                ('decision_reasons', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=4000, verbose_name='reasons')),
                ('awarded_amount', tvcase.sealing.fields.SealedDecimal(blank=True, decimal_places=2, key='case_id', max_digits=11, verbose_name='amount awarded')),
                ('awarded_currency', models.CharField(blank=True, choices=[('BGN', 'leva (BGN)'), ('EUR', 'euro (EUR)')], max_length=3, verbose_name='currency')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='paid on')),
                ('paid_amount', tvcase.sealing.fields.SealedDecimal(blank=True, decimal_places=2, key='case_id', max_digits=11, verbose_name='amount paid')),
                ('paid_currency', models.CharField(blank=True, choices=[('BGN', 'leva (BGN)'), ('EUR', 'euro (EUR)')], max_length=3, verbose_name='currency')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='given up on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'claim for compensation',
                'verbose_name_plural': 'claims for compensation',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ClaimImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('proceedings', models.UUIDField(db_column='proceedings_id', null=True)),
                ('application_rule', models.BigIntegerField(db_column='application_rule_id', null=True)),
                ('damage', models.BinaryField(null=True)),
                ('asked_amount', models.BinaryField(null=True)),
                ('addressee', models.BinaryField(null=True)),
                ('missing', models.BinaryField(null=True)),
                ('examination_rule', models.BigIntegerField(db_column='examination_rule_id', null=True)),
                ('decision_reference', models.BinaryField(null=True)),
                ('decision_reasons', models.BinaryField(null=True)),
                ('awarded_amount', models.BinaryField(null=True)),
                ('paid_amount', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('PREPARED', 'in preparation'), ('FILED', 'filed'), ('INCOMPLETE', 'filed, documents are missing'), ('DECIDED', 'decided'), ('PAID', 'paid'), ('WITHDRAWN', 'the person does not go on with it')], default='PREPARED', max_length=10, verbose_name='state')),
                ('route', models.CharField(choices=[('CRIMINAL_CIVIL_CLAIM', 'civil claim in the criminal case'), ('CIVIL_CLAIM', 'claim before a civil court'), ('STATE_COMPENSATION', 'compensation by the State')], max_length=20, verbose_name='route')),
                ('claimant', models.CharField(choices=[('PERSON', 'the person'), ('REPRESENTATIVE', 'a parent, guardian or special representative'), ('PROSECUTOR', 'the prosecutor, for a child or somebody who cannot protect own interests'), ('HEIR', "an heir or the partner, after the person's death")], default='PERSON', max_length=14, verbose_name='who claims')),
                ('trigger_event', models.CharField(blank=True, choices=[('CONVICTION', 'the sentence'), ('PLEA_BARGAIN', 'the plea bargain'), ('ENDED_LIMITATION', 'the proceedings ended: too much time had passed'), ('ENDED_AMNESTY', 'the proceedings ended: amnesty'), ('ENDED_TRANSFER', 'the proceedings ended: transferred to another country'), ('SUSPENDED_OFFENDER_UNKNOWN', 'the proceedings were suspended: offender unknown')], max_length=26, verbose_name='act that took effect')),
                ('trigger_on', models.DateField(blank=True, null=True, verbose_name='took effect on')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='to be filed by')),
                ('asked_currency', models.CharField(blank=True, choices=[('BGN', 'leva (BGN)'), ('EUR', 'euro (EUR)')], max_length=3, verbose_name='currency')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='worked out on')),
                ('freeze_asked_on', models.DateField(blank=True, null=True, verbose_name='freezing of property asked for on')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='filed on')),
                ('incomplete_on', models.DateField(blank=True, null=True, verbose_name='documents asked for on')),
                ('completed_on', models.DateField(blank=True, null=True, verbose_name='documents given on')),
                ('examination_due_on', models.DateField(blank=True, null=True, verbose_name='to be examined by')),
                ('extended_on', models.DateField(blank=True, null=True, verbose_name='examination extended on')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('result', models.CharField(blank=True, choices=[('GRANTED', 'granted'), ('PARTIAL', 'granted in part'), ('REFUSED', 'refused'), ('NOT_EXAMINED', 'not examined: the criminal case ended')], max_length=12, verbose_name='result')),
                ('awarded_currency', models.CharField(blank=True, choices=[('BGN', 'leva (BGN)'), ('EUR', 'euro (EUR)')], max_length=3, verbose_name='currency')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='paid on')),
                ('paid_currency', models.CharField(blank=True, choices=[('BGN', 'leva (BGN)'), ('EUR', 'euro (EUR)')], max_length=3, verbose_name='currency')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='given up on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('PLANNED', 'planned'), ('HELD', 'held'), ('CANCELLED', 'cancelled')], default='PLANNED', max_length=9, verbose_name='state')),
                ('kind', models.CharField(choices=[('HEARING', 'court hearing'), ('INTERVIEW', 'interview by an authority'), ('EXAMINATION', 'examination by an expert')], max_length=11, verbose_name='kind')),
                ('starts_at', models.DateTimeField(verbose_name='starts at')),
                ('starts_on', models.GeneratedField(db_persist=True, expression=tvcase.db.SofiaDate('starts_at'), output_field=models.DateField())),
                ('held_by', tvcase.sealing.fields.SealedText(key='case_id', max_length=160, verbose_name='court or authority')),
                ('place', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=200, verbose_name='place')),
                ('language', models.CharField(blank=True, max_length=3, verbose_name='language')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('RECRUITMENT', 'how it began'), ('JOURNEY', 'the journey'), ('EXPLOITATION', 'what the person was made to do'), ('CONTROL', 'how the person was controlled'), ('VIOLENCE', 'violence and threats'), ('PERPETRATORS', 'who did it'), ('MONEY', 'money and debts'), ('DOCUMENTS', 'documents'), ('ESCAPE', 'how it ended')], max_length=12), blank=True, default=list, verbose_name='what will be asked')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='the person agreed to take part on')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'hearing or interview',
                'verbose_name_plural': 'hearings and interviews',
                'ordering': ['starts_at', 'number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HearingImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('proceedings', models.UUIDField(db_column='proceedings_id', null=True)),
                ('held_by', models.BinaryField(null=True)),
                ('place', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('PLANNED', 'planned'), ('HELD', 'held'), ('CANCELLED', 'cancelled')], default='PLANNED', max_length=9, verbose_name='state')),
                ('kind', models.CharField(choices=[('HEARING', 'court hearing'), ('INTERVIEW', 'interview by an authority'), ('EXAMINATION', 'examination by an expert')], max_length=11, verbose_name='kind')),
                ('starts_at', models.DateTimeField(verbose_name='starts at')),
                ('language', models.CharField(blank=True, max_length=3, verbose_name='language')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('RECRUITMENT', 'how it began'), ('JOURNEY', 'the journey'), ('EXPLOITATION', 'what the person was made to do'), ('CONTROL', 'how the person was controlled'), ('VIOLENCE', 'violence and threats'), ('PERPETRATORS', 'who did it'), ('MONEY', 'money and debts'), ('DOCUMENTS', 'documents'), ('ESCAPE', 'how it ended')], max_length=12), blank=True, default=list, verbose_name='what will be asked')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='the person agreed to take part on')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('told_on', models.DateField(verbose_name='told on')),
                ('listener', models.CharField(choices=[('SUPPORT', 'somebody who supports the person'), ('LAWYER', 'a lawyer'), ('POLICE', 'the police'), ('INVESTIGATOR', 'an investigator'), ('PROSECUTOR', 'a prosecutor'), ('COURT', 'a court'), ('EXPERT', 'an expert'), ('OTHER', 'somebody else')], max_length=12, verbose_name='told to')),
                ('listener_name', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=160, verbose_name='which body or person')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('RECRUITMENT', 'how it began'), ('JOURNEY', 'the journey'), ('EXPLOITATION', 'what the person was made to do'), ('CONTROL', 'how the person was controlled'), ('VIOLENCE', 'violence and threats'), ('PERPETRATORS', 'who did it'), ('MONEY', 'money and debts'), ('DOCUMENTS', 'documents'), ('ESCAPE', 'how it ended')], max_length=12), verbose_name='what it was about')),
                ('summary', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=4000, verbose_name='what was told, in short')),
                ('record', models.CharField(choices=[('MINUTES', 'signed minutes'), ('AUDIO', 'sound recording'), ('VIDEO', 'video recording'), ('NOTES', 'notes'), ('NONE', 'nothing was written down')], max_length=7, verbose_name='how it was kept')),
                ('record_reference', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=160, verbose_name='where the record is')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('interpreter', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=120, verbose_name='interpreter')),
                ('struck_on', models.DateField(blank=True, null=True, verbose_name='struck out on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'what was told',
                'verbose_name_plural': 'what was told',
                'ordering': ['-told_on', '-number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='InterviewImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('listener_name', models.BinaryField(null=True)),
                ('hearing', models.UUIDField(db_column='hearing_id', null=True)),
                ('summary', models.BinaryField(null=True)),
                ('record_reference', models.BinaryField(null=True)),
                ('interpreter', models.BinaryField(null=True)),
                ('struck_by', models.BigIntegerField(db_column='struck_by_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('told_on', models.DateField(verbose_name='told on')),
                ('listener', models.CharField(choices=[('SUPPORT', 'somebody who supports the person'), ('LAWYER', 'a lawyer'), ('POLICE', 'the police'), ('INVESTIGATOR', 'an investigator'), ('PROSECUTOR', 'a prosecutor'), ('COURT', 'a court'), ('EXPERT', 'an expert'), ('OTHER', 'somebody else')], max_length=12, verbose_name='told to')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('RECRUITMENT', 'how it began'), ('JOURNEY', 'the journey'), ('EXPLOITATION', 'what the person was made to do'), ('CONTROL', 'how the person was controlled'), ('VIOLENCE', 'violence and threats'), ('PERPETRATORS', 'who did it'), ('MONEY', 'money and debts'), ('DOCUMENTS', 'documents'), ('ESCAPE', 'how it ended')], max_length=12), verbose_name='what it was about')),
                ('record', models.CharField(choices=[('MINUTES', 'signed minutes'), ('AUDIO', 'sound recording'), ('VIDEO', 'video recording'), ('NOTES', 'notes'), ('NONE', 'nothing was written down')], max_length=7, verbose_name='how it was kept')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('struck_on', models.DateField(blank=True, null=True, verbose_name='struck out on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('measure', models.CharField(choices=[('SEPARATE_WAITING', 'waits apart from the accused and their people'), ('SEPARATE_ROOM', 'never in the same room as the accused'), ('VIDEO', 'is heard by video'), ('COMPANION', 'somebody she or he trusts comes along'), ('INTERPRETER', 'an interpreter'), ('NO_OUTSIDERS', 'no media and no outsiders in the room'), ('SAFE_WAY', 'a safe way there and back')], max_length=16, verbose_name='measure')),
                ('prepared', models.CharField(choices=[('NOT_ASKED', 'the person was not asked yet'), ('WANTED', 'wanted, not arranged yet'), ('ARRANGED', 'arranged'), ('REFUSED', 'asked for and refused'), ('NOT_NEEDED', 'the person does not need it')], default='NOT_ASKED', max_length=10, verbose_name='how far it is')),
                ('note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=200, verbose_name='who or what')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'preparation of a hearing',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PreparationImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('hearing', models.UUIDField(db_column='hearing_id', null=True)),
                ('note', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('measure', models.CharField(choices=[('SEPARATE_WAITING', 'waits apart from the accused and their people'), ('SEPARATE_ROOM', 'never in the same room as the accused'), ('VIDEO', 'is heard by video'), ('COMPANION', 'somebody she or he trusts comes along'), ('INTERPRETER', 'an interpreter'), ('NO_OUTSIDERS', 'no media and no outsiders in the room'), ('SAFE_WAY', 'a safe way there and back')], max_length=16, verbose_name='measure')),
                ('prepared', models.CharField(choices=[('NOT_ASKED', 'the person was not asked yet'), ('WANTED', 'wanted, not arranged yet'), ('ARRANGED', 'arranged'), ('REFUSED', 'asked for and refused'), ('NOT_NEEDED', 'the person does not need it')], default='NOT_ASKED', max_length=10, verbose_name='how far it is')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Reuse',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('agreed_on', models.DateField(verbose_name='agreed on')),
                ('given_by', models.CharField(choices=[('PERSON', 'the person'), ('LEGAL_REPRESENTATIVE', 'the legal representative'), ('SPECIAL_REPRESENTATIVE', 'a special representative')], default='PERSON', max_length=22, verbose_name='who agreed')),
                ('form', models.CharField(choices=[('WRITTEN', 'written'), ('MINUTED', 'oral, minuted'), ('ORAL', 'oral, not minuted: a note only')], max_length=10, verbose_name='form')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'agreement to reuse',
                'ordering': ['agreed_on'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReuseImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('interview', models.UUIDField(db_column='interview_id', null=True)),
                ('organisation', models.BigIntegerField(db_column='organisation_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('agreed_on', models.DateField(verbose_name='agreed on')),
                ('given_by', models.CharField(choices=[('PERSON', 'the person'), ('LEGAL_REPRESENTATIVE', 'the legal representative'), ('SPECIAL_REPRESENTATIVE', 'a special representative')], default='PERSON', max_length=22, verbose_name='who agreed')),
                ('form', models.CharField(choices=[('WRITTEN', 'written'), ('MINUTED', 'oral, minuted'), ('ORAL', 'oral, not minuted: a note only')], max_length=10, verbose_name='form')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Ceiling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=11, verbose_name='amount')),
                ('currency', models.CharField(choices=[('BGN', 'leva (BGN)'), ('EUR', 'euro (EUR)')], max_length=3, verbose_name='currency')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('citation', models.CharField(max_length=200, verbose_name='citation')),
                ('citation_en', models.CharField(max_length=200, verbose_name='citation in English')),
                ('grade', models.CharField(choices=[('S', 'stated by the founding documents'), ('R', 'read in the cited source'), ('P', 'read in the cited source, in part'), ('K', 'unconfirmed'), ('D', 'recommended, without force of law'), ('?', 'looked for and not found')], max_length=1, verbose_name='how well it is founded')),
            ],
            options={
                'verbose_name': 'ceiling of State compensation',
                'verbose_name_plural': 'ceilings of State compensation',
                'ordering': ['-valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='ceiling_is_an_amount', violation_error_message='Write an amount above zero.'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='ceiling_ends_after_it_begins', violation_error_message='The last day cannot come before the first.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('currency', 'BGN'), _negated=True), models.Q(('valid_to__isnull', False), ('valid_to__lt', datetime.date(2026, 1, 1))), _connector='OR'), models.Q(models.Q(('currency', 'EUR'), _negated=True), ('valid_from__gte', datetime.date(2026, 1, 1)), _connector='OR')), name='ceiling_in_the_money_of_its_days', violation_error_message='Until 31 December 2025 amounts are in leva, from 1 January 2026 in euro.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(tvcase.db.DateRange('valid_from', 'valid_to', models.Value('[]')), '&&')], name='ceiling_one_at_a_time', violation_error_message='Another ceiling is valid in these days.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ceiling',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_ceilingimage" ("amount", "citation", "citation_en", "currency", "grade", "id", "pgh_created_at", "pgh_label", "valid_from", "valid_to") VALUES (NEW."amount", NEW."citation", NEW."citation_en", NEW."currency", NEW."grade", NEW."id", NOW(), \'insert\', NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='6dde28d2c0cbfef481ff17ad73fda25c6c466942', operation='INSERT', pgid='pgtrigger_insert_insert_55e55', table='claims_ceiling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ceiling',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."amount", OLD."currency", OLD."valid_from", OLD."valid_to", OLD."citation", OLD."citation_en", OLD."grade") IS DISTINCT FROM ROW(NEW."id", NEW."amount", NEW."currency", NEW."valid_from", NEW."valid_to", NEW."citation", NEW."citation_en", NEW."grade"))', func='INSERT INTO "claims_ceilingimage" ("amount", "citation", "citation_en", "currency", "grade", "id", "pgh_created_at", "pgh_label", "valid_from", "valid_to") VALUES (NEW."amount", NEW."citation", NEW."citation_en", NEW."currency", NEW."grade", NEW."id", NOW(), \'update\', NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='9b04151f6121fb8ffcc46ca17aca614e4ced0c71', operation='UPDATE', pgid='pgtrigger_update_update_67efb', table='claims_ceiling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ceiling',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_ceilingimage" ("amount", "citation", "citation_en", "currency", "grade", "id", "pgh_created_at", "pgh_label", "valid_from", "valid_to") VALUES (OLD."amount", OLD."citation", OLD."citation_en", OLD."currency", OLD."grade", OLD."id", NOW(), \'delete\', OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='d19d112386bf926620cfbbf2146d18e3d73a3abe', operation='DELETE', pgid='pgtrigger_delete_delete_02d64', table='claims_ceiling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ceilingimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8601365786138a06cec8af95eb052bfe8c14a2dd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_01208', table='claims_ceilingimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='claim',
            name='application_rule',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.legalrule'),
        ),
        migrations.AddField(
            model_name='claim',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='compensation_claims', to='cases.case'),
        ),
        migrations.AddField(
            model_name='claim',
            name='examination_rule',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.legalrule'),
        ),
        migrations.AddField(
            model_name='claim',
            name='proceedings',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='legal.criminalproceedings', verbose_name='criminal proceedings'),
        ),
        migrations.AddField(
            model_name='claim',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='14946c609fd6bca35d2d8bd8461d01a085d033ab', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_31107', table='claims_claimimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='hearing',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='cases.case'),
        ),
        migrations.AddField(
            model_name='hearing',
            name='proceedings',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='legal.criminalproceedings', verbose_name='criminal proceedings'),
        ),
        migrations.AddField(
            model_name='hearing',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hearingimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8ef60ca4b8f26e3673f48efc6a40712acd363601', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_27f88', table='claims_hearingimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='interview',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='cases.case'),
        ),
        migrations.AddField(
            model_name='interview',
            name='hearing',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='claims.hearing'),
        ),
        migrations.AddField(
            model_name='interview',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interview',
            name='struck_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interviewimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7013c05e444fdb93b3173e5dae7282dd82f6ff49', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_169a6', table='claims_interviewimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='preparation',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='preparation',
            name='hearing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='preparations', to='claims.hearing'),
        ),
        migrations.AddField(
            model_name='preparation',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparationimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f9123e5734294290f40ae5c5955d656a4d48f80c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_47649', table='claims_preparationimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='reuse',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='reuse',
            name='interview',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reuses', to='claims.interview'),
        ),
        migrations.AddField(
            model_name='reuse',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='authority'),
        ),
        migrations.AddField(
            model_name='reuse',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reuseimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4fe59dc341ee6e22ea2644b4674c71fbc2927f55', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1d69', table='claims_reuseimage', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(models.F('due_on'), condition=models.Q(('state', 'PREPARED')), name='claim_to_be_filed'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(models.F('examination_due_on'), condition=models.Q(('decided_on', None)), name='claim_to_be_examined'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='claim_number_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(models.F('case'), condition=models.Q(('route', 'STATE_COMPENSATION'), ('state__in', ('PREPARED', 'FILED', 'INCOMPLETE'))), name='claim_one_open_application_to_the_state', violation_error_message='An application to the State is already open.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('claimant__in', ['PERSON', 'REPRESENTATIVE', 'PROSECUTOR', 'HEIR']), ('route__in', ['CRIMINAL_CIVIL_CLAIM', 'CIVIL_CLAIM', 'STATE_COMPENSATION'])), name='claim_by_one_of_three_routes', violation_error_message='Choose the route and who claims.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('route', 'CRIMINAL_CIVIL_CLAIM'), _negated=True), ('proceedings__isnull', False), _connector='OR'), name='claim_in_a_criminal_case_names_it', violation_error_message='A civil claim in a criminal case names the proceedings.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claimant', 'PROSECUTOR'), _negated=True), ('route', 'CRIMINAL_CIVIL_CLAIM'), _connector='OR'), name='claim_of_a_prosecutor_in_the_criminal_case', violation_error_message='A prosecutor claims in the criminal case only.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('trigger_on', None), ('trigger_event', '')), models.Q(models.Q(('trigger_on', None), _negated=True), models.Q(('trigger_event', ''), _negated=True)), _connector='OR'), models.Q(('route', 'STATE_COMPENSATION'), ('trigger_on', None), _connector='OR'), models.Q(('trigger_event', ''), ('trigger_event__in', ['CONVICTION', 'PLEA_BARGAIN', 'ENDED_LIMITATION', 'ENDED_AMNESTY', 'ENDED_TRANSFER', 'SUSPENDED_OFFENDER_UNKNOWN']), _connector='OR')), name='claim_event_is_of_the_state_route', violation_error_message='An application to the State names the act and the day it took effect.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('route', 'STATE_COMPENSATION'), ('state__in', ('FILED', 'INCOMPLETE', 'DECIDED', 'PAID')), _negated=True), models.Q(('filed_on__gte', models.F('trigger_on')), ('trigger_on__isnull', False)), _connector='OR'), name='claim_to_the_state_after_its_event', violation_error_message='The State can be asked only when the act has taken effect.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('due_on', None), ('application_rule', None)), models.Q(models.Q(('due_on', None), _negated=True), models.Q(('application_rule', None), _negated=True)), _connector='OR'), models.Q(('due_on', None), models.Q(('due_on__gt', models.F('trigger_on')), ('trigger_on__isnull', False)), _connector='OR')), name='claim_due_by_a_rule_after_its_event', violation_error_message='The last day of filing follows from the act and the rule of law.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('route', 'STATE_COMPENSATION'), _negated=True), ('freeze_asked_on', None), _connector='OR'), name='claim_freezes_through_a_court', violation_error_message='Freezing of property is asked for with a claim before a court.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('FILED', 'INCOMPLETE', 'DECIDED', 'PAID')), _negated=True), models.Q(('filed_on__isnull', False), ('asked_amount__isnull', False)), _connector='OR'), models.Q(models.Q(('state', 'PREPARED'), _negated=True), ('filed_on', None), _connector='OR')), name='claim_filed_means_dated_with_its_amount', violation_error_message='Filing needs the day and the amount asked for.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'INCOMPLETE'), _negated=True), models.Q(('incomplete_on__isnull', False), ('missing__isnull', False)), _connector='OR'), models.Q(('incomplete_on', None), models.Q(('filed_on__isnull', False), ('incomplete_on__gte', models.F('filed_on'))), _connector='OR'), models.Q(('completed_on', None), ('incomplete_on__isnull', False), _connector='OR')), name='claim_incomplete_says_what_is_missing', violation_error_message='Say since when documents are asked for, and which.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('examination_due_on', None), ('examination_rule', None)), models.Q(models.Q(('examination_due_on', None), _negated=True), models.Q(('examination_rule', None), _negated=True)), _connector='OR'), models.Q(('examination_due_on', None), models.Q(('route', 'STATE_COMPENSATION'), ('examination_due_on__gt', models.F('filed_on')), ('filed_on__isnull', False)), _connector='OR'), models.Q(('extended_on', None), models.Q(('route', 'STATE_COMPENSATION'), ('extended_on__gte', models.F('filed_on')), ('filed_on__isnull', False)), _connector='OR')), name='claim_examined_by_a_rule_after_filing', violation_error_message='The examination follows the filing and a rule of law.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('DECIDED', 'PAID')), ('decided_on__isnull', False), ('result__in', ['GRANTED', 'PARTIAL', 'REFUSED', 'NOT_EXAMINED']), ('decision_reference__isnull', False)), models.Q(models.Q(('state__in', ('DECIDED', 'PAID')), _negated=True), models.Q(('decided_on__isnull', False), ('result__in', ['GRANTED', 'PARTIAL', 'REFUSED', 'NOT_EXAMINED']), ('decision_reference__isnull', False), _negated=True)), _connector='OR'), models.Q(('decided_on', None), models.Q(('decided_on__gte', models.F('filed_on')), ('filed_on__isnull', False)), _connector='OR'), models.Q(models.Q(('decided_on', None), _negated=True), ('result', ''), _connector='OR')), name='claim_decided_means_dated_with_a_result', violation_error_message='A decision needs its day, its result and its reference.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('result__in', ('GRANTED', 'PARTIAL')), ('awarded_amount__isnull', False)), models.Q(models.Q(('result__in', ('GRANTED', 'PARTIAL')), _negated=True), models.Q(('awarded_amount__isnull', False), _negated=True)), _connector='OR'), name='claim_granted_means_an_amount', violation_error_message='What was granted has an amount, and only that.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('result', 'NOT_EXAMINED'), _negated=True), ('route', 'CRIMINAL_CIVIL_CLAIM'), _connector='OR'), name='claim_not_examined_in_a_criminal_case', violation_error_message='Only a claim in a criminal case ends unexamined with it.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'PAID'), ('paid_on__isnull', False), ('paid_amount__isnull', False)), models.Q(models.Q(('state', 'PAID'), _negated=True), models.Q(('paid_on__isnull', False), ('paid_amount__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('state', 'PAID'), _negated=True), models.Q(('paid_on__gte', models.F('decided_on')), ('result__in', ('GRANTED', 'PARTIAL'))), _connector='OR'), models.Q(models.Q(('paid_on', None), _negated=True), ('paid_amount', None), _connector='OR')), name='claim_paid_means_dated_after_a_grant', violation_error_message='A payment needs its day and its amount, and follows a grant.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'WITHDRAWN'), ('withdrawn_on__isnull', False)), models.Q(models.Q(('state', 'WITHDRAWN'), _negated=True), models.Q(('withdrawn_on__isnull', False), _negated=True)), _connector='OR'), name='claim_given_up_means_dated', violation_error_message='Say when the person gave the claim up.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('asked_amount__isnull', False), models.Q(('asked_currency', ''), _negated=True)), models.Q(models.Q(('asked_amount__isnull', False), _negated=True), ('asked_currency', '')), _connector='OR'), models.Q(models.Q(('asked_amount__isnull', False), _negated=True), ('asked_on__isnull', False), _connector='OR'), models.Q(models.Q(('asked_currency', 'BGN'), _negated=True), ('asked_on__lt', datetime.date(2026, 1, 1)), _connector='OR'), models.Q(models.Q(('asked_currency', 'EUR'), _negated=True), ('asked_on__gte', datetime.date(2026, 1, 1)), _connector='OR'), ('asked_currency__in', ['', 'BGN', 'EUR'])), name='claim_asked_in_the_money_of_its_day', violation_error_message='Until 31 December 2025 amounts are in leva, from 1 January 2026 in euro.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('awarded_amount__isnull', False), models.Q(('awarded_currency', ''), _negated=True)), models.Q(models.Q(('awarded_amount__isnull', False), _negated=True), ('awarded_currency', '')), _connector='OR'), models.Q(models.Q(('awarded_amount__isnull', False), _negated=True), ('decided_on__isnull', False), _connector='OR'), models.Q(models.Q(('awarded_currency', 'BGN'), _negated=True), ('decided_on__lt', datetime.date(2026, 1, 1)), _connector='OR'), models.Q(models.Q(('awarded_currency', 'EUR'), _negated=True), ('decided_on__gte', datetime.date(2026, 1, 1)), _connector='OR'), ('awarded_currency__in', ['', 'BGN', 'EUR'])), name='claim_awarded_in_the_money_of_its_day', violation_error_message='Until 31 December 2025 amounts are in leva, from 1 January 2026 in euro.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('paid_amount__isnull', False), models.Q(('paid_currency', ''), _negated=True)), models.Q(models.Q(('paid_amount__isnull', False), _negated=True), ('paid_currency', '')), _connector='OR'), models.Q(models.Q(('paid_amount__isnull', False), _negated=True), ('paid_on__isnull', False), _connector='OR'), models.Q(models.Q(('paid_currency', 'BGN'), _negated=True), ('paid_on__lt', datetime.date(2026, 1, 1)), _connector='OR'), models.Q(models.Q(('paid_currency', 'EUR'), _negated=True), ('paid_on__gte', datetime.date(2026, 1, 1)), _connector='OR'), ('paid_currency__in', ['', 'BGN', 'EUR'])), name='claim_paid_in_the_money_of_its_day', violation_error_message='Until 31 December 2025 amounts are in leva, from 1 January 2026 in euro.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimimage" ("addressee", "application_rule_id", "asked_amount", "asked_currency", "asked_on", "awarded_amount", "awarded_currency", "case_id", "claimant", "completed_on", "damage", "decided_on", "decision_reasons", "decision_reference", "due_on", "examination_due_on", "examination_rule_id", "extended_on", "filed_on", "freeze_asked_on", "id", "incomplete_on", "missing", "number", "paid_amount", "paid_currency", "paid_on", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "result", "route", "state", "trigger_event", "trigger_on", "withdrawn_on") VALUES (NEW."addressee", NEW."application_rule_id", NEW."asked_amount", NEW."asked_currency", NEW."asked_on", NEW."awarded_amount", NEW."awarded_currency", NEW."case_id", NEW."claimant", NEW."completed_on", NEW."damage", NEW."decided_on", NEW."decision_reasons", NEW."decision_reference", NEW."due_on", NEW."examination_due_on", NEW."examination_rule_id", NEW."extended_on", NEW."filed_on", NEW."freeze_asked_on", NEW."id", NEW."incomplete_on", NEW."missing", NEW."number", NEW."paid_amount", NEW."paid_currency", NEW."paid_on", NOW(), \'insert\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."result", NEW."route", NEW."state", NEW."trigger_event", NEW."trigger_on", NEW."withdrawn_on"); RETURN NULL;', hash='7daa5c0931d453fd79a6b2ce2f04c097865ac5ae', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."route", OLD."claimant", OLD."proceedings_id", OLD."trigger_event", OLD."trigger_on", OLD."application_rule_id", OLD."due_on", OLD."damage", OLD."asked_amount", OLD."asked_currency", OLD."asked_on", OLD."addressee", OLD."freeze_asked_on", OLD."filed_on", OLD."incomplete_on", OLD."missing", OLD."completed_on", OLD."examination_rule_id", OLD."examination_due_on", OLD."extended_on", OLD."decided_on", OLD."result", OLD."decision_reference", OLD."decision_reasons", OLD."awarded_amount", OLD."awarded_currency", OLD."paid_on", OLD."paid_amount", OLD."paid_currency", OLD."withdrawn_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."route", NEW."claimant", NEW."proceedings_id", NEW."trigger_event", NEW."trigger_on", NEW."application_rule_id", NEW."due_on", NEW."damage", NEW."asked_amount", NEW."asked_currency", NEW."asked_on", NEW."addressee", NEW."freeze_asked_on", NEW."filed_on", NEW."incomplete_on", NEW."missing", NEW."completed_on", NEW."examination_rule_id", NEW."examination_due_on", NEW."extended_on", NEW."decided_on", NEW."result", NEW."decision_reference", NEW."decision_reasons", NEW."awarded_amount", NEW."awarded_currency", NEW."paid_on", NEW."paid_amount", NEW."paid_currency", NEW."withdrawn_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "claims_claimimage" ("addressee", "application_rule_id", "asked_amount", "asked_currency", "asked_on", "awarded_amount", "awarded_currency", "case_id", "claimant", "completed_on", "damage", "decided_on", "decision_reasons", "decision_reference", "due_on", "examination_due_on", "examination_rule_id", "extended_on", "filed_on", "freeze_asked_on", "id", "incomplete_on", "missing", "number", "paid_amount", "paid_currency", "paid_on", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "result", "route", "state", "trigger_event", "trigger_on", "withdrawn_on") VALUES (NEW."addressee", NEW."application_rule_id", NEW."asked_amount", NEW."asked_currency", NEW."asked_on", NEW."awarded_amount", NEW."awarded_currency", NEW."case_id", NEW."claimant", NEW."completed_on", NEW."damage", NEW."decided_on", NEW."decision_reasons", NEW."decision_reference", NEW."due_on", NEW."examination_due_on", NEW."examination_rule_id", NEW."extended_on", NEW."filed_on", NEW."freeze_asked_on", NEW."id", NEW."incomplete_on", NEW."missing", NEW."number", NEW."paid_amount", NEW."paid_currency", NEW."paid_on", NOW(), \'update\', NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."result", NEW."route", NEW."state", NEW."trigger_event", NEW."trigger_on", NEW."withdrawn_on"); RETURN NULL;', hash='f51e7eef01a4a7257f90079d56ddedd38b71af21', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimimage" ("addressee", "application_rule_id", "asked_amount", "asked_currency", "asked_on", "awarded_amount", "awarded_currency", "case_id", "claimant", "completed_on", "damage", "decided_on", "decision_reasons", "decision_reference", "due_on", "examination_due_on", "examination_rule_id", "extended_on", "filed_on", "freeze_asked_on", "id", "incomplete_on", "missing", "number", "paid_amount", "paid_currency", "paid_on", "pgh_created_at", "pgh_label", "proceedings_id", "recorded_at", "recorded_by_id", "result", "route", "state", "trigger_event", "trigger_on", "withdrawn_on") VALUES (OLD."addressee", OLD."application_rule_id", OLD."asked_amount", OLD."asked_currency", OLD."asked_on", OLD."awarded_amount", OLD."awarded_currency", OLD."case_id", OLD."claimant", OLD."completed_on", OLD."damage", OLD."decided_on", OLD."decision_reasons", OLD."decision_reference", OLD."due_on", OLD."examination_due_on", OLD."examination_rule_id", OLD."extended_on", OLD."filed_on", OLD."freeze_asked_on", OLD."id", OLD."incomplete_on", OLD."missing", OLD."number", OLD."paid_amount", OLD."paid_currency", OLD."paid_on", NOW(), \'delete\', OLD."proceedings_id", OLD."recorded_at", OLD."recorded_by_id", OLD."result", OLD."route", OLD."state", OLD."trigger_event", OLD."trigger_on", OLD."withdrawn_on"); RETURN NULL;', hash='fb05dcea4ed505031c0e4803191fb19558985079', operation='DELETE', pgid='pgtrigger_delete_delete_dbf31', table='claims_claim', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='hearing',
            index=models.Index(models.F('starts_on'), condition=models.Q(('state', 'PLANNED')), name='hearing_to_come'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='hearing_number_once'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['HEARING', 'INTERVIEW', 'EXAMINATION'])), name='hearing_is_of_a_known_kind', violation_error_message='Choose what it is.'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('held_by__isnull', False)), name='hearing_names_who_holds_it', violation_error_message='Write which court or authority will hear the person.'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('topics__contained_by', ['RECRUITMENT', 'JOURNEY', 'EXPLOITATION', 'CONTROL', 'VIOLENCE', 'PERPETRATORS', 'MONEY', 'DOCUMENTS', 'ESCAPE'])), name='hearing_is_about_known_topics', violation_error_message='Choose the topics from the list.'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'CANCELLED'), ('cancelled_on__isnull', False)), models.Q(models.Q(('state', 'CANCELLED'), _negated=True), models.Q(('cancelled_on__isnull', False), _negated=True)), _connector='OR'), name='hearing_cancelled_means_dated', violation_error_message='Say when it was called off.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hearing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_hearingimage" ("agreed_on", "cancelled_on", "case_id", "held_by", "id", "kind", "language", "number", "pgh_created_at", "pgh_label", "place", "proceedings_id", "recorded_at", "recorded_by_id", "starts_at", "state", "topics") VALUES (NEW."agreed_on", NEW."cancelled_on", NEW."case_id", NEW."held_by", NEW."id", NEW."kind", NEW."language", NEW."number", NOW(), \'insert\', NEW."place", NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_at", NEW."state", NEW."topics"); RETURN NULL;', hash='40435db083d327fb800640141c40346bca2a853e', operation='INSERT', pgid='pgtrigger_insert_insert_e591c', table='claims_hearing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hearing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."state", OLD."kind", OLD."proceedings_id", OLD."starts_at", OLD."held_by", OLD."place", OLD."language", OLD."topics", OLD."agreed_on", OLD."cancelled_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."state", NEW."kind", NEW."proceedings_id", NEW."starts_at", NEW."held_by", NEW."place", NEW."language", NEW."topics", NEW."agreed_on", NEW."cancelled_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "claims_hearingimage" ("agreed_on", "cancelled_on", "case_id", "held_by", "id", "kind", "language", "number", "pgh_created_at", "pgh_label", "place", "proceedings_id", "recorded_at", "recorded_by_id", "starts_at", "state", "topics") VALUES (NEW."agreed_on", NEW."cancelled_on", NEW."case_id", NEW."held_by", NEW."id", NEW."kind", NEW."language", NEW."number", NOW(), \'update\', NEW."place", NEW."proceedings_id", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_at", NEW."state", NEW."topics"); RETURN NULL;', hash='19bb7b54af2dbe0a0833c1abec960d91ba142db0', operation='UPDATE', pgid='pgtrigger_update_update_1639c', table='claims_hearing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hearing',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_hearingimage" ("agreed_on", "cancelled_on", "case_id", "held_by", "id", "kind", "language", "number", "pgh_created_at", "pgh_label", "place", "proceedings_id", "recorded_at", "recorded_by_id", "starts_at", "state", "topics") VALUES (OLD."agreed_on", OLD."cancelled_on", OLD."case_id", OLD."held_by", OLD."id", OLD."kind", OLD."language", OLD."number", NOW(), \'delete\', OLD."place", OLD."proceedings_id", OLD."recorded_at", OLD."recorded_by_id", OLD."starts_at", OLD."state", OLD."topics"); RETURN NULL;', hash='19358f89d99f4590930605b11dc9ffed2f405e95', operation='DELETE', pgid='pgtrigger_delete_delete_747af', table='claims_hearing', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='interview_number_once'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(('listener__in', ['SUPPORT', 'LAWYER', 'POLICE', 'INVESTIGATOR', 'PROSECUTOR', 'COURT', 'EXPERT', 'OTHER']), ('record__in', ['MINUTES', 'AUDIO', 'VIDEO', 'NOTES', 'NONE'])), name='interview_by_a_known_listener', violation_error_message='Choose to whom it was told and how it was kept.'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(('topics__contained_by', ['RECRUITMENT', 'JOURNEY', 'EXPLOITATION', 'CONTROL', 'VIOLENCE', 'PERPETRATORS', 'MONEY', 'DOCUMENTS', 'ESCAPE']), ('topics__len__gt', 0)), name='interview_is_about_something', violation_error_message='Choose at least one topic.'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('struck_by', None), ('struck_on', None)), models.Q(('struck_by__isnull', False), ('struck_on__isnull', False)), _connector='OR'), name='interview_struck_out_by_somebody', violation_error_message='Say when it was struck out.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_interviewimage" ("case_id", "hearing_id", "id", "interpreter", "language", "listener", "listener_name", "number", "pgh_created_at", "pgh_label", "record", "record_reference", "recorded_at", "recorded_by_id", "struck_by_id", "struck_on", "summary", "told_on", "topics") VALUES (NEW."case_id", NEW."hearing_id", NEW."id", NEW."interpreter", NEW."language", NEW."listener", NEW."listener_name", NEW."number", NOW(), \'insert\', NEW."record", NEW."record_reference", NEW."recorded_at", NEW."recorded_by_id", NEW."struck_by_id", NEW."struck_on", NEW."summary", NEW."told_on", NEW."topics"); RETURN NULL;', hash='05f48c5783696610eac569732a9b58332838864a', operation='INSERT', pgid='pgtrigger_insert_insert_d5c0b', table='claims_interview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."told_on", OLD."listener", OLD."listener_name", OLD."hearing_id", OLD."topics", OLD."summary", OLD."record", OLD."record_reference", OLD."language", OLD."interpreter", OLD."struck_on", OLD."struck_by_id", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."told_on", NEW."listener", NEW."listener_name", NEW."hearing_id", NEW."topics", NEW."summary", NEW."record", NEW."record_reference", NEW."language", NEW."interpreter", NEW."struck_on", NEW."struck_by_id", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "claims_interviewimage" ("case_id", "hearing_id", "id", "interpreter", "language", "listener", "listener_name", "number", "pgh_created_at", "pgh_label", "record", "record_reference", "recorded_at", "recorded_by_id", "struck_by_id", "struck_on", "summary", "told_on", "topics") VALUES (NEW."case_id", NEW."hearing_id", NEW."id", NEW."interpreter", NEW."language", NEW."listener", NEW."listener_name", NEW."number", NOW(), \'update\', NEW."record", NEW."record_reference", NEW."recorded_at", NEW."recorded_by_id", NEW."struck_by_id", NEW."struck_on", NEW."summary", NEW."told_on", NEW."topics"); RETURN NULL;', hash='1bfe43287c1f236a54e1fd75871d155906a3cd7e', operation='UPDATE', pgid='pgtrigger_update_update_de46b', table='claims_interview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_interviewimage" ("case_id", "hearing_id", "id", "interpreter", "language", "listener", "listener_name", "number", "pgh_created_at", "pgh_label", "record", "record_reference", "recorded_at", "recorded_by_id", "struck_by_id", "struck_on", "summary", "told_on", "topics") VALUES (OLD."case_id", OLD."hearing_id", OLD."id", OLD."interpreter", OLD."language", OLD."listener", OLD."listener_name", OLD."number", NOW(), \'delete\', OLD."record", OLD."record_reference", OLD."recorded_at", OLD."recorded_by_id", OLD."struck_by_id", OLD."struck_on", OLD."summary", OLD."told_on", OLD."topics"); RETURN NULL;', hash='36f5870b9626bad4ae5691f1e097e67c034ee376', operation='DELETE', pgid='pgtrigger_delete_delete_679d4', table='claims_interview', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='preparation',
            constraint=models.UniqueConstraint(models.F('hearing'), models.F('measure'), name='preparation_of_a_measure_once'),
        ),
        migrations.AddConstraint(
            model_name='preparation',
            constraint=models.CheckConstraint(condition=models.Q(('measure__in', ['SEPARATE_WAITING', 'SEPARATE_ROOM', 'VIDEO', 'COMPANION', 'INTERPRETER', 'NO_OUTSIDERS', 'SAFE_WAY']), ('prepared__in', ['NOT_ASKED', 'WANTED', 'ARRANGED', 'REFUSED', 'NOT_NEEDED'])), name='preparation_of_a_known_measure', violation_error_message='Choose how far the measure is prepared.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_preparationimage" ("case_id", "hearing_id", "id", "measure", "note", "pgh_created_at", "pgh_label", "prepared", "recorded_at", "recorded_by_id") VALUES (NEW."case_id", NEW."hearing_id", NEW."id", NEW."measure", NEW."note", NOW(), \'insert\', NEW."prepared", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='72922d799f97fec08f335ade79c2a88bcbe4ef83', operation='INSERT', pgid='pgtrigger_insert_insert_daefa', table='claims_preparation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."hearing_id", OLD."measure", OLD."prepared", OLD."note", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."hearing_id", NEW."measure", NEW."prepared", NEW."note", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "claims_preparationimage" ("case_id", "hearing_id", "id", "measure", "note", "pgh_created_at", "pgh_label", "prepared", "recorded_at", "recorded_by_id") VALUES (NEW."case_id", NEW."hearing_id", NEW."id", NEW."measure", NEW."note", NOW(), \'update\', NEW."prepared", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='3803b81d9eca48a7cfa61f55813a8da80a15d9b0', operation='UPDATE', pgid='pgtrigger_update_update_07a2f', table='claims_preparation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_preparationimage" ("case_id", "hearing_id", "id", "measure", "note", "pgh_created_at", "pgh_label", "prepared", "recorded_at", "recorded_by_id") VALUES (OLD."case_id", OLD."hearing_id", OLD."id", OLD."measure", OLD."note", NOW(), \'delete\', OLD."prepared", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='83bde5d63c272b89d3d4ed23724c9b9b6d3f2cc2', operation='DELETE', pgid='pgtrigger_delete_delete_5f87e', table='claims_preparation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='reuse',
            constraint=models.UniqueConstraint(models.F('interview'), models.F('organisation'), condition=models.Q(('withdrawn_on', None)), name='reuse_agreed_once', violation_error_message='This authority may use it already.'),
        ),
        migrations.AddConstraint(
            model_name='reuse',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', ('WRITTEN', 'MINUTED')), ('given_by__in', ['PERSON', 'LEGAL_REPRESENTATIVE', 'SPECIAL_REPRESENTATIVE'])), name='reuse_agreed_in_writing_or_minuted', violation_error_message='The agreement is in writing, or oral and minuted.'),
        ),
        migrations.AddConstraint(
            model_name='reuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_on__isnull', False), _negated=True), ('withdrawn_on__gte', models.F('agreed_on')), _connector='OR'), name='reuse_taken_back_after_it_was_given', violation_error_message='An agreement cannot be taken back before it was given.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reuse',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_reuseimage" ("agreed_on", "case_id", "form", "given_by", "id", "interview_id", "organisation_id", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "withdrawn_on") VALUES (NEW."agreed_on", NEW."case_id", NEW."form", NEW."given_by", NEW."id", NEW."interview_id", NEW."organisation_id", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."withdrawn_on"); RETURN NULL;', hash='79ceaafe5f3f1af31fd2e8ebb85aa16f319eeba2', operation='INSERT', pgid='pgtrigger_insert_insert_1b233', table='claims_reuse', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reuse',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."interview_id", OLD."organisation_id", OLD."agreed_on", OLD."given_by", OLD."form", OLD."withdrawn_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."interview_id", NEW."organisation_id", NEW."agreed_on", NEW."given_by", NEW."form", NEW."withdrawn_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "claims_reuseimage" ("agreed_on", "case_id", "form", "given_by", "id", "interview_id", "organisation_id", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "withdrawn_on") VALUES (NEW."agreed_on", NEW."case_id", NEW."form", NEW."given_by", NEW."id", NEW."interview_id", NEW."organisation_id", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."withdrawn_on"); RETURN NULL;', hash='1ee0c9492774ecdbfe941a10f128972ca45b4aad', operation='UPDATE', pgid='pgtrigger_update_update_c294b', table='claims_reuse', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reuse',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_reuseimage" ("agreed_on", "case_id", "form", "given_by", "id", "interview_id", "organisation_id", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "withdrawn_on") VALUES (OLD."agreed_on", OLD."case_id", OLD."form", OLD."given_by", OLD."id", OLD."interview_id", OLD."organisation_id", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."withdrawn_on"); RETURN NULL;', hash='57ffc1b0c382a2086d063bcfbf2cf4be6d919bc9', operation='DELETE', pgid='pgtrigger_delete_delete_b6fc7', table='claims_reuse', when='AFTER')),
        ),
    ]
