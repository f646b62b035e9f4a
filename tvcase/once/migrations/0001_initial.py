"""The keys of forms that were acted upon."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(verbose_name="key")),
                ("address", models.CharField(max_length=200, verbose_name="address")),
                ("content", models.BinaryField(max_length=32, verbose_name="content")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("leads_to", models.CharField(blank=True, max_length=200, verbose_name="leads to")),
                ("said", models.CharField(blank=True, max_length=200, verbose_name="answer")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "act done once",
                "verbose_name_plural": "acts done once",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"), models.F("key"), name="sent_once_for_person_and_key"
                    )
                ],
            },
        ),
    ]
