"""Images of changed rows, kept by triggers: see tvcase/audit/history.py."""

import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.core.validators
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_sign_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='OrganisationImage',
            fields=[
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^[A-Z][A-Z0-9_]{1,19}$')], verbose_name='code')),
                ('name_bg', models.CharField(max_length=200, verbose_name='name in Bulgarian')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('kind', models.CharField(choices=[('NGO', 'non-governmental organisation'), ('SHELTER', 'shelter or crisis centre'), ('POLICE', 'police'), ('INVESTIGATION_SERVICE', 'investigation service'), ('PROSECUTORS_OFFICE', "prosecutor's office"), ('SOCIAL_SERVICE', 'social service'), ('NATIONAL_COMMISSION', 'national commission')], max_length=25, verbose_name='kind')),
                ('town_bg', models.CharField(max_length=80, verbose_name='town in Bulgarian')),
                ('town_en', models.CharField(max_length=80, verbose_name='town in English')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone for other organisations')),
                ('active_from', models.DateField(verbose_name='active from')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='UserImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('organisation', models.BigIntegerField(db_column='organisation_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('caseworker', 'caseworker'), ('supervisor', 'supervisor'), ('coordinator', 'coordinator'), ('data_protection_officer', 'data protection officer'), ('shelter_staff', 'shelter staff'), ('shelter_head', 'head of shelter'), ('officer', 'pre-trial officer'), ('prosecutor', 'prosecutor'), ('deputy_head', "deputy head of the prosecutor's office"), ('office_head', "head of the prosecutor's office"), ('lawyer', 'lawyer'), ('commission_analyst', 'analyst of the commission'), ('administrator', 'administrator')], max_length=25), blank=True, default=list, verbose_name='roles')),
                ('language', models.CharField(choices=[('bg', 'Bulgarian'), ('en', 'English')], default='bg', max_length=2, verbose_name='language')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_organisationimage" ("active_from", "closed_on", "code", "id", "kind", "name_bg", "name_en", "pgh_created_at", "pgh_label", "phone", "town_bg", "town_en") VALUES (NEW."active_from", NEW."closed_on", NEW."code", NEW."id", NEW."kind", NEW."name_bg", NEW."name_en", NOW(), \'insert\', NEW."phone", NEW."town_bg", NEW."town_en"); RETURN NULL;', hash='27a653a8b9e7ac934c525af52c841adfd2101165', operation='INSERT', pgid='pgtrigger_insert_insert_66a5c', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."code", OLD."name_bg", OLD."name_en", OLD."kind", OLD."town_bg", OLD."town_en", OLD."phone", OLD."active_from", OLD."closed_on") IS DISTINCT FROM ROW(NEW."id", NEW."code", NEW."name_bg", NEW."name_en", NEW."kind", NEW."town_bg", NEW."town_en", NEW."phone", NEW."active_from", NEW."closed_on"))', func='INSERT INTO "accounts_organisationimage" ("active_from", "closed_on", "code", "id", "kind", "name_bg", "name_en", "pgh_created_at", "pgh_label", "phone", "town_bg", "town_en") VALUES (NEW."active_from", NEW."closed_on", NEW."code", NEW."id", NEW."kind", NEW."name_bg", NEW."name_en", NOW(), \'update\', NEW."phone", NEW."town_bg", NEW."town_en"); RETURN NULL;', hash='b89e9eeea33c05d58126ebdeb09c73d68146e690', operation='UPDATE', pgid='pgtrigger_update_update_9e5fc', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_organisationimage" ("active_from", "closed_on", "code", "id", "kind", "name_bg", "name_en", "pgh_created_at", "pgh_label", "phone", "town_bg", "town_en") VALUES (OLD."active_from", OLD."closed_on", OLD."code", OLD."id", OLD."kind", OLD."name_bg", OLD."name_en", NOW(), \'delete\', OLD."phone", OLD."town_bg", OLD."town_en"); RETURN NULL;', hash='01fd08e6a3678b1a14f381b2f49b185aa8e6c076', operation='DELETE', pgid='pgtrigger_delete_delete_7b33b', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userimage" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "language", "last_name", "organisation_id", "pgh_created_at", "pgh_label", "roles", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."last_name", NEW."organisation_id", NOW(), \'insert\', NEW."roles", NEW."username"); RETURN NULL;', hash='e37117a28ec99f3dee79a8ceadc3a5012e89f0bf', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."is_superuser", OLD."username", OLD."first_name", OLD."last_name", OLD."email", OLD."is_staff", OLD."is_active", OLD."date_joined", OLD."organisation_id", OLD."roles", OLD."language") IS DISTINCT FROM ROW(NEW."id", NEW."is_superuser", NEW."username", NEW."first_name", NEW."last_name", NEW."email", NEW."is_staff", NEW."is_active", NEW."date_joined", NEW."organisation_id", NEW."roles", NEW."language"))', func='INSERT INTO "accounts_userimage" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "language", "last_name", "organisation_id", "pgh_created_at", "pgh_label", "roles", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."last_name", NEW."organisation_id", NOW(), \'update\', NEW."roles", NEW."username"); RETURN NULL;', hash='e2b517e4199254a6dc4c9d303ea124fb8a528cb1', operation='UPDATE', pgid='pgtrigger_update_update_0e890', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userimage" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "language", "last_name", "organisation_id", "pgh_created_at", "pgh_label", "roles", "username") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."language", OLD."last_name", OLD."organisation_id", NOW(), \'delete\', OLD."roles", OLD."username"); RETURN NULL;', hash='b3b2dd533c11965a15c4a96bef6a2a5beefc6bf1', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ab707a44243e2bd358dcb38f75b40d4076e246a1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_31668', table='accounts_organisationimage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a96f42c63bf7dc7db293754f52d6c01c98ec784f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7ff8e', table='accounts_userimage', when='BEFORE')),
        ),
    ]
