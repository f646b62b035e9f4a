"""Mailing the links that set a password."""

from email.utils import parseaddr
from urllib.parse import urljoin

import structlog
from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tvcase.accounts import links
from tvcase.accounts.models import LinkPurpose, OneTimeLink
from tvcase.notifications.mail import AUTOMATIC
from tvcase.wall.identity import SIGN_IN, system_actor

logger = structlog.get_logger(__name__)


@shared_task
def mail_links() -> int:
    """Mail every link that waits; returns how many went out. One that fails waits for the next time."""
    count = 0
    while _mail_one():
        count += 1
    return count


def _mail_one() -> bool:
    """Mail one; its secret is kept only if the mail server took the message."""
    with system_actor(SIGN_IN):
        try:
            with transaction.atomic():
                taken = links.take(at=timezone.now())
                if taken:
                    message(*taken).send(using="default")
        except OSError as error:
            logger.error("mail_failed", count=1, kind=type(error).__name__)  # a traceback would show the secret
            return False
    return taken is not None


def message(link: OneTimeLink, secret: str) -> EmailMessage:
    """The message: what the link does and until when. It names nobody and nothing."""
    user = link.user
    if user is None:
        raise ValueError("A link for nobody is not mailed.")
    invited = link.purpose == LinkPurpose.INVITATION
    with translation.override(user.language):
        url = urljoin(settings.SITE_URL, reverse("link", args=[secret]))
        return EmailMessage(
            subject=_("Set your password"),
            body=render_to_string("email/link.txt", {"url": url, "invited": invited}),
            to=[user.email],
            headers={"Message-ID": f"<{link.pk}.{secret_id(secret)}@{_domain()}>", **AUTOMATIC},
        )


def secret_id(secret: str) -> str:
    """A part of the secret's hash, which tells one message from its repetition."""
    return links.secret_hash(secret)[:16]


def _domain() -> str:
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return sender.rpartition("@")[2] or "localhost"
