"""Forms that were begun, and the key of what belongs to no case yet."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tvcase.sealing.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("cases", "0001_initial"),
        ("sealing", "0004_keys_of_what_is_begun"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Drawer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "key of what a person begins", "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=200, verbose_name="address")),
                ("form", models.CharField(max_length=120, verbose_name="form")),
                ("page", models.UUIDField(verbose_name="page")),
                ("facts", models.CharField(blank=True, max_length=32, verbose_name="what the record said")),
                (
                    "typed",
                    tvcase.sealing.fields.SealedText(
                        blank=True, key="case_id", max_length=400000, verbose_name="what was typed"
                    ),
                ),
                (
                    "typed_alone",
                    tvcase.sealing.fields.SealedText(
                        blank=True, key="drawer_id", max_length=400000, verbose_name="what was typed"
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="begun at")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "drawer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="drafts.drawer"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "form that was begun",
                "verbose_name_plural": "forms that were begun",
                "default_permissions": (),
                "indexes": [models.Index(models.F("saved_at"), name="draft_saved_at")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"), models.F("address"), models.F("form"), name="draft_one_for_person_and_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("case__isnull", True), ("drawer__isnull", False), ("typed__isnull", True)
                        )
                        | models.Q(("case__isnull", False), ("drawer__isnull", True), ("typed_alone__isnull", True)),
                        name="draft_under_one_key",
                    ),
                ],
            },
        ),
    ]
