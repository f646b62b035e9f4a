"""Four rights instead of two, the sheets that are given, and what the person answered."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
from django.conf import settings
from django.db import migrations, models

# What was answered before the answer was asked for: that the person understood, or nothing.
ANSWERS_BEFORE = """
ALTER TABLE cases_rightsbriefing DISABLE TRIGGER USER;
UPDATE cases_rightsbriefing SET confirmation = 'SAID' WHERE understood;
ALTER TABLE cases_rightsbriefing ENABLE TRIGGER USER;
SET CONSTRAINTS ALL IMMEDIATE;
"""

# A sheet that somebody holds in her hands stays what it is; a sheet that was given is about the right.
KEPT = """
CREATE FUNCTION information_sheet_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.approved_at IS NOT NULL
        OR (NEW."right", NEW.language, NEW.version, NEW.title, NEW.text, NEW.written_by_id) IS DISTINCT FROM
           (OLD."right", OLD.language, OLD.version, OLD.title, OLD.text, OLD.written_by_id)) THEN
        PERFORM refuse('information_sheet_never_changes', 'a version never changes');
    END IF;
    IF session_user IN ('app', 'worker') AND app_ctx_purpose() <> 'fixtures' AND NOT (CASE
        WHEN NEW.approved_at IS NULL THEN NEW.written_by_id IS NOT DISTINCT FROM app_ctx_uid()
        WHEN TG_OP = 'INSERT' THEN false
        ELSE NEW.approved_by_id IS NOT DISTINCT FROM app_ctx_uid() END) THEN
        PERFORM refuse('information_sheet_is_signed_by_who_acts', 'who writes and who approves is who does it');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER information_sheet_is_kept BEFORE INSERT OR UPDATE ON cases_informationsheet
    FOR EACH ROW EXECUTE FUNCTION information_sheet_is_kept();

CREATE FUNCTION rights_briefing_sheet_is_about_the_right() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sheet_id IS NOT NULL AND NOT EXISTS (SELECT FROM cases_informationsheet s
            WHERE s.id = NEW.sheet_id AND s."right" = NEW."right") THEN
        PERFORM refuse('rights_briefing_sheet_is_about_the_right', 'the sheet is about another right');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rights_briefing_sheet_is_about_the_right BEFORE INSERT ON cases_rightsbriefing
    FOR EACH ROW EXECUTE FUNCTION rights_briefing_sheet_is_about_the_right();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_former_sessions"),
        ("cases", "0010_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InformationSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("REFLECTION_PERIOD", "recovery and reflection period"),
                            ("SPECIAL_PROTECTION", "special protection under Article 25"),
                            ("LEGAL_AID", "legal aid"),
                            ("COMPENSATION", "compensation"),
                        ],
                        max_length=20,
                        verbose_name="right",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("bg", "Bulgarian"),
                            ("en", "English"),
                            ("uk", "Ukrainian"),
                            ("ru", "Russian"),
                            ("ro", "Romanian"),
                            ("tr", "Turkish"),
                            ("ar", "Arabic"),
                        ],
                        max_length=3,
                        verbose_name="language",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "text",
                    models.TextField(
                        help_text="An empty line begins a new paragraph, “# ” a heading, “- ” an item of a list.",
                        max_length=8000,
                        verbose_name="text",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved at")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded at"
                    ),
                ),
            ],
            options={
                "verbose_name": "information sheet",
                "verbose_name_plural": "information sheets",
                "ordering": ["right", "language", "-version"],
            },
        ),
        migrations.CreateModel(
            name="InformationSheetImage",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("written_by", models.BigIntegerField(db_column="written_by_id", null=True)),
                ("approved_by", models.BigIntegerField(db_column="approved_by_id", null=True)),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_xid",
                    tvcase.audit.models.TransactionNumber(
                        db_default=tvcase.audit.history.ThisTransaction(), editable=False
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("REFLECTION_PERIOD", "recovery and reflection period"),
                            ("SPECIAL_PROTECTION", "special protection under Article 25"),
                            ("LEGAL_AID", "legal aid"),
                            ("COMPENSATION", "compensation"),
                        ],
                        max_length=20,
                        verbose_name="right",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("bg", "Bulgarian"),
                            ("en", "English"),
                            ("uk", "Ukrainian"),
                            ("ru", "Russian"),
                            ("ro", "Romanian"),
                            ("tr", "Turkish"),
                            ("ar", "Arabic"),
                        ],
                        max_length=3,
                        verbose_name="language",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "text",
                    models.TextField(
                        help_text="An empty line begins a new paragraph, “# ” a heading, “- ” an item of a list.",
                        max_length=8000,
                        verbose_name="text",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved at")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded at"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="rightsbriefing",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="rightsbriefing",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="rightsbriefing",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="rightsbriefing",
            name="confirmation",
            field=models.CharField(
                choices=[
                    ("SIGNED", "yes, and signed"),
                    ("SAID", "yes, said so"),
                    ("NOT_UNDERSTOOD", "no, did not understand: it must be explained again"),
                    ("REFUSED", "no answer: did not want to confirm anything"),
                    ("NOT_ABLE", "no answer: was not able to give one then"),
                    ("NOT_RECORDED", "not recorded"),
                ],
                default="NOT_RECORDED",
                max_length=15,
                verbose_name="whether the person understood",
            ),
        ),
        migrations.AddField(
            model_name="rightsbriefingimage",
            name="confirmation",
            field=models.CharField(
                choices=[
                    ("SIGNED", "yes, and signed"),
                    ("SAID", "yes, said so"),
                    ("NOT_UNDERSTOOD", "no, did not understand: it must be explained again"),
                    ("REFUSED", "no answer: did not want to confirm anything"),
                    ("NOT_ABLE", "no answer: was not able to give one then"),
                    ("NOT_RECORDED", "not recorded"),
                ],
                default="NOT_RECORDED",
                max_length=15,
                verbose_name="whether the person understood",
            ),
        ),
        migrations.AddField(
            model_name="rightsbriefingimage",
            name="sheet",
            field=models.BigIntegerField(db_column="sheet_id", null=True),
        ),
        migrations.AddField(
            model_name="informationsheet",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved by",
            ),
        ),
        migrations.AddField(
            model_name="informationsheet",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="written by",
            ),
        ),
        migrations.AddField(
            model_name="rightsbriefing",
            name="sheet",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.informationsheet",
                verbose_name="which sheet",
            ),
        ),
        migrations.RunSQL(ANSWERS_BEFORE, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="rightsbriefing",
            name="understood",
        ),
        migrations.RemoveField(
            model_name="rightsbriefingimage",
            name="understood",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightsbriefing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_rightsbriefingimage" ("case_id", "confirmation", "id", "informed_at", "informed_by", "interpreter", "language", "organisation_id", "period_id", "pgh_created_at", "pgh_label", "read_aloud", "recorded_at", "recorded_by_id", "right", "sheet_given", "sheet_id") VALUES (NEW."case_id", NEW."confirmation", NEW."id", NEW."informed_at", NEW."informed_by", NEW."interpreter", NEW."language", NEW."organisation_id", NEW."period_id", NOW(), \'insert\', NEW."read_aloud", NEW."recorded_at", NEW."recorded_by_id", NEW."right", NEW."sheet_given", NEW."sheet_id"); RETURN NULL;',
                    hash="356daaacd179a013d707a458a0cc6ee6549509f4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ae49f",
                    table="cases_rightsbriefing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightsbriefing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."right", OLD."period_id", OLD."informed_at", OLD."organisation_id", OLD."informed_by", OLD."language", OLD."interpreter", OLD."read_aloud", OLD."sheet_given", OLD."sheet_id", OLD."confirmation", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."right", NEW."period_id", NEW."informed_at", NEW."organisation_id", NEW."informed_by", NEW."language", NEW."interpreter", NEW."read_aloud", NEW."sheet_given", NEW."sheet_id", NEW."confirmation", NEW."recorded_by_id", NEW."recorded_at"))',
                    func='INSERT INTO "cases_rightsbriefingimage" ("case_id", "confirmation", "id", "informed_at", "informed_by", "interpreter", "language", "organisation_id", "period_id", "pgh_created_at", "pgh_label", "read_aloud", "recorded_at", "recorded_by_id", "right", "sheet_given", "sheet_id") VALUES (NEW."case_id", NEW."confirmation", NEW."id", NEW."informed_at", NEW."informed_by", NEW."interpreter", NEW."language", NEW."organisation_id", NEW."period_id", NOW(), \'update\', NEW."read_aloud", NEW."recorded_at", NEW."recorded_by_id", NEW."right", NEW."sheet_given", NEW."sheet_id"); RETURN NULL;',
                    hash="aef6c80462716674725769810cec4be13c81fdb5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cf979",
                    table="cases_rightsbriefing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightsbriefing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_rightsbriefingimage" ("case_id", "confirmation", "id", "informed_at", "informed_by", "interpreter", "language", "organisation_id", "period_id", "pgh_created_at", "pgh_label", "read_aloud", "recorded_at", "recorded_by_id", "right", "sheet_given", "sheet_id") VALUES (OLD."case_id", OLD."confirmation", OLD."id", OLD."informed_at", OLD."informed_by", OLD."interpreter", OLD."language", OLD."organisation_id", OLD."period_id", NOW(), \'delete\', OLD."read_aloud", OLD."recorded_at", OLD."recorded_by_id", OLD."right", OLD."sheet_given", OLD."sheet_id"); RETURN NULL;',
                    hash="539a21c7c74863f295d4789c0a288225521e603f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_805e1",
                    table="cases_rightsbriefing",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsbriefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sheet__isnull", False), _negated=True), ("sheet_given", True), _connector="OR"
                ),
                name="rights_briefing_names_only_a_sheet_that_was_given",
                violation_error_message="Name a sheet only if it was given.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsbriefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmation__in", ["SIGNED", "SAID", "NOT_UNDERSTOOD", "REFUSED", "NOT_ABLE", "NOT_RECORDED"]),
                    ("right__in", ["REFLECTION_PERIOD", "SPECIAL_PROTECTION", "LEGAL_AID", "COMPENSATION"]),
                ),
                name="rights_briefing_says_what_was_answered",
                violation_error_message="Say whether the person understood, or why this is not known.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="informationsheetimage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3311ccc47514b562a1f292d686473f5bad93ad40",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_36965",
                    table="cases_informationsheetimage",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="informationsheet",
            constraint=models.UniqueConstraint(
                models.F("right"),
                models.F("language"),
                models.F("version"),
                name="information_sheet_version_once",
                violation_error_message="This version exists already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("language__in", ["bg", "en", "uk", "ru", "ro", "tr", "ar"]),
                    ("right__in", ["REFLECTION_PERIOD", "SPECIAL_PROTECTION", "LEGAL_AID", "COMPENSATION"]),
                    ("version__gte", 1),
                    models.Q(("title", ""), _negated=True),
                    models.Q(("text", ""), _negated=True),
                ),
                name="information_sheet_has_a_text",
                violation_error_message="A sheet is about one right, in one language, and has a title and a text.",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("approved_by", None), ("approved_at", None)),
                        models.Q(
                            models.Q(("approved_by", None), _negated=True),
                            models.Q(("approved_at", None), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("approved_by", None),
                        ("written_by", None),
                        models.Q(("approved_by", models.F("written_by")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="information_sheet_approved_by_somebody_else",
                violation_error_message="Somebody else than who wrote this version must approve it.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="informationsheet",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_informationsheetimage" ("approved_at", "approved_by_id", "id", "language", "pgh_created_at", "pgh_label", "recorded_at", "right", "text", "title", "version", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."id", NEW."language", NOW(), \'insert\', NEW."recorded_at", NEW."right", NEW."text", NEW."title", NEW."version", NEW."written_by_id"); RETURN NULL;',
                    hash="62ba4a14cabe335c18ddc0a8a464434538242e7b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44bc2",
                    table="cases_informationsheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="informationsheet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (ROW(OLD."id", OLD."right", OLD."language", OLD."version", OLD."title", OLD."text", OLD."written_by_id", OLD."approved_by_id", OLD."approved_at", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."right", NEW."language", NEW."version", NEW."title", NEW."text", NEW."written_by_id", NEW."approved_by_id", NEW."approved_at", NEW."recorded_at"))',
                    func='INSERT INTO "cases_informationsheetimage" ("approved_at", "approved_by_id", "id", "language", "pgh_created_at", "pgh_label", "recorded_at", "right", "text", "title", "version", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."id", NEW."language", NOW(), \'update\', NEW."recorded_at", NEW."right", NEW."text", NEW."title", NEW."version", NEW."written_by_id"); RETURN NULL;',
                    hash="40efa33fca57bed139e32dac6efcf0efd94ae68f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0d0be",
                    table="cases_informationsheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="informationsheet",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_informationsheetimage" ("approved_at", "approved_by_id", "id", "language", "pgh_created_at", "pgh_label", "recorded_at", "right", "text", "title", "version", "written_by_id") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."id", OLD."language", NOW(), \'delete\', OLD."recorded_at", OLD."right", OLD."text", OLD."title", OLD."version", OLD."written_by_id"); RETURN NULL;',
                    hash="5514263f44d3c34d258514524e1d4ae7369f7838",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c5b48",
                    table="cases_informationsheet",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
