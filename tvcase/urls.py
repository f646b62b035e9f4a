"""The addresses of the whole system, joined from the parts."""

from django.contrib import admin
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from tvcase import csp, health


class CaseCode(StringConverter):
    """The code of a case, as addresses write it; whatever else is typed there is no address of ours."""

    regex = "[0-9A-Z]{4,6}-[0-9A-Z]{4}"


register_converter(CaseCode, "case")

urlpatterns = [
    path("", include("tvcase.accounts.urls")),
    path("", include("tvcase.audit.urls")),
    path("", include("tvcase.notifications.urls")),
    path("", include("tvcase.exports.urls", namespace="exports")),
    path("", include("tvcase.documents.urls")),
    path("health/", health.health, name="health"),
    path("csp/", csp.report, name="csp"),
    path("admin/", admin.site.urls),
    path("", include("cases.urls", namespace="cases")),
    path("", include("cases.services.urls", namespace="services")),
    path("", include("cases.children.urls", namespace="children")),
    path("", include("cases.sharing.urls", namespace="sharing")),
    path("", include("legal.urls", namespace="legal")),
    path("", include("legal.orders.urls", namespace="orders")),
    path("", include("legal.claims.urls", namespace="claims")),
    path("", include("cases.support.urls", namespace="support")),
    path("", include("legal.aid.urls", namespace="aid")),
    path("", include("shelters.urls", namespace="shelters")),
]

handler400 = "tvcase.web.bad_request"
handler403 = "tvcase.web.forbidden"
handler404 = "tvcase.web.not_found"
handler500 = "tvcase.web.server_error"
