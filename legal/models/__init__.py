"""The records of Article 25: proceedings, the person's request, the protection that rests on it."""

from legal.models.proceedings import CriminalProceedings, ProceedingsStep
from legal.models.protection import Protection, ProtectionRequest
from tvcase.audit.history import keep_images

__all__ = ["CriminalProceedings", "ProceedingsStep", "Protection", "ProtectionRequest"]

keep_images(ProtectionRequest, Protection, CriminalProceedings, ProceedingsStep)
