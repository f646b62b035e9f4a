"""The most that the State pays, as far as it is known; from here on administrators keep it."""

from datetime import date
from decimal import Decimal

from django.db import migrations

CEILINGS = [
    {
        "amount": Decimal("10000.00"),
        "currency": "BGN",
        "valid_from": date(2003, 1, 1),
        "valid_to": date(2025, 12, 31),
        "citation": "СОП 3.4",
        "citation_en": "SOP 3.4",
        "grade": "R",
    },
    {
        "amount": Decimal("5112.92"),
        "currency": "EUR",
        "valid_from": date(2026, 1, 1),
        "citation": "СОП 3.4: 10 000 лв. по курс 1,95583",
        "citation_en": "SOP 3.4: BGN 10,000 at the rate of 1.95583",
        "grade": "R",
    },
]


def load(apps, editor):
    ceilings = apps.get_model("claims", "Ceiling").objects.using(editor.connection.alias)
    for ceiling in CEILINGS:
        ceilings.create(**ceiling)


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_what_only_the_database_knows")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
