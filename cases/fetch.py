"""To fetch is to authorise: the record one asks for, if it is among those one may reach, and still is."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cases.actions.act import case_of, raised_to
from tvcase.db import lock

LOOKING = ("GET", "HEAD")


def one_or_404[M: Model](request: HttpRequest, permitted: QuerySet[M], **lookups: Any) -> M:
    """The one record among those permitted; else 404. It is a case, or hangs from one.

    A request that may change something is asked twice. What grants and revokes permissions locks the case first, so
    the case is locked here and then the permission is asked again: what was taken back meanwhile is not found, and
    what is found cannot be taken back before the act is done.
    """
    found = get_object_or_404(permitted, **lookups)
    if request.method in LOOKING:
        return found
    case = case_of(found)
    try:
        with raised_to(case):
            lock(case)
    except (ObjectDoesNotExist, PermissionDenied):
        raise Http404 from None
    return get_object_or_404(permitted.all(), **lookups)
