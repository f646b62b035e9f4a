"""A referral is proposed without consent, and sent, by who is signed in."""

from importlib import import_module

from django.db import migrations

decided_by_who_acts = import_module("cases.migrations.0022_who_decides_is_who_acts").decided_by_who_acts


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0006_images_of_partners_and_agreements"),
        ("cases", "0022_who_decides_is_who_acts"),
    ]

    operations = [
        decided_by_who_acts("sharing_referral", "referral_decided_by_who_acts", "proposed_by_id", "sent_by_id"),
    ]
