"""A form that belongs to no case has a key of its own, and stays with the organisation at which it was begun."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was begun so far is of the organisation at which its writer works now.
ORGANISATIONS = """
UPDATE drafts_drawer d SET organisation_id = u.organisation_id FROM accounts_user u WHERE u.id = d.user_id;
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial"), ("accounts", "0001_initial")]
    operations = [
        migrations.AlterField(
            "drawer",
            "user",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            "drawer",
            "organisation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.RunSQL(ORGANISATIONS, migrations.RunSQL.noop),
    ]
