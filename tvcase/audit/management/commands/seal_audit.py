"""The sealer: one process that seals the trace once a second."""

import signal
import threading
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from django.utils import timezone

from tvcase.audit import keyfile
from tvcase.audit.sealer import Sealer, WrongServer

EVERY = 1.0  # seconds
log = structlog.get_logger(__name__)


class Command(BaseCommand):
    """Runs as the role sealer, over DATABASE_SEALER_URL, with AUDIT_KEY_FILE; heads go to AUDIT_HEADS_FILE."""

    help = "Seals the trace once a second until it is stopped; --once seals what waits and ends."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        sealer = self._sealer()
        if options["once"]:
            self.stdout.write(f"{sealer.seal(at=timezone.now())} events sealed.")
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.wait(EVERY):
            self._turn(sealer)

    def _sealer(self) -> Sealer:
        missing = [name for name in ("AUDIT_KEY_FILE", "AUDIT_HEADS_FILE") if not getattr(settings, name)]
        missing += [] if "sealer" in settings.DATABASES else ["DATABASE_SEALER_URL"]
        if missing:
            raise CommandError(f"Set {', '.join(missing)}.")
        try:
            return Sealer(keyfile.read(Path(settings.AUDIT_KEY_FILE)), Path(settings.AUDIT_HEADS_FILE))
        except keyfile.BadKey as error:
            raise CommandError(str(error)) from None

    def _turn(self, sealer: Sealer) -> None:
        """One second's work. What fails is tried again in the next; the health page tells when it lasts."""
        try:
            sealer.seal(at=timezone.now())
        except (DatabaseError, OSError, WrongServer) as error:
            log.error("sealing_failed", error=type(error).__name__)
            connections[sealer.using].close()
