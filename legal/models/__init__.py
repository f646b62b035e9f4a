"""The records of Article 25: proceedings, the person's request, the protection that rests on it, appeals."""

from legal.models.appeal import Appeal
from legal.models.proceedings import CriminalProceedings, ProceedingsStep
from legal.models.protection import EarlierPermit, Protection
from legal.models.request import ProtectionRequest
from tvcase.audit.history import keep_images

__all__ = [
    "Appeal",
    "CriminalProceedings",
    "EarlierPermit",
    "ProceedingsStep",
    "Protection",
    "ProtectionRequest",
]

keep_images(ProtectionRequest, Protection, CriminalProceedings, ProceedingsStep, EarlierPermit, Appeal)
