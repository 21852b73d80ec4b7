"""Settings: one file, every value from the environment, no branches on an environment's name.

``docs/operations.md`` lists the variables. ``script/server`` sets all that a machine of one's own needs.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.env import env_bool, env_int, env_list, env_secret, env_str
from portal.ui.redaction import redact_event, redact_report

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = env_secret("SECRET_KEY", hint="A long random text; `openssl rand -base64 48` makes one.")
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS", [])
DEBUG = False
DEMO = env_bool("DEMO", False)
SITE_URL = env_str("SITE_URL", hint="The address people open, for example https://kopienas.novads.lv")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", hint="Host names, separated by commas.")
HTTPS = env_bool("HTTPS", True)
TRUSTED_PROXIES = env_list("TRUSTED_PROXIES", [])
"""Addresses whose X-Forwarded-For, X-Forwarded-Proto and X-Request-Start headers are believed."""

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "portal.ui.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "rules",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "health_check",
    "portal.ui",
    "portal.audit",
    "portal.files",
    "portal.municipality",
    "portal.obligations",
    "portal.documents",
    "portal.notifications",
    "portal.accounts",
    "portal.pages",
    "portal",
    "communities",
    "participation",
    "grants",
    "actionplans",
]

MIDDLEWARE = [
    "portal.operation.requests.RequestMiddleware",
    "portal.ui.arrival.ArrivalMiddleware",
    "portal.ui.cache.ReadOnceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.ui.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.ui.page_cache.PageCacheMiddleware",
    "portal.operation.python_stack.roomy_stack",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.StaffSessionMiddleware",
    "portal.accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.accounts.middleware.StaffSecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.ui.throttling.ExportLimitMiddleware",
    "portal.audit.middleware.HistoryUserMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.municipality.context_processors.municipality",
                "portal.pages.context_processors.navigation",
                "portal.ui.page_cache.kept_parts",
            ],
            "builtins": ["portal.ui.templatetags.portal_ui"],
        },
    },
]
FORM_RENDERER = "portal.ui.form_rendering.PortalRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5", "unfold_crispy"]
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- database, cache, broker -----------------------------------------------------------------------------------------

DATABASE_URL = env_secret("DATABASE_URL", hint="For example postgres://portal:secret@db/portal")
MIGRATION_DATABASE_URL = env_secret("MIGRATION_DATABASE_URL", "")
DATABASE_POOL = env_bool("DATABASE_POOL", False)
DATABASES = {
    "default": dj_database_url.parse(
        DATABASE_URL,
        engine="portal.operation.postgresql",
        conn_max_age=0 if DATABASE_POOL else 60,
        conn_health_checks=not DATABASE_POOL,  # of a pool the engine sees to it
    )
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env_bool("DATABASE_POOLER", False)
"""Behind a pooler in transaction mode the next statement may meet another server process, which has no such cursor."""
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options",
    "-c join_collapse_limit=4 -c from_collapse_limit=4 -c max_parallel_workers_per_gather=0 -c jit=off",
)
"""Rows that are read with a dozen related ones take the planner ten times as long as the reading: it tries the orders of
eight joins at once, and ours stand in a good order. Many small queries at once gain nothing from being shared among
processes or compiled first. ``?options=`` in DATABASE_URL takes the place of this."""
if DATABASE_POOL:
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": 8,
        "timeout": 5,  # seconds a visitor waits for a database that is away
        "reconnect_timeout": 5,  # then whoever comes next tries afresh, instead of ever longer pauses
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_APPEND_ONLY = True

REDIS_URL = env_secret("REDIS_URL", hint="For example redis://:secret@redis:6379/0")
CACHES = {
    "default": {
        "BACKEND": "portal.ui.cache.ForgetfulRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": env_str("CACHE_PREFIX", "portal"),
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}
PAGE_CACHE_SECONDS = env_int("PAGE_CACHE_SECONDS", 30)
"""How long a page may be shown to visitors who are not signed in before it is made again; 0 makes each afresh."""

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_connect_timeout": 2, "socket_timeout": 5}
CELERY_TASK_DEFAULT_QUEUE = env_str("CELERY_QUEUE", "portal")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "portal.operation.scheduler.VisibleScheduler"
CELERY_TIMEZONE = "UTC"  # by Riga's clock nothing would be asked for in the hour that comes twice when summer time ends

# --- languages, time -------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", "Latviešu"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "locale_libraries"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Europe/Riga"

# --- people ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "portal.accounts.backends.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
STAFF_MFA_REQUIRED = env_bool("STAFF_MFA_REQUIRED", True)
RETENTION_APPLIED = env_bool("RETENTION_APPLIED", False)
"""Whether official records go by themselves once their term is over; else they are only counted."""
STAFF_IDLE_MINUTES = env_int("STAFF_IDLE_MINUTES", 60)
STAFF_SESSION_HOURS = env_int("STAFF_SESSION_HOURS", 10)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:mans"
LOGOUT_REDIRECT_URL = "pages:home"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = False
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # as the letter with the link says
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"signup": "portal.accounts.forms.SignUpForm"}
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/m/ip,8/300s/key",
    "guest_form": env_str("GUEST_FORM_LIMIT", "10/h/ip"),
    "person_form": "30/h/user",
    "receipt": "20/h/ip",
    "receipt_link": "60/h/ip",
    "autosave": "120/m/user",
    "question": "10/h/user",
    "invitation": "30/h/user",
    "exchange": "20/h/user",
    "survey_code": "20/h/ip",
    "search": env_str("SEARCH_LIMIT", "60/m/ip"),
    "export": "60/600s/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXY_COUNT", 0)
SOCIALACCOUNT_ADAPTER = "portal.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
OIDC_SERVER_URL = env_str("OIDC_SERVER_URL", "")
OIDC_ORIGINS = env_list("OIDC_ORIGINS", [])
"""Further origins that the provider's sign-in passes through; the browser refuses a form that leads elsewhere."""
if OIDC_SERVER_URL:
    OIDC_ORIGINS.append("{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL)))
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": env_str("OIDC_ID", "vpm"),
            "name": env_str("OIDC_NAME", "Latvija.lv"),
            "client_id": env_str("OIDC_CLIENT_ID"),
            "secret": env_secret("OIDC_CLIENT_SECRET"),
            # Without it the provider's own word on each address counts; an unproven one is asked for a code.
            "settings": {"server_url": OIDC_SERVER_URL, "verified_email": env_bool("OIDC_PROVES_EMAIL", False)},
        }
    )
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Kopienu portāls"
USERSESSIONS_TRACK_ACTIVITY = False

# --- safety ----------------------------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^-/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.pages.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL.rstrip("/")]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

# --- files -----------------------------------------------------------------------------------------------------------

UPLOAD_MAX_BYTES = env_int("UPLOAD_MAX_MIB", 10) * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["portal.files.uploads.BoundedMemoryUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
PRIVATE_FILES_DIR = env_str("PRIVATE_FILES_DIR", str(BASE_DIR / ".local" / "files"))
PRIVATE_FILES_INTERNAL_URL = env_str("PRIVATE_FILES_INTERNAL_URL", "")
S3_BUCKET = env_str("S3_BUCKET", "")
STATIC_URL = "/static/"
STATIC_ROOT = env_str("STATIC_ROOT", str(BASE_DIR / ".local" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_FILES_DIR}},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_FILES_DIR}},
    "staticfiles": {
        "BACKEND": "portal.ui.static_files.StaticFiles"
        if env_bool("STATIC_MANIFEST", True)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
if S3_BUCKET:
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env_str("S3_ENDPOINT_URL", "") or None,
            "access_key": env_secret("S3_ACCESS_KEY"),
            "secret_key": env_secret("S3_SECRET_KEY"),
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
WHITENOISE_MAX_AGE = 3600

# --- mail ------------------------------------------------------------------------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env_str("EMAIL_HOST", hint="The mail server's name.")
EMAIL_PORT = env_int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env_bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env_str("EMAIL_FROM", hint="The sender's address, for example portals@novads.lv")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MESSAGE_ID_DOMAIN = DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip(">")
DEMO_MAIL_DIR = env_str("DEMO_MAIL_DIR", "")
"""Where the demo's mail catcher keeps what it caught (a Maildir); the demo's mailbox page reads it."""

# --- logs ------------------------------------------------------------------------------------------------------------

_shared_processors = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]
structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *_shared_processors, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _shared_processors,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redact_event,
                structlog.processors.JSONRenderer()
                if env_bool("LOG_JSON", True)
                else structlog.dev.ConsoleRenderer(colors=False),
            ],
        }
    },
    "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["stdout"], "level": env_str("LOG_LEVEL", "INFO")},
    "loggers": {
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}

METRICS_TOKEN = env_secret("METRICS_TOKEN", "")
"""What Prometheus must bring; without it there are no metrics."""

SENTRY_DSN = env_secret("SENTRY_DSN", "")
if SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(
        dsn=SENTRY_DSN,
        environment=env_str("SENTRY_ENVIRONMENT", "production"),
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=redact_report,
    )

# --- the admin's theme -----------------------------------------------------------------------------------------------

UNFOLD = {
    "SITE_TITLE": _("Community portal"),
    "SITE_HEADER": _("Community portal"),
    "SITE_SUBHEADER": _("For officers of the municipality"),
    "SITE_URL": "/",
    "SITE_ICON": "portal.ui.admin_site.mark",
    "SITE_FAVICONS": [{"rel": "icon", "href": "portal.ui.admin_site.mark"}],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": True,
    "SHOW_LANGUAGES": False,
    "THEME": "light",
    "DASHBOARD_CALLBACK": "portal.pages.admin_index.dashboard",
    "STYLES": ["portal.ui.admin_site.admin_stylesheet", "portal.ui.admin_site.colours_stylesheet"],
    "SCRIPTS": ["portal.ui.admin_site.admin_script"],
    "SIDEBAR": {"show_search": False, "show_all_applications": False},
}
