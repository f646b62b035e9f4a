"""The table of the sessions before: they lay there by their keys, and nothing reads it any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_images")]
    operations = [migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop)]
