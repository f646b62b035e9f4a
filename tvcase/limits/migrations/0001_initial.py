"""The counts, and the one statement that counts: a window begins with its first use and lasts so many seconds."""

from django.db import migrations, models

SPEND = """
CREATE FUNCTION app_spend(who bigint, thing text, amount bigint, most bigint, seconds bigint, at timestamptz)
RETURNS TABLE (used bigint, since timestamptz, times bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO limits_spending AS s (person, what, since, spent, exceeded, exceeded_since)
    VALUES (who, thing, at, amount, (amount > most)::int, at)
    ON CONFLICT (person, what) DO UPDATE SET
        since = CASE WHEN s.since + make_interval(secs => seconds) <= at THEN at ELSE s.since END,
        spent = CASE WHEN s.since + make_interval(secs => seconds) <= at THEN 0 ELSE s.spent END + amount,
        exceeded = CASE WHEN s.exceeded_since + interval '1 day' <= at THEN 0 ELSE s.exceeded END
            + CASE WHEN s.since + make_interval(secs => seconds) <= at THEN amount > most
                   ELSE s.spent <= most AND s.spent + amount > most END::int,
        exceeded_since = CASE WHEN s.exceeded_since + interval '1 day' <= at THEN at ELSE s.exceeded_since END
    RETURNING s.spent, s.since, s.exceeded;
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Spending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.BigIntegerField(verbose_name="who")),
                ("what", models.CharField(max_length=20, verbose_name="limit")),
                ("since", models.DateTimeField(verbose_name="counted from")),
                ("spent", models.BigIntegerField(verbose_name="used")),
                ("exceeded", models.PositiveIntegerField(verbose_name="times reached")),
                ("exceeded_since", models.DateTimeField(verbose_name="times counted from")),
            ],
            options={
                "verbose_name": "use of a limit",
                "verbose_name_plural": "uses of limits",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"), models.F("what"), name="spending_once_for_person_and_limit"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            SPEND, "DROP FUNCTION app_spend(bigint, text, bigint, bigint, bigint, timestamptz)"
        ),
    ]
