"""Keys for what a house writes about itself."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sealing', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='filekey',
            name='kind',
            field=models.CharField(choices=[('case', 'case'), ('person', 'person'), ('shelteraddress', 'address of a shelter'), ('shifthandover', 'handover of a shift'), ('nightcensus', 'night census')], max_length=20, verbose_name='kind'),
        ),
    ]
