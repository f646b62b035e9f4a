"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from tvcase.checks import refuse_an_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvcase.settings")

application = get_wsgi_application()
refuse_an_unsafe_start()
