"""A plan is signed for the organisation, and approved, by who is signed in."""

from importlib import import_module

from django.db import migrations

decided_by_who_acts = import_module("cases.migrations.0022_who_decides_is_who_acts").decided_by_who_acts


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0002_what_only_the_database_knows"),
        ("cases", "0022_who_decides_is_who_acts"),
    ]

    operations = [
        decided_by_who_acts("support_supportplan", "support_plan_decided_by_who_acts", "worker_id", "approved_by_id"),
    ]
