"""Keys for confidential notes of sessions."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sealing', '0002_keys_of_a_house'),
    ]

    operations = [
        migrations.AlterField(
            model_name='filekey',
            name='kind',
            field=models.CharField(choices=[('case', 'case'), ('person', 'person'), ('shelteraddress', 'address of a shelter'), ('shifthandover', 'handover of a shift'), ('nightcensus', 'night census'), ('sessionnote', 'note of a session')], max_length=20, verbose_name='kind'),
        ),
    ]
