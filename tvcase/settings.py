"""Settings, read from the environment. What has no safe default has none, and its absence stops the start.

Three ways to run: on a server (the default), as the demo that `make run` starts (TVCASE_DEMO=1),
and under test (tests/settings.py builds on this file).
"""

from pathlib import Path
from typing import Any

from celery.schedules import crontab
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from tvcase.environment import env
from tvcase.limits import delivered

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env(BASE_DIR / ".env", overwrite=False)

# Where and how it runs
DEMO = env.bool("TVCASE_DEMO", default=False)
DEBUG = False
SECRET_KEY = env("SECRET_KEY")
KEY_FILE = env("KEY_FILE")  # see tvcase/keys.py; never in the database, its dumps or their backups
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost"] if DEMO else [])
SITE_URL = env("SITE_URL")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
QUICK_EXIT_URL = env("QUICK_EXIT_URL", default="https://www.google.com/")
ROOT_URLCONF = "tvcase.urls"
WSGI_APPLICATION = "tvcase.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "tvcase.accounts",
    "tvcase.audit",
    "tvcase.notifications",
    "tvcase.sealing",
    "tvcase.limits",
    "tvcase.once",
    "tvcase.drafts",
    "tvcase.exports",
    "tvcase",
    "cases",
    "cases.support",
    "cases.services",
    "cases.children",
    "cases.sharing",
    "shelters",
    "legal",
    "legal.orders",
    "legal.claims",
    "legal.aid",
    "tvcase.wall",
    "tvcase.administration.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "guardian",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    # These four say something in every answer: also in redirects to TLS, in static files and after failures.
    "tvcase.middleware.request_id",
    "tvcase.middleware.private_headers",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tvcase.drafts.middleware.by_itself",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tvcase.accounts.middleware.both_factors",
    "tvcase.wall.middleware.identity",
    "tvcase.sealing.middleware.keys_of_the_request",
    "allauth.account.middleware.AccountMiddleware",
    "tvcase.middleware.language_of_the_user",
    "tvcase.middleware.LoginRequired",
    "tvcase.drafts.middleware.Drafts",
    "tvcase.middleware.refusals_are_recorded",
    "tvcase.middleware.openings_are_recorded",
    "tvcase.limits.middleware.Limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tvcase.web.frame",
            ],
            "builtins": ["tvcase.templatetags.tvcase"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The database: one PostgreSQL, three roles. `audit` is a second connection of the same role, so that what
# must survive a rollback (openings, refusals, failures) is written on its own. `owner` exists for migrations only.
PROCESS = env("TVCASE_PROCESS", default="web")
WORKER = PROCESS == "worker"


def _database(url: str, **options: Any) -> dict[str, Any]:
    """One connection's settings from its URL; the statement time-out is a limit in milliseconds."""
    return {
        **env.db_url_config(url),
        "ENGINE": "tvcase.wall.backend",
        "CONN_HEALTH_CHECKS": True,
    } | options


_POOL = {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8), "timeout": 10}}
_url = env("DATABASE_URL" if PROCESS == "web" else f"DATABASE_{PROCESS.upper()}_URL")
DATABASES = {
    "default": _database(_url, ATOMIC_REQUESTS=True, OPTIONS=_POOL),
    "audit": _database(_url, OPTIONS=_POOL),
}
# Others use one process or command each, and no other has their addresses.
for _role in ("owner", "sealer", "auditor"):
    if _address := env(f"DATABASE_{_role.upper()}_URL", default=""):
        DATABASES[_role] = _database(_address)

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # Argon2id: 100 MiB, two passes
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "cases:work"
LOGOUT_REDIRECT_URL = "sign-in"
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
GUARDIAN_MONKEY_PATCH_USER = False

# The second factor: a passkey that knows its user, else codes. Secrets are sealed (tvcase/accounts/mfa.py)
MFA_ADAPTER = "tvcase.accounts.mfa.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 0
MFA_TOTP_ISSUER = "tvcase"
PASSKEY_FOR_ADDRESSES = not DEMO  # what is of class P4 is shown after a passkey only; the demo takes a code

# The browser is told as little as possible, and keeps nothing
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "report-uri": "/csp/",
}
HTTPS = not DEMO
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" browsers send "Origin: null" and every form fails
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "tvcase.accounts.sessions"  # keeps a hash of the key; 15 minutes idle, SESSION_COOKIE_AGE at most
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=8 * 3600)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tvcase.web.csrf_failure"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Languages and time: legal dates are dates in Sofia
LANGUAGE_CODE = "bg"
LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Sofia"
FORMAT_MODULE_PATH = ["tvcase.formats"]

# Static files
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))()
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail says only that something needs attention
MAILERS = {
    "default": {
        "BACKEND": env("MAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend"),
        "OPTIONS": env.json("MAIL_OPTIONS", default={}),
    }
}
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="tvcase@localhost")

# Background work
REDIS_URL = env("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "raise-due-reminders": {"task": "cases.tasks.raise_due_reminders", "schedule": crontab(minute="*/15")},
    "notice-curiosity": {"task": "cases.tasks.notice_curiosity", "schedule": crontab(minute="7-59/15")},
    "deliver-notifications": {
        "task": "tvcase.notifications.tasks.deliver",
        "schedule": crontab(minute="*/2"),
    },
    "make-letters": {"task": "cases.tasks.make_letters", "schedule": crontab(minute="*")},
    "forget-drafts": {"task": "tvcase.drafts.tasks.forget_drafts", "schedule": crontab(hour="3", minute="20")},
    "mail-links": {"task": "tvcase.accounts.tasks.mail_links", "schedule": crontab(minute="*")},
    "beat-is-alive": {"task": "tvcase.tasks.beat_is_alive", "schedule": crontab(minute="*")},
}

LOGGING_CONFIG: str | None = "tvcase.logs.configure"
LOGGING = {"level": env("LOG_LEVEL", default="INFO")}

SYSTEM_ACTOR = "system"

# The trace is sealed by a process of its own: its key, and the file of heads in a place mounted from elsewhere
AUDIT_KEY_FILE = env("AUDIT_KEY_FILE", default="")
AUDIT_HEADS_FILE = env("AUDIT_HEADS_FILE", default="")
# What is noticed in it: so many files or refusals of one person within an hour, files from other towns within a day
CURIOSITY: dict[str, int] = env.json("CURIOSITY", default={"files": 30, "refusals": 5, "elsewhere": 5})

# What one person may ask for: so many within so many seconds, and which address costs what (tvcase/limits)
LIMITS: dict[str, tuple[int, int]] = env.json("LIMITS", default=delivered.LIMITS)
LIMITED_VIEWS = delivered.LIMITED_VIEWS
# How many rows one person may take out of the system alone, by the kind of organisation (tvcase/exports)
ROWS_ALONE: dict[str, int] = env.json("ROWS_ALONE", default={"default": 50})

# How long a place in a shelter is held for somebody, in minutes (shelters/actions/holds.py)
HOLD_MINUTES = env.int("HOLD_MINUTES", default=90)

# Working days that an organisation has to answer a referral, and to say what became of it (domain 4.10).
REFERRAL_DAYS = env.int("REFERRAL_DAYS", default=3)
DRAFT_DAYS = env.int("DRAFT_DAYS", default=14)  # so long a form that was begun waits for who began it (tvcase/drafts)

# Caches and sizes
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# Files that are handed in stay in memory until they are sealed; a larger one is not even received
UPLOAD_BYTES = env.int("UPLOAD_BYTES", default=10_000_000)
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
CLAMD = env("CLAMD", default="")  # a virus scanner: see tvcase/documents/scanner.py
SILENCED_SYSTEM_CHECKS: list[str] = []
