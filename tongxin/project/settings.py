"""Settings. What differs between places comes from the environment; everything else is decided here."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from tongxin.base.scanning.places import scanner_at
from tongxin.base.web.addresses import networks
from tongxin.base.web.limits import per_minute
from tongxin.project.database import database_from_url
from tongxin.project.given import given

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TONGXIN_DATA", ROOT / "data")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, or one made at first start and kept in the data folder."""
    if key := os.environ.get("TONGXIN_SECRET_KEY"):
        return key
    path = Path(os.environ.get("TONGXIN_SECRET_KEY_FILE", DATA / "secret.key"))
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    """The file is there whole or not at all; of two programs that start at once, the first one's stays."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    try:
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink()


SECRET_KEY = _secret_key()
DEBUG = False
BASE_URL = os.environ.get("TONGXIN_BASE_URL", "")
ALLOWED_HOSTS = (
    ["*"] if not BASE_URL else [BASE_URL.split("//")[-1].split("/")[0].split(":")[0], "127.0.0.1", "localhost"]
)
# Whose word is believed on where a request comes from. Nobody's, unless said: anyone can write the header.
TRUSTED_PROXIES = networks(os.environ.get("TONGXIN_TRUSTED_PROXIES", ""))
# Origins of the firm's own network to which notices may be sent; everything else there is closed to the program.
TRUSTED_ORIGINS = frozenset(os.environ.get("TONGXIN_TRUSTED_ORIGINS", "").replace(",", " ").split())
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []

ROOMS = [
    "tongxin.collab.people",
    "tongxin.collab.org",
    "tongxin.collab.access",
    "tongxin.collab.journal",
    "tongxin.collab.jobs",
    "tongxin.collab.fields",
    "tongxin.collab.files",
    "tongxin.collab.search",
    "tongxin.collab.views",
    "tongxin.collab.notices",
    "tongxin.collab.approvals",
    "tongxin.collab.designer",
    "tongxin.collab.calendar",
    "tongxin.collab.tasks",
    "tongxin.collab.feed",
    "tongxin.collab.automations",
    "tongxin.directory.parties",
    "tongxin.directory.doubles",
    "tongxin.directory.catalogue",
    "tongxin.directory.memory",
    "tongxin.directory.activities",
    "tongxin.directory.ownership",
    "tongxin.directory.relations",
    "tongxin.directory.quality",
    "tongxin.directory.privacy",
    "tongxin.frontoffice.targets",
    "tongxin.frontoffice.orders",
    "tongxin.frontoffice.quotes",
    "tongxin.frontoffice.pipeline",
    "tongxin.frontoffice.contracts",
    "tongxin.frontoffice.leads",
    "tongxin.frontoffice.pools",
    "tongxin.interfaces.imports",
    "tongxin.interfaces.rest",
    "tongxin.interfaces.webforms",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "tongxin.base.ui",
    *[f"{room}.apps.Room" for room in ROOMS],
    "tongxin.project.apps.Project",
]
MIDDLEWARE = [
    "tongxin.project.middleware.measured",
    "tongxin.project.middleware.addresses",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tongxin.project.middleware.headers",
    "tongxin.project.middleware.maintained",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tongxin.project.middleware.language",
    "tongxin.project.middleware.paced",
    "tongxin.project.middleware.looked_at",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tongxin.project.middleware.SecondFactorFirst",
]
# What other interfaces show to programs: the place below /api/v1 and the router.
API_RESOURCES = [("/imports", "tongxin.project.imports_for_programs.router")]
ROOT_URLCONF = "tongxin.project.urls"
TEMPLATES: list[dict[str, Any]] = [  # Any: Django's own shape
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tongxin.project.context.shell",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "tongxin.base.ui.templatetags.words",
                "django.templatetags.static",
            ],
            "libraries": {"i18n": "tongxin.base.ui.templatetags.words"},
        },
    }
]

DATABASES = {"default": database_from_url(given("DATABASE_URL"), DATA)}
# A PostgreSQL server that follows the first one, for reports.
if _replica := given("TONGXIN_REPLICA_URL"):
    DATABASES["replica"] = database_from_url(_replica, DATA)
    DATABASE_ROUTERS = ["tongxin.base.database.replica.ReportsFromReplica"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["tongxin.collab.people.models.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "tongxin.project.passwords.FirmWordsValidator"},
    {"NAME": "tongxin.project.breached.BreachedPasswordsValidator"},
]
# A sorted list of SHA-1 of stolen passwords on this machine; none comes with the program.
BREACHED_PASSWORDS = os.environ.get("TONGXIN_BREACHED_PASSWORDS", "")
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"

# How many requests in a minute a person and a program may send, far above what one hand can do; 0 is no limit.
REQUESTS_PER_MINUTE = per_minute(os.environ.get("TONGXIN_REQUESTS_PER_MINUTE", ""))
# The firm's own scanner for viruses, which reads every file before it is kept.
CLAMD = scanner_at(os.environ.get("TONGXIN_CLAMD", ""))
# Who may read the figures of the installation; nobody while it is empty.
METRICS_TOKEN = given("TONGXIN_METRICS_TOKEN")

SESSION_ENGINE = "tongxin.collab.people.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_SECONDS_OF_SILENCE = 60 * 60 * 24 * 14
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tongxin.project.errors.form_expired"
IS_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
WHITENOISE_ALLOW_ALL_ORIGINS = False
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LANGUAGE_CODE = os.environ.get("TONGXIN_LANG", "zh-hans")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = USE_TZ = True
TIME_ZONE = os.environ.get("TONGXIN_TIME_ZONE", "Asia/Shanghai")
LOCALE_PATHS = [str(ROOT / "tongxin" / "base" / "locale")]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tongxin.base.ui.storage.HashedFiles"},
}
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365
MEDIA_ROOT = DATA / "files"

_SILENT: dict[str, Any] = {"handlers": [], "propagate": False, "level": "CRITICAL"}  # Any: as Python wants it
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "tongxin.project.logs.CarefulLine",
            "format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        },
        "json": {"()": "tongxin.project.logs.JsonLine", "datefmt": "%Y-%m-%dT%H:%M:%S%z"},
    },
    "filters": {"request": {"()": "tongxin.base.web.request_ids.WithRequestId"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("TONGXIN_LOG") == "json" else "line",
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django tells of requests by their whole address, which may hold a secret; `errors` tells by the pattern.
    "loggers": {
        "tongxin": {"level": "INFO"},
        "django.request": _SILENT,
        "django.security.csrf": _SILENT,
    },
}
SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # our `i18n` takes the place of Django's on purpose
