"""The appeal of a refused application stands beside one that was begun anew for the same kind of legal aid."""

from django.db import migrations, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Migration(migrations.Migration):
    dependencies = [("aid", "0002_what_only_the_database_knows")]
    operations = [
        migrations.RemoveConstraint(model_name="legalaidapplication", name="legal_aid_one_open_of_each_kind"),
        migrations.AddConstraint(
            model_name="legalaidapplication",
            constraint=models.UniqueConstraint(
                models.F("case"),
                models.F("product"),
                condition=Q(state__in=["DRAFT", "SIGNED", "SUBMITTED", "INCOMPLETE"]),
                name="legal_aid_one_open_of_each_kind",
                violation_error_message=_("This case already has an open application for this kind of legal aid."),
            ),
        ),
    ]
