"""Legal aid is opened and closed on its own: a prosecutor who reads the legal file reads nothing of it."""

from django.db import migrations

COLUMN = "ALTER TABLE cases_case ADD COLUMN visible_orgs_aid bigint[] NOT NULL DEFAULT '{}';"


class Migration(migrations.Migration):
    dependencies = [("wall", "0001_who_sees_what"), ("cases", "0006_legal_aid_is_an_area")]
    operations = [migrations.RunSQL(COLUMN)]
