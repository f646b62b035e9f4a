"""What each person has used up of each limit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Spending(models.Model):
    """One person's use of one limit: how much since when, and how often it was reached within a day.

    The application never reads or writes it but through the function `app_spend` (see the migration), so nobody
    can give more to themselves. No foreign key: it is written on a connection of its own and survives a rollback.
    """

    person = models.BigIntegerField(_("who"))
    what = models.CharField(_("limit"), max_length=20)
    since = models.DateTimeField(_("counted from"))
    spent = models.BigIntegerField(_("used"))
    exceeded = models.PositiveIntegerField(_("times reached"))
    exceeded_since = models.DateTimeField(_("times counted from"))

    class Meta:
        verbose_name = _("use of a limit")
        verbose_name_plural = _("uses of limits")
        constraints = [models.UniqueConstraint("person", "what", name="spending_once_for_person_and_limit")]

    def __str__(self) -> str:
        return f"{self.person} {self.what}"
