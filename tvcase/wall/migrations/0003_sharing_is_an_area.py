"""Consents and referrals are opened on their own: who is asked to take somebody over reads nothing else of the file."""

from django.db import migrations

COLUMN = "ALTER TABLE cases_case ADD COLUMN visible_orgs_sharing bigint[] NOT NULL DEFAULT '{}';"


class Migration(migrations.Migration):
    dependencies = [("wall", "0002_legal_aid_is_an_area"), ("cases", "0014_sharing_is_an_area")]
    operations = [migrations.RunSQL(COLUMN)]
