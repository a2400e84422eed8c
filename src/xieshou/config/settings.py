"""The one settings file. What the environment may change is read through ``env``; see docs/settings.md."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from xieshou.config import env
from xieshou.config.stamp import static_stamp
from xieshou.web.registers.unfold import UNFOLD as UNFOLD

PACKAGE = Path(__file__).resolve().parent.parent


def default_home() -> Path:
    """The user's data folder, by the platform's custom."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "xieshou"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/xieshou"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "xieshou"


def kept_secret(path: Path) -> str:
    """The secret key of this home, made on first use and readable by its owner alone."""
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text("ascii").strip()
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        return path.read_text("ascii").strip()


# Where everything of this installation lives: database, geometry, uploaded files, snapshots.
XIESHOU_HOME = env.folder("XIESHOU_HOME", default_home())

DEBUG = env.boolean("XIESHOU_DEBUG", False)
SECRET_KEY = env.text("XIESHOU_SECRET_KEY", "") or kept_secret(XIESHOU_HOME / "secret-key")
# Personal data: keys that seal and keys of blind indexes, newest first; else those that the home keeps.
PERSONAL_KEYS = env.words("XIESHOU_PERSONAL_KEYS")
PERSONAL_INDEX_KEYS = env.words("XIESHOU_PERSONAL_INDEX_KEYS")
PERSONAL_KEY_FILE = XIESHOU_HOME / "personal-keys"
ALLOWED_HOSTS = env.words("XIESHOU_HOSTS", ("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("XIESHOU_ORIGINS")
HTTPS = env.boolean("XIESHOU_HTTPS", False)

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "simple_history",
    "xieshou.domain",
    "xieshou.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "xieshou.web.shell.policy.RegisterPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "xieshou.web.shell.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "xieshou.web.shell.uploads.UploadLimitMiddleware",
    "xieshou.web.shell.requests.LensMiddleware",
    "xieshou.web.shell.errors.NotAllowedMiddleware",
    "xieshou.web.years.correcting.CorrectionMiddleware",
]

ROOT_URLCONF = "xieshou.config.urls"
WSGI_APPLICATION = "xieshou.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "xieshou.web.shell.context.shell",
            ],
        },
    }
]


def database() -> dict[str, Any]:
    """SQLite in the home folder, or whatever DATABASE_URL names."""
    url = env.text("DATABASE_URL", "")
    if url:
        return {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": XIESHOU_HOME / "xieshou.sqlite3",
        "OPTIONS": {
            # Money must survive a power cut; writers queue at BEGIN instead of failing half-way.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "domain.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "shell:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
DEFAULT_EXCEPTION_REPORTER = "xieshou.web.shell.reporting.QuietReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "xieshou.web.shell.reporting.QuietReporterFilter"
CSRF_FAILURE_VIEW = "xieshou.web.shell.errors.csrf_failure"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Straight from the packages: no collectstatic step to forget. The stamp in the address changes with any file,
# so browsers may keep what they have for ever.
STATIC_URL = f"static/{static_stamp(PACKAGE / 'web' / 'static')}/"
WHITENOISE_USE_FINDERS = True
if not DEBUG:
    WHITENOISE_IMMUTABLE_FILE_TEST = "."
MEDIA_ROOT = XIESHOU_HOME / "files"

# How large a text, a photo or another file may be that is kept with a document.
MEGABYTE = 1_000_000
ATTACHMENT_TEXT_BYTES = env.integer("XIESHOU_TEXT_MB", 2, least=1) * MEGABYTE
ATTACHMENT_PHOTO_BYTES = env.integer("XIESHOU_PHOTO_MB", 20, least=1) * MEGABYTE
ATTACHMENT_FILE_BYTES = env.integer("XIESHOU_FILE_MB", 50, least=1) * MEGABYTE
ATTACHMENT_PHOTO_PIXELS = env.integer("XIESHOU_PHOTO_MEGAPIXELS", 60, least=1) * 1_000_000
# And a file that is imported into a register: as much as a million rows of thirty columns have.
IMPORT_BYTES = env.integer("XIESHOU_IMPORT_MB", 200, least=1) * MEGABYTE
# A pasted text comes as a field, not as a file; it must arrive before it can be refused with a reason.
DATA_UPLOAD_MAX_MEMORY_SIZE = ATTACHMENT_TEXT_BYTES * 2 + MEGABYTE

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Strict on our own pages; web.shell relaxes it for the register tables, whose Alpine needs eval.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# A worker's memory, beyond which a job fails with a reason; 0 sets no limit. And how long ended jobs stay.
WORKER_MEMORY_MIB = env.integer("XIESHOU_WORKER_MEMORY", 3072)
JOB_DAYS = env.integer("XIESHOU_JOB_DAYS", 90, least=1)

# The font of charts in printed papers: a file or a family; empty: looked for.
CHART_FONT = env.text("XIESHOU_CHART_FONT", "")

# Shown in the footer once the maps have been examined; see docs on the map-approval number.
MAP_APPROVAL_NUMBER = env.text("XIESHOU_MAP_APPROVAL", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "xieshou.config.logs.ScrubbingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("XIESHOU_LOG_LEVEL", "WARNING")},
}
