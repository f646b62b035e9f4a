import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FileKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("case", "case"), ("person", "person"), ("shelteraddress", "address of a shelter")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("kek", models.CharField(db_index=True, max_length=20, verbose_name="wrapped by")),
                ("wrapped", models.BinaryField()),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="made at"),
                ),
                ("destroyed_at", models.DateTimeField(blank=True, null=True, verbose_name="destroyed at")),
            ],
            options={
                "verbose_name": "key of a file",
                "default_permissions": (),
                "indexes": [models.Index(models.F("subject"), name="file_key_of_a_file")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("subject"),
                        condition=models.Q(("destroyed_at", None)),
                        name="file_key_one_live_for_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("destroyed_at", None), models.Q(("wrapped", b""), _negated=True)),
                            models.Q(models.Q(("destroyed_at", None), _negated=True), ("wrapped", b"")),
                            _connector="OR",
                        ),
                        name="file_key_destroyed_means_gone",
                    ),
                ],
            },
        ),
    ]
