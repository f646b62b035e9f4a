"""The records of services: the service itself, its sessions and their notes, and needs that cannot be met."""

from cases.services.models.need import UnmetNeed
from cases.services.models.service import Service
from cases.services.models.session import Session, SessionNote
from tvcase.audit.history import keep_images

__all__ = ["Service", "Session", "SessionNote", "UnmetNeed"]

# Of notes no image is kept: they are written once, and nobody but their author and supervisors reads them.
keep_images(Service, Session, UnmetNeed)
