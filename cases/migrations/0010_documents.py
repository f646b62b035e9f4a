"""Documents: letters that can be verified and files that were handed in; what was issued never changes."""

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

# The title is sealed, and written again when the key of the file changes: only then are triggers off.
NEVER_CHANGES = """
CREATE FUNCTION document_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - ARRAY['made_at', 'superseded_on', 'withdrawn_on', 'withdrawn_by_id', 'withdrawal'])
        IS DISTINCT FROM
       (to_jsonb(OLD) - ARRAY['made_at', 'superseded_on', 'withdrawn_on', 'withdrawn_by_id', 'withdrawal'])
        OR (OLD.made_at IS NOT NULL AND NEW.made_at IS DISTINCT FROM OLD.made_at)
        OR (OLD.superseded_on IS NOT NULL AND NEW.superseded_on IS DISTINCT FROM OLD.superseded_on)
        OR (OLD.withdrawn_on IS NOT NULL AND (NEW.withdrawn_on, NEW.withdrawn_by_id, NEW.withdrawal)
            IS DISTINCT FROM (OLD.withdrawn_on, OLD.withdrawn_by_id, OLD.withdrawal)) THEN
        PERFORM refuse('document_never_changes', 'a document is made, superseded or withdrawn, each once');
    END IF;
    IF NEW.made_at IS NOT NULL AND OLD.made_at IS NULL AND NOT EXISTS (
        SELECT FROM cases_documentcontent c WHERE c.document_id = NEW.id AND c.form = 'ISSUED') THEN
        PERFORM refuse('document_never_changes', 'a document is made when its bytes are there');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_never_changes BEFORE UPDATE ON cases_document
    FOR EACH ROW EXECUTE FUNCTION document_never_changes();

CREATE FUNCTION document_begins_unmade() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.made_at IS NOT NULL OR NEW.superseded_on IS NOT NULL OR NEW.withdrawn_on IS NOT NULL OR (
        NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM cases_document d WHERE d.id = NEW.supersedes_id AND d.case_id = NEW.case_id
               AND d.kind = NEW.kind AND d.subject = NEW.subject AND d.superseded_on IS NOT NULL)) THEN
        PERFORM refuse('document_never_changes', 'a new document is valid, and supersedes one about the same record');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_begins_unmade BEFORE INSERT ON cases_document
    FOR EACH ROW EXECUTE FUNCTION document_begins_unmade();
CREATE TRIGGER cases_document_needs_an_open_case BEFORE INSERT ON cases_document
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();

CREATE FUNCTION document_content_belongs_to_its_making() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' OR NOT EXISTS (
        SELECT FROM cases_document d WHERE d.id = NEW.document_id AND d.made_at IS NULL) THEN
        PERFORM refuse('document_content_belongs_to_its_making', 'the bytes of a document are written once');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_content_belongs_to_its_making BEFORE INSERT OR UPDATE OR DELETE ON cases_documentcontent
    FOR EACH ROW EXECUTE FUNCTION document_content_belongs_to_its_making();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_kind_never_changes'),
        ('sealing', '0001_initial'),
        ('cases', '0009_legal_aid'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentImage',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('case', models.UUIDField(db_column='case_id', null=True)),
                ('title', models.BinaryField(null=True)),
                ('organisation', models.BigIntegerField(db_column='organisation_id', null=True)),
                ('addressee', models.BigIntegerField(db_column='addressee_id', null=True)),
                ('supersedes', models.UUIDField(db_column='supersedes_id', null=True)),
                ('withdrawn_by', models.BigIntegerField(db_column='withdrawn_by_id', null=True)),
                ('recorded_by', models.BigIntegerField(db_column='recorded_by_id', null=True)),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', tvcase.audit.models.TransactionNumber(db_default=tvcase.audit.history.ThisTransaction(), editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('area', models.CharField(max_length=20, verbose_name='part of the file')),
                ('origin', models.CharField(choices=[('LETTER', 'issued here'), ('UPLOAD', 'handed in')], max_length=6, verbose_name='where it comes from')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('language', models.CharField(blank=True, max_length=8, verbose_name='language')),
                ('media_type', models.CharField(choices=[('application/pdf', 'PDF'), ('text/html', 'page to print'), ('image/jpeg', 'JPEG'), ('image/png', 'PNG')], max_length=20, verbose_name='file')),
                ('subject', models.UUIDField(blank=True, null=True)),
                ('code', models.CharField(blank=True, max_length=19, null=True, verbose_name='code')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='made at')),
                ('superseded_on', models.DateField(blank=True, null=True, verbose_name='superseded on')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawal', models.CharField(blank=True, choices=[('MISTAKE', 'something in it is wrong'), ('ANNULLED', 'what it rests on was annulled'), ('PERSON_ASKED', 'the person asked for it'), ('WRONG_FILE', 'it belongs to another file')], max_length=12, verbose_name='why it was withdrawn')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('area', models.CharField(max_length=20, verbose_name='part of the file')),
                ('origin', models.CharField(choices=[('LETTER', 'issued here'), ('UPLOAD', 'handed in')], max_length=6, verbose_name='where it comes from')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('language', models.CharField(blank=True, max_length=8, verbose_name='language')),
                ('title', tvcase.sealing.fields.SealedText(blank=True, key='case_id', max_length=120, verbose_name='what it is')),
                ('media_type', models.CharField(choices=[('application/pdf', 'PDF'), ('text/html', 'page to print'), ('image/jpeg', 'JPEG'), ('image/png', 'PNG')], max_length=20, verbose_name='file')),
                ('subject', models.UUIDField(blank=True, null=True)),
                ('code', models.CharField(blank=True, max_length=19, null=True, unique=True, verbose_name='code')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='made at')),
                ('superseded_on', models.DateField(blank=True, null=True, verbose_name='superseded on')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawal', models.CharField(blank=True, choices=[('MISTAKE', 'something in it is wrong'), ('ANNULLED', 'what it rests on was annulled'), ('PERSON_ASKED', 'the person asked for it'), ('WRONG_FILE', 'it belongs to another file')], max_length=12, verbose_name='why it was withdrawn')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='recorded at')),
                ('addressee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='addressed to')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='cases.case')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='issued by')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='cases.document')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='DocumentContent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(choices=[('SOURCE', 'as it was composed'), ('ISSUED', 'as it was issued or handed in')], max_length=6, verbose_name='what is kept')),
                ('content', tvcase.sealing.fields.SealedBytes(key='document.case_id', verbose_name='content')),
                ('sha256', models.CharField(max_length=64, verbose_name='checksum (SHA-256)')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contents', to='cases.document')),
            ],
            options={
                'verbose_name': 'content of a document',
                'verbose_name_plural': 'contents of documents',
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documentimage',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a5b5beaec54009ab50315e89c416de47cd82346e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_398f2', table='cases_documentimage', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(models.F('case'), models.F('number'), name='document_number_once'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(models.F('case'), models.F('kind'), models.F('subject'), models.F('language'), condition=models.Q(('origin', 'LETTER'), ('superseded_on', None), ('withdrawn_on', None)), name='document_one_valid_letter_about_a_record', violation_error_message='This letter was issued already: the new one must supersede it.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('origin', 'LETTER'), ('code__isnull', False)), models.Q(models.Q(('origin', 'LETTER'), _negated=True), models.Q(('code__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('origin', 'LETTER'), ('subject__isnull', False)), models.Q(models.Q(('origin', 'LETTER'), _negated=True), models.Q(('subject__isnull', False), _negated=True)), _connector='OR'), models.Q(models.Q(('origin', 'UPLOAD'), ('title__isnull', False)), models.Q(models.Q(('origin', 'UPLOAD'), _negated=True), models.Q(('title__isnull', False), _negated=True)), _connector='OR')), name='document_letter_has_a_code_and_a_file_a_title', violation_error_message='A letter has a code; a file that was handed in says what it is.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('withdrawn_on', None), ('withdrawal', '')), models.Q(models.Q(('withdrawn_on', None), _negated=True), models.Q(('withdrawal', ''), _negated=True)), _connector='OR'), models.Q(models.Q(('withdrawn_on', None), ('withdrawn_by', None)), models.Q(models.Q(('withdrawn_on', None), _negated=True), models.Q(('withdrawn_by', None), _negated=True)), _connector='OR')), name='document_withdrawn_for_a_reason', violation_error_message='Say why the document is withdrawn.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('superseded_on', None), _connector='OR'), name='document_withdrawn_or_superseded', violation_error_message='This document was already superseded or withdrawn.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('issued_on')), _connector='OR'), name='document_withdrawn_after_it_was_issued', violation_error_message='A document cannot be withdrawn before it was issued.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('media_type__in', ['application/pdf', 'text/html', 'image/jpeg', 'image/png']), ('origin__in', ['LETTER', 'UPLOAD']), ('withdrawal__in', ['', 'MISTAKE', 'ANNULLED', 'PERSON_ASKED', 'WRONG_FILE'])), name='document_of_known_kinds'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_documentimage" ("addressee_id", "area", "case_id", "code", "id", "issued_on", "kind", "language", "made_at", "media_type", "number", "organisation_id", "origin", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "subject", "superseded_on", "supersedes_id", "title", "withdrawal", "withdrawn_by_id", "withdrawn_on") VALUES (NEW."addressee_id", NEW."area", NEW."case_id", NEW."code", NEW."id", NEW."issued_on", NEW."kind", NEW."language", NEW."made_at", NEW."media_type", NEW."number", NEW."organisation_id", NEW."origin", NOW(), \'insert\', NEW."recorded_at", NEW."recorded_by_id", NEW."subject", NEW."superseded_on", NEW."supersedes_id", NEW."title", NEW."withdrawal", NEW."withdrawn_by_id", NEW."withdrawn_on"); RETURN NULL;', hash='cd1484afa03080f5ed8fe1ad9959c87d5d7ecc51', operation='INSERT', pgid='pgtrigger_insert_insert_96a33', table='cases_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."number", OLD."area", OLD."origin", OLD."kind", OLD."language", OLD."title", OLD."media_type", OLD."subject", OLD."code", OLD."organisation_id", OLD."addressee_id", OLD."issued_on", OLD."made_at", OLD."superseded_on", OLD."supersedes_id", OLD."withdrawn_on", OLD."withdrawn_by_id", OLD."withdrawal", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."number", NEW."area", NEW."origin", NEW."kind", NEW."language", NEW."title", NEW."media_type", NEW."subject", NEW."code", NEW."organisation_id", NEW."addressee_id", NEW."issued_on", NEW."made_at", NEW."superseded_on", NEW."supersedes_id", NEW."withdrawn_on", NEW."withdrawn_by_id", NEW."withdrawal", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "cases_documentimage" ("addressee_id", "area", "case_id", "code", "id", "issued_on", "kind", "language", "made_at", "media_type", "number", "organisation_id", "origin", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "subject", "superseded_on", "supersedes_id", "title", "withdrawal", "withdrawn_by_id", "withdrawn_on") VALUES (NEW."addressee_id", NEW."area", NEW."case_id", NEW."code", NEW."id", NEW."issued_on", NEW."kind", NEW."language", NEW."made_at", NEW."media_type", NEW."number", NEW."organisation_id", NEW."origin", NOW(), \'update\', NEW."recorded_at", NEW."recorded_by_id", NEW."subject", NEW."superseded_on", NEW."supersedes_id", NEW."title", NEW."withdrawal", NEW."withdrawn_by_id", NEW."withdrawn_on"); RETURN NULL;', hash='929d248e322738575529e464974666cbe6df03eb', operation='UPDATE', pgid='pgtrigger_update_update_5bc40', table='cases_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_documentimage" ("addressee_id", "area", "case_id", "code", "id", "issued_on", "kind", "language", "made_at", "media_type", "number", "organisation_id", "origin", "pgh_created_at", "pgh_label", "recorded_at", "recorded_by_id", "subject", "superseded_on", "supersedes_id", "title", "withdrawal", "withdrawn_by_id", "withdrawn_on") VALUES (OLD."addressee_id", OLD."area", OLD."case_id", OLD."code", OLD."id", OLD."issued_on", OLD."kind", OLD."language", OLD."made_at", OLD."media_type", OLD."number", OLD."organisation_id", OLD."origin", NOW(), \'delete\', OLD."recorded_at", OLD."recorded_by_id", OLD."subject", OLD."superseded_on", OLD."supersedes_id", OLD."title", OLD."withdrawal", OLD."withdrawn_by_id", OLD."withdrawn_on"); RETURN NULL;', hash='c64fbe71de0cdebf5ef483c6807f145c79eac31f', operation='DELETE', pgid='pgtrigger_delete_delete_69c2a', table='cases_document', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='documentcontent',
            constraint=models.UniqueConstraint(models.F('document'), models.F('form'), name='document_content_once'),
        ),
        migrations.AddConstraint(
            model_name='documentcontent',
            constraint=models.CheckConstraint(condition=models.Q(('content__isnull', False), ('form__in', ['SOURCE', 'ISSUED']), ('sha256__regex', '^[0-9a-f]{64}$'), ('size__gte', 1)), name='document_content_is_whole'),
        ),
        migrations.RunSQL(NEVER_CHANGES, migrations.RunSQL.noop),
    ]
