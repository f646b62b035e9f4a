"""Keys for what a person begins before there is a case."""

from django.db import migrations, models

KINDS = [
    ("case", "case"),
    ("person", "person"),
    ("shelteraddress", "address of a shelter"),
    ("shifthandover", "handover of a shift"),
    ("nightcensus", "night census"),
    ("sessionnote", "note of a session"),
    ("drawer", "what a person begins"),
]


class Migration(migrations.Migration):
    dependencies = [("sealing", "0003_keys_of_notes")]
    operations = [
        migrations.AlterField("filekey", "kind", models.CharField(choices=KINDS, max_length=20, verbose_name="kind"))
    ]
