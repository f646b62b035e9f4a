"""What needs a second person is answered by who is signed in, and in nobody else's name."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION decided_by_who_acts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who text; before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
BEGIN
    IF app_ctx_uid() IS NULL THEN
        RETURN NEW;
    END IF;
    FOREACH who IN ARRAY TG_ARGV[1:] LOOP
        IF to_jsonb(NEW) ->> who IS NOT NULL AND to_jsonb(NEW) ->> who IS DISTINCT FROM before ->> who
           AND (to_jsonb(NEW) ->> who)::bigint <> app_ctx_uid() THEN
            PERFORM refuse(TG_ARGV[0], 'who decides is who does it');
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
"""
TRIGGER = """
CREATE TRIGGER decided_by_who_acts BEFORE INSERT OR UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION decided_by_who_acts({arguments});
"""


def decided_by_who_acts(table: str, refusal: str, *columns: str) -> migrations.RunSQL:
    """Refuse to write another one's name into these columns of a table, under this name."""
    arguments = ", ".join(f"'{word}'" for word in (refusal, *columns))
    return migrations.RunSQL(
        TRIGGER.format(table=table, arguments=arguments), f"DROP TRIGGER decided_by_who_acts ON {table}"
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_a_childs_return_is_decided_as_a_childs")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION decided_by_who_acts()"),
        decided_by_who_acts("cases_case", "case_decided_by_who_acts", "closed_by_id", "closure_confirmed_by_id"),
        decided_by_who_acts(
            *("cases_duplicatelink", "duplicate_link_decided_by_who_acts"),
            *("proposed_by_id", "answered_by_id", "separated_by_id"),
        ),
        decided_by_who_acts(
            *("cases_decisionannulment", "decision_annulment_decided_by_who_acts", "proposed_by_id", "confirmed_by_id")
        ),
    ]
