"""What is written about a person is sealed; constraints ask only whether something is there."""

import tvcase.sealing.conversion
import tvcase.sealing.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shelters", "0002_what_only_the_database_knows"),
        ("cases", "0003_sealed"),
        ("sealing", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="stay",
            name="stay_declined_means_a_reason",
        ),
        tvcase.sealing.conversion.Seal(
            model_name="shelteraddress",
            fields={
                "address": tvcase.sealing.fields.SealedText(key="id", max_length=400, verbose_name="address"),
                "directions": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=1000, verbose_name="how to get there safely"
                ),
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="stay",
            fields={
                "decline_reason": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=300, verbose_name="why it was declined"
                ),
                "house_alias": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=60, verbose_name="name used in the house"
                ),
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="staylogentry",
            fields={"note": tvcase.sealing.fields.SealedText(key="case_id", max_length=2000, verbose_name="note")},
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "DECLINED"), _negated=True), ("decline_reason__isnull", False), _connector="OR"
                ),
                name="stay_declined_means_a_reason",
                violation_error_message="Say why the request is declined.",
            ),
        ),
    ]
