"""Services, their sessions with confidential notes, and the ledger of unmet needs."""

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


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0006_legal_aid_bodies'),
        ('cases', '0015_risk'),
        ('support', '0002_what_only_the_database_knows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('need', models.BinaryField(null=True)),
                ('plan_step', models.UUIDField(db_column='plan_step_id', null=True)),
                ('provider', models.BigIntegerField(db_column='provider_id', null=True)),
                ('provider_name', models.BinaryField(null=True)),
                ('outcome_note', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('type', models.CharField(max_length=50, verbose_name='service')),
                ('state', models.CharField(choices=[('NEEDED', 'needed'), ('NOT_NEEDED', 'no longer needed'), ('OFFERED', 'offered'), ('DECLINED', 'declined by the person'), ('PLANNED', 'accepted'), ('ACTIVE', 'under way'), ('COMPLETED', 'completed'), ('STOPPED_BY_PERSON', 'stopped by the person'), ('ENDED', 'ended by the provider')], default='NEEDED', max_length=20, verbose_name='state')),
                ('needed_on', models.DateField(verbose_name='the need was recorded on')),
                ('individual', models.BooleanField(default=True, verbose_name='for this person alone, not in a group')),
                ('long_term', models.BooleanField(default=False, verbose_name='long-term support')),
                ('offered_on', models.DateField(blank=True, null=True, verbose_name='offered on')),
                ('funding', models.CharField(blank=True, choices=[('FREE', 'free of charge'), ('STATE', 'state budget'), ('MUNICIPALITY', 'municipality'), ('PROJECT', 'a project or a donor'), ('OWN', "the organisation's own means")], max_length=15, verbose_name='who pays')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='the person answered on')),
                ('crisis_overcome_on', models.DateField(blank=True, null=True, verbose_name='the crisis was overcome on')),
                ('stable_on', models.DateField(blank=True, null=True, verbose_name='the person is stable since')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='begun on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('end_reason', models.CharField(blank=True, choices=[('NO_MONEY', 'the money ran out'), ('NO_PLACE', 'there is no free place any more'), ('NO_STAFF', 'the person who gave it is no longer there'), ('MOVED', 'the person lives elsewhere now'), ('REFERRED', 'another organisation goes on with it'), ('OTHER', 'another reason')], max_length=15, verbose_name='why it ended')),
                ('outcome', models.CharField(blank=True, choices=[('MET', 'the need is met'), ('PARTLY', 'the need is met in part'), ('NOT_MET', 'the need is not met')], max_length=10, verbose_name='outcome')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('SCHEDULED', 'planned'), ('HELD', 'held'), ('MISSED', 'missed'), ('CANCELLED', 'called off')], default='SCHEDULED', max_length=10, verbose_name='state')),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('held_by', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=160, verbose_name='who else holds it')),
                ('place_kind', models.CharField(choices=[('OFFICE', 'our office'), ('SHELTER', 'where the person stays'), ('PROVIDER', "at the provider's"), ('PHONE', 'by telephone'), ('ONLINE', 'online'), ('OUTSIDE', 'somewhere else')], max_length=10, verbose_name='where')),
                ('interpreter', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=120, verbose_name='interpreter')),
                ('attendance', models.CharField(blank=True, choices=[('WHOLE', 'from beginning to end'), ('LATE', 'came late'), ('LEFT_EARLY', 'left early')], max_length=10, verbose_name='attendance')),
                ('not_held', models.CharField(blank=True, choices=[('PERSON', 'the person did not come, or called it off'), ('STAFF', 'whoever holds it could not'), ('INTERPRETER', 'the interpreter could not'), ('TRAVEL', 'the way there was not possible or not safe'), ('OTHER', 'another reason')], max_length=12, verbose_name='why it was not held')),
                ('risk_changed', models.BooleanField(blank=True, null=True, verbose_name='the risk has changed')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'session',
                'ordering': ['starts_at', 'number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SessionImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('service', models.UUIDField(db_column='service_id', null=True)),
                ('staff', models.BigIntegerField(db_column='staff_id', null=True)),
                ('held_by', models.BinaryField(null=True)),
                ('interpreter', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('SCHEDULED', 'planned'), ('HELD', 'held'), ('MISSED', 'missed'), ('CANCELLED', 'called off')], default='SCHEDULED', max_length=10, verbose_name='state')),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('place_kind', models.CharField(choices=[('OFFICE', 'our office'), ('SHELTER', 'where the person stays'), ('PROVIDER', "at the provider's"), ('PHONE', 'by telephone'), ('ONLINE', 'online'), ('OUTSIDE', 'somewhere else')], max_length=10, verbose_name='where')),
                ('attendance', models.CharField(blank=True, choices=[('WHOLE', 'from beginning to end'), ('LATE', 'came late'), ('LEFT_EARLY', 'left early')], max_length=10, verbose_name='attendance')),
                ('not_held', models.CharField(blank=True, choices=[('PERSON', 'the person did not come, or called it off'), ('STAFF', 'whoever holds it could not'), ('INTERPRETER', 'the interpreter could not'), ('TRAVEL', 'the way there was not possible or not safe'), ('OTHER', 'another reason')], max_length=12, verbose_name='why it was not held')),
                ('risk_changed', models.BooleanField(blank=True, null=True, verbose_name='the risk has changed')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SessionNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', tvcase.sealing.fields.SealedText(key='id', max_length=8000, verbose_name='note')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'note of a session',
                'ordering': ['recorded_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='UnmetNeed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('NO_MONEY', 'no money'), ('NO_PLACE', 'no free place'), ('NO_SKILL', 'nobody who can do it'), ('NO_LANGUAGE', 'nobody who speaks the language'), ('OTHER', 'another reason')], max_length=12, verbose_name='why it cannot be met')),
                ('note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='what was tried')),
                ('since_on', models.DateField(verbose_name='since')),
                ('resolved_on', models.DateField(blank=True, null=True, verbose_name='resolved on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'unmet need',
                'ordering': ['since_on', 'recorded_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='UnmetNeedImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('service', models.UUIDField(db_column='service_id', null=True)),
                ('note', models.BinaryField(null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('reason', models.CharField(choices=[('NO_MONEY', 'no money'), ('NO_PLACE', 'no free place'), ('NO_SKILL', 'nobody who can do it'), ('NO_LANGUAGE', 'nobody who speaks the language'), ('OTHER', 'another reason')], max_length=12, verbose_name='why it cannot be met')),
                ('since_on', models.DateField(verbose_name='since')),
                ('resolved_on', models.DateField(blank=True, null=True, verbose_name='resolved on')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('type', models.CharField(max_length=50, verbose_name='service')),
                ('state', models.CharField(choices=[('NEEDED', 'needed'), ('NOT_NEEDED', 'no longer needed'), ('OFFERED', 'offered'), ('DECLINED', 'declined by the person'), ('PLANNED', 'accepted'), ('ACTIVE', 'under way'), ('COMPLETED', 'completed'), ('STOPPED_BY_PERSON', 'stopped by the person'), ('ENDED', 'ended by the provider')], default='NEEDED', max_length=20, verbose_name='state')),
                ('need', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='what the person needs')),
                ('needed_on', models.DateField(verbose_name='the need was recorded on')),
                ('individual', models.BooleanField(default=True, verbose_name='for this person alone, not in a group')),
                ('long_term', models.BooleanField(default=False, verbose_name='long-term support')),
                ('offered_on', models.DateField(blank=True, null=True, verbose_name='offered on')),
                ('provider_name', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=160, verbose_name='name of another provider')),
                ('funding', models.CharField(blank=True, choices=[('FREE', 'free of charge'), ('STATE', 'state budget'), ('MUNICIPALITY', 'municipality'), ('PROJECT', 'a project or a donor'), ('OWN', "the organisation's own means")], max_length=15, verbose_name='who pays')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='the person answered on')),
                ('crisis_overcome_on', models.DateField(blank=True, null=True, verbose_name='the crisis was overcome on')),
                ('stable_on', models.DateField(blank=True, null=True, verbose_name='the person is stable since')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='begun on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('end_reason', models.CharField(blank=True, choices=[('NO_MONEY', 'the money ran out'), ('NO_PLACE', 'there is no free place any more'), ('NO_STAFF', 'the person who gave it is no longer there'), ('MOVED', 'the person lives elsewhere now'), ('REFERRED', 'another organisation goes on with it'), ('OTHER', 'another reason')], max_length=15, verbose_name='why it ended')),
                ('outcome', models.CharField(blank=True, choices=[('MET', 'the need is met'), ('PARTLY', 'the need is met in part'), ('NOT_MET', 'the need is not met')], max_length=10, verbose_name='outcome')),
                ('outcome_note', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=1000, verbose_name='what was reached')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='cases.case')),
                ('plan_step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='services', to='support.planstep', verbose_name='step of the plan')),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='provider')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'service',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='serviceimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7f706952535426136011c89d84458fdb0054aea3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8b1c4', table='services_serviceimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='session',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='support_sessions', to='cases.case'),
        ),
        migrations.AddField(
            model_name='session',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='session',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='services.service'),
        ),
        migrations.AddField(
            model_name='session',
            name='staff',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='in whose calendar it is'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1d14c2925ffb829fd09d8f067c4d777589adfbcb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7af77', table='services_sessionimage', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='sessionnote',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='sessionnote',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sessionnote',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.session'),
        ),
        migrations.AddField(
            model_name='unmetneed',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unmet_needs', to='cases.case'),
        ),
        migrations.AddField(
            model_name='unmetneed',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='unmetneed',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unmet', to='services.service'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unmetneedimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2de8a65efcb166a8fa6bf7c262afb5c8cfbe800b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_af27b', table='services_unmetneedimage', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(models.F('case'), models.F('state'), name='service_of_a_case'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='service_number_once'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['NEEDED', 'NOT_NEEDED', 'OFFERED', 'DECLINED', 'PLANNED', 'ACTIVE', 'COMPLETED', 'STOPPED_BY_PERSON', 'ENDED']), ('funding__in', ['', 'FREE', 'STATE', 'MUNICIPALITY', 'PROJECT', 'OWN']), ('end_reason__in', ['', 'NO_MONEY', 'NO_PLACE', 'NO_STAFF', 'MOVED', 'REFERRED', 'OTHER']), ('outcome__in', ['', 'MET', 'PARTLY', 'NOT_MET'])), name='service_says_what_is_known', violation_error_message='Choose one of the answers shown.'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('NEEDED', 'NOT_NEEDED')), ('offered_on', None)), models.Q(models.Q(('state__in', ('NEEDED', 'NOT_NEEDED')), _negated=True), models.Q(('offered_on', None), _negated=True)), _connector='OR'), models.Q(models.Q(('state__in', ('NEEDED', 'NOT_NEEDED')), _negated=True), models.Q(('provider', None), ('provider_name', None)), _connector='OR'), models.Q(models.Q(('offered_on__isnull', False), _negated=True), models.Q(('provider__isnull', False), ('provider_name', None)), models.Q(('provider', None), ('provider_name__isnull', False)), _connector='OR')), name='service_offered_by_one_provider', violation_error_message='Choose the provider, or write the name.'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('NEEDED', 'NOT_NEEDED', 'OFFERED')), _negated=True), ('answered_on', None), _connector='OR'), models.Q(models.Q(('state__in', ['DECLINED', 'PLANNED', 'STOPPED_BY_PERSON', 'ACTIVE', 'COMPLETED']), _negated=True), ('answered_on__isnull', False), _connector='OR')), name='service_voluntary_means_the_person_answered', violation_error_message="A service rests on the person's own answer: record on which day it was given."),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('ACTIVE', 'COMPLETED')), _negated=True), ('starts_on__isnull', False), _connector='OR'), models.Q(models.Q(('state__in', ['NEEDED', 'NOT_NEEDED', 'OFFERED', 'DECLINED', 'PLANNED']), _negated=True), ('starts_on', None), _connector='OR'), models.Q(models.Q(('starts_on__isnull', False), _negated=True), ('answered_on__isnull', False), _connector='OR')), name='service_received_since_a_day', violation_error_message='Say since when the person receives it.'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ('NOT_NEEDED', 'COMPLETED', 'STOPPED_BY_PERSON', 'ENDED')), ('ended_on__isnull', False)), models.Q(models.Q(('state__in', ('NOT_NEEDED', 'COMPLETED', 'STOPPED_BY_PERSON', 'ENDED')), _negated=True), models.Q(('ended_on__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('state', 'ENDED'), models.Q(('end_reason', ''), _negated=True)), models.Q(models.Q(('state', 'ENDED'), _negated=True), ('end_reason', '')), _connector='OR'), models.Q(models.Q(('state', 'COMPLETED'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('state', 'COMPLETED'), _negated=True), ('outcome', '')), _connector='OR')), name='service_ends_with_its_day_and_why', violation_error_message='The end of a service needs its day, and its reason or outcome.'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('offered_on', None), ('needed_on', None), ('offered_on__gte', models.F('needed_on')), _connector='OR'), models.Q(('answered_on', None), ('offered_on', None), ('answered_on__gte', models.F('offered_on')), _connector='OR'), models.Q(('starts_on', None), ('answered_on', None), ('starts_on__gte', models.F('answered_on')), _connector='OR'), models.Q(('ended_on', None), ('needed_on', None), ('ended_on__gte', models.F('needed_on')), _connector='OR'), models.Q(('ended_on', None), ('offered_on', None), ('ended_on__gte', models.F('offered_on')), _connector='OR'), models.Q(('ended_on', None), ('answered_on', None), ('ended_on__gte', models.F('answered_on')), _connector='OR'), models.Q(('ended_on', None), ('starts_on', None), ('ended_on__gte', models.F('starts_on')), _connector='OR')), name='service_days_follow_each_other', violation_error_message='These days contradict each other: need, offer, answer, beginning and end in turn.'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('type', 'PSYCHOLOGICAL_COUNSELLING'), ('answered_on__isnull', False), models.Q(('state', 'DECLINED'), _negated=True), _negated=True), models.Q(('crisis_overcome_on__isnull', False), ('individual', True), ('plan_step__isnull', False)), _connector='OR'), models.Q(models.Q(('type', 'PSYCHOLOGICAL_COUNSELLING'), _negated=True), ('starts_on', None), ('crisis_overcome_on', None), ('starts_on__gte', models.F('crisis_overcome_on')), _connector='OR')), name='service_counselling_individual_after_the_crisis', violation_error_message='Psychological counselling is individual, is in the plan, and begins when the crisis is overcome.'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('long_term', True), ('answered_on__isnull', False), models.Q(('state', 'DECLINED'), _negated=True), _negated=True), ('stable_on__isnull', False), _connector='OR'), models.Q(models.Q(('long_term', True), _negated=True), ('starts_on', None), ('stable_on', None), ('starts_on__gte', models.F('stable_on')), _connector='OR')), name='service_long_term_when_stable', violation_error_message='Long-term support begins when the person is stable.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='service',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "services_serviceimage" ("answered_on", "case_id", "crisis_overcome_on", "end_reason", "ended_on", "funding", "id", "individual", "long_term", "need", "needed_on", "number", "offered_on", "outcome", "outcome_note", "pgh_created_at", "pgh_label", "plan_step_id", "provider_id", "provider_name", "recorded_at", "recorded_by_id", "stable_on", "starts_on", "state", "type") VALUES (NEW."answered_on", NEW."case_id", NEW."crisis_overcome_on", NEW."end_reason", NEW."ended_on", NEW."funding", NEW."id", NEW."individual", NEW."long_term", NEW."need", NEW."needed_on", NEW."number", NEW."offered_on", NEW."outcome", NEW."outcome_note", NOW(), \'insert\', NEW."plan_step_id", NEW."provider_id", NEW."provider_name", NEW."recorded_at", NEW."recorded_by_id", NEW."stable_on", NEW."starts_on", NEW."state", NEW."type"); RETURN NULL;', hash='3fca71d5fcca17ec9ef6c7dde29b8fe949ed2f99', operation='INSERT', pgid='pgtrigger_insert_insert_4f576', table='services_service', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='service',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."type", OLD."state", OLD."need", OLD."needed_on", OLD."plan_step_id", OLD."individual", OLD."long_term", OLD."offered_on", OLD."provider_id", OLD."provider_name", OLD."funding", OLD."answered_on", OLD."crisis_overcome_on", OLD."stable_on", OLD."starts_on", OLD."ended_on", OLD."end_reason", OLD."outcome", OLD."outcome_note", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."type", NEW."state", NEW."need", NEW."needed_on", NEW."plan_step_id", NEW."individual", NEW."long_term", NEW."offered_on", NEW."provider_id", NEW."provider_name", NEW."funding", NEW."answered_on", NEW."crisis_overcome_on", NEW."stable_on", NEW."starts_on", NEW."ended_on", NEW."end_reason", NEW."outcome", NEW."outcome_note", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "services_serviceimage" ("answered_on", "case_id", "crisis_overcome_on", "end_reason", "ended_on", "funding", "id", "individual", "long_term", "need", "needed_on", "number", "offered_on", "outcome", "outcome_note", "pgh_created_at", "pgh_label", "plan_step_id", "provider_id", "provider_name", "recorded_at", "recorded_by_id", "stable_on", "starts_on", "state", "type") VALUES (NEW."answered_on", NEW."case_id", NEW."crisis_overcome_on", NEW."end_reason", NEW."ended_on", NEW."funding", NEW."id", NEW."individual", NEW."long_term", NEW."need", NEW."needed_on", NEW."number", NEW."offered_on", NEW."outcome", NEW."outcome_note", NOW(), \'update\', NEW."plan_step_id", NEW."provider_id", NEW."provider_name", NEW."recorded_at", NEW."recorded_by_id", NEW."stable_on", NEW."starts_on", NEW."state", NEW."type"); RETURN NULL;', hash='e2bf665dd1830f240d435f5d69848082f9b451f8', operation='UPDATE', pgid='pgtrigger_update_update_0a21e', table='services_service', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='service',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "services_serviceimage" ("answered_on", "case_id", "crisis_overcome_on", "end_reason", "ended_on", "funding", "id", "individual", "long_term", "need", "needed_on", "number", "offered_on", "outcome", "outcome_note", "pgh_created_at", "pgh_label", "plan_step_id", "provider_id", "provider_name", "recorded_at", "recorded_by_id", "stable_on", "starts_on", "state", "type") VALUES (OLD."answered_on", OLD."case_id", OLD."crisis_overcome_on", OLD."end_reason", OLD."ended_on", OLD."funding", OLD."id", OLD."individual", OLD."long_term", OLD."need", OLD."needed_on", OLD."number", OLD."offered_on", OLD."outcome", OLD."outcome_note", NOW(), \'delete\', OLD."plan_step_id", OLD."provider_id", OLD."provider_name", OLD."recorded_at", OLD."recorded_by_id", OLD."stable_on", OLD."starts_on", OLD."state", OLD."type"); RETURN NULL;', hash='c1b452e43275ecf2bba93055caee1958e9863ff4', operation='DELETE', pgid='pgtrigger_delete_delete_5f833', table='services_service', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(models.F('staff'), models.F('starts_at'), name='session_in_a_calendar'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(models.F('starts_at'), condition=models.Q(('state', 'SCHEDULED')), name='session_to_be_recorded'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(models.F('service'), models.F('number'), name='session_number_once'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['SCHEDULED', 'HELD', 'MISSED', 'CANCELLED']), ('place_kind__in', ['OFFICE', 'SHELTER', 'PROVIDER', 'PHONE', 'ONLINE', 'OUTSIDE']), ('attendance__in', ['', 'WHOLE', 'LATE', 'LEFT_EARLY']), ('not_held__in', ['', 'PERSON', 'STAFF', 'INTERPRETER', 'TRAVEL', 'OTHER'])), name='session_says_what_is_known', violation_error_message='Choose one of the answers shown.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='session_lasts_minutes_of_one_day', violation_error_message='Between one minute and twenty-four hours.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'HELD'), models.Q(('attendance', ''), _negated=True)), models.Q(models.Q(('state', 'HELD'), _negated=True), ('attendance', '')), _connector='OR'), models.Q(models.Q(('state', 'HELD'), ('risk_changed__isnull', False)), models.Q(models.Q(('state', 'HELD'), _negated=True), models.Q(('risk_changed__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('state__in', ('MISSED', 'CANCELLED')), models.Q(('not_held', ''), _negated=True)), models.Q(models.Q(('state__in', ('MISSED', 'CANCELLED')), _negated=True), ('not_held', '')), _connector='OR')), name='session_says_how_it_went', violation_error_message='Say who was there and whether the risk changed, or why it was not held.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "services_sessionimage" ("attendance", "case_id", "held_by", "id", "interpreter", "minutes", "not_held", "number", "pgh_created_at", "pgh_label", "place_kind", "recorded_at", "recorded_by_id", "risk_changed", "service_id", "staff_id", "starts_at", "state") VALUES (NEW."attendance", NEW."case_id", NEW."held_by", NEW."id", NEW."interpreter", NEW."minutes", NEW."not_held", NEW."number", NOW(), \'insert\', NEW."place_kind", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_changed", NEW."service_id", NEW."staff_id", NEW."starts_at", NEW."state"); RETURN NULL;', hash='fb356f8358a0da8523ea855687279d46a88a342d', operation='INSERT', pgid='pgtrigger_insert_insert_645f7', table='services_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."service_id", OLD."number", OLD."state", OLD."starts_at", OLD."minutes", OLD."staff_id", OLD."held_by", OLD."place_kind", OLD."interpreter", OLD."attendance", OLD."not_held", OLD."risk_changed", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."service_id", NEW."number", NEW."state", NEW."starts_at", NEW."minutes", NEW."staff_id", NEW."held_by", NEW."place_kind", NEW."interpreter", NEW."attendance", NEW."not_held", NEW."risk_changed", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "services_sessionimage" ("attendance", "case_id", "held_by", "id", "interpreter", "minutes", "not_held", "number", "pgh_created_at", "pgh_label", "place_kind", "recorded_at", "recorded_by_id", "risk_changed", "service_id", "staff_id", "starts_at", "state") VALUES (NEW."attendance", NEW."case_id", NEW."held_by", NEW."id", NEW."interpreter", NEW."minutes", NEW."not_held", NEW."number", NOW(), \'update\', NEW."place_kind", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_changed", NEW."service_id", NEW."staff_id", NEW."starts_at", NEW."state"); RETURN NULL;', hash='8d4795b4e0b1f1ee18308ed68b4dd14a6aa947dc', operation='UPDATE', pgid='pgtrigger_update_update_0888e', table='services_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "services_sessionimage" ("attendance", "case_id", "held_by", "id", "interpreter", "minutes", "not_held", "number", "pgh_created_at", "pgh_label", "place_kind", "recorded_at", "recorded_by_id", "risk_changed", "service_id", "staff_id", "starts_at", "state") VALUES (OLD."attendance", OLD."case_id", OLD."held_by", OLD."id", OLD."interpreter", OLD."minutes", OLD."not_held", OLD."number", NOW(), \'delete\', OLD."place_kind", OLD."recorded_at", OLD."recorded_by_id", OLD."risk_changed", OLD."service_id", OLD."staff_id", OLD."starts_at", OLD."state"); RETURN NULL;', hash='ca9806671bc7b0eb231e9a047b8d53dda60c2683', operation='DELETE', pgid='pgtrigger_delete_delete_d5741', table='services_session', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='unmetneed',
            index=models.Index(models.F('since_on'), condition=models.Q(('resolved_on', None)), name='unmet_need_standing'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=models.UniqueConstraint(models.F('service'), condition=models.Q(('resolved_on', None)), name='unmet_need_one_reason_at_a_time', violation_error_message='It is in the ledger already.'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['NO_MONEY', 'NO_PLACE', 'NO_SKILL', 'NO_LANGUAGE', 'OTHER'])), name='unmet_need_says_why', violation_error_message='Choose one of the answers shown.'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=models.CheckConstraint(condition=models.Q(('resolved_on', None), ('resolved_on__gte', models.F('since_on')), _connector='OR'), name='unmet_need_resolved_after_it_began', violation_error_message='It cannot be resolved before the day since which it stands.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unmetneed',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "services_unmetneedimage" ("case_id", "id", "note", "pgh_created_at", "pgh_label", "reason", "recorded_at", "recorded_by_id", "resolved_on", "service_id", "since_on") VALUES (NEW."case_id", NEW."id", NEW."note", NOW(), \'insert\', NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."resolved_on", NEW."service_id", NEW."since_on"); RETURN NULL;', hash='e034fe699180c2d03881a01374150cd6a2869766', operation='INSERT', pgid='pgtrigger_insert_insert_f93b6', table='services_unmetneed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unmetneed',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."service_id", OLD."reason", OLD."note", OLD."since_on", OLD."resolved_on", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."service_id", NEW."reason", NEW."note", NEW."since_on", NEW."resolved_on", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "services_unmetneedimage" ("case_id", "id", "note", "pgh_created_at", "pgh_label", "reason", "recorded_at", "recorded_by_id", "resolved_on", "service_id", "since_on") VALUES (NEW."case_id", NEW."id", NEW."note", NOW(), \'update\', NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."resolved_on", NEW."service_id", NEW."since_on"); RETURN NULL;', hash='1904771a6929a1c00708db8860ab541f461b56ba', operation='UPDATE', pgid='pgtrigger_update_update_c5a2c', table='services_unmetneed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unmetneed',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "services_unmetneedimage" ("case_id", "id", "note", "pgh_created_at", "pgh_label", "reason", "recorded_at", "recorded_by_id", "resolved_on", "service_id", "since_on") VALUES (OLD."case_id", OLD."id", OLD."note", NOW(), \'delete\', OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."resolved_on", OLD."service_id", OLD."since_on"); RETURN NULL;', hash='183227ee626e73a93ddae32f601128934b783393', operation='DELETE', pgid='pgtrigger_delete_delete_812cf', table='services_unmetneed', when='AFTER')),
        ),
    ]
