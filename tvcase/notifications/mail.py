"""The one message we send: something needs attention, and where to sign in. No code, no name, no reason."""

from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tvcase.accounts.models import User
from tvcase.notifications.outbox import Envelope

AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def message(envelope: Envelope, recipient: User) -> EmailMessage:
    """The message to one person, in that person's language; a repetition carries the same Message-ID."""
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = sender.rpartition("@")[2] or "localhost"
    with translation.override(recipient.language):
        body = render_to_string("email/attention.txt", {"url": urljoin(settings.SITE_URL, reverse("sign-in"))})
        return EmailMessage(
            subject=_("Something needs your attention"),
            body=body,
            to=[recipient.email],
            headers={"Message-ID": f"<{envelope.message_id}@{domain}>", **AUTOMATIC},
        )
