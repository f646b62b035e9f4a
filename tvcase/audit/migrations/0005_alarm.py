"""What was noticed about people's reading."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_images'),
        ('audit', '0004_sealed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pattern', models.CharField(choices=[('MANY', 'opened many files in a short time'), ('REFUSED', 'tried many files that are not theirs'), ('UNUSUAL', 'opened files of somebody of their own family name, or several from other towns')], max_length=10, verbose_name='what was noticed')),
                ('day', models.DateField(verbose_name='day')),
                ('raised_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='noticed at')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'alarm',
                'verbose_name_plural': 'alarms',
                'ordering': ['-day', '-pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('user'), models.F('pattern'), models.F('day'), name='alarm_once_a_day')],
            },
        ),
    ]
