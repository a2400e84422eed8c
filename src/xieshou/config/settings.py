"""The one settings file. What the environment may change is read through ``env``; see docs/settings.md."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from xieshou.config import env
from xieshou.config.stamp import static_stamp
from xieshou.kernel.actor import Role
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
SECRET_KEY = env.text("XIESHOU_SECRET_KEY", "", secret=True) or kept_secret(XIESHOU_HOME / "secret-key")
# Personal data: keys that seal and keys of blind indexes, newest first; else those that the home keeps.
PERSONAL_KEYS = env.words("XIESHOU_PERSONAL_KEYS", secret=True)
PERSONAL_INDEX_KEYS = env.words("XIESHOU_PERSONAL_INDEX_KEYS", secret=True)
PERSONAL_KEY_FILE = XIESHOU_HOME / "personal-keys"
ALLOWED_HOSTS = env.words("XIESHOU_HOSTS", ("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("XIESHOU_ORIGINS")
HTTPS = env.boolean("XIESHOU_HTTPS", False)

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "xieshou.web.registers.apps.RegistersConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
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
    "xieshou.web.shell.errors.BusyMiddleware",
    "xieshou.web.accounts.duties.DutiesMiddleware",
    "xieshou.web.years.correcting.CorrectionMiddleware",
    "axes.middleware.AxesMiddleware",
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
    url = env.text("DATABASE_URL", "", secret=True)
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
# The first counts failures and locks out; the second knows the passwords.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_LENGTH = env.integer("XIESHOU_PASSWORD_LENGTH", 10, least=8)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        (
            "UserAttributeSimilarityValidator",
            {"user_attributes": ("username", "first_name", "email")},
        ),
        ("MinimumLengthValidator", {"min_length": PASSWORD_LENGTH}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

# Failed sign-ins: how many before a lock, and for how long each is remembered. See parties/accounts/locking.
LOCK_LIMITS = {
    "both": env.integer("XIESHOU_LOCK_ATTEMPTS", 5, least=1),
    "account": env.integer("XIESHOU_LOCK_ACCOUNT", 20, least=1),
    "address": env.integer("XIESHOU_LOCK_ADDRESS", 50, least=1),
}
AXES_COOLOFF_TIME = timedelta(minutes=env.integer("XIESHOU_LOCK_MINUTES", 15, least=1))
AXES_HANDLER = "xieshou.web.accounts.locking.LockHandler"
AXES_FAILURE_LIMIT = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "xieshou.web.accounts.locking.locked_out"
AXES_CLIENT_IP_CALLABLE = "xieshou.web.accounts.addresses.lock_address"
AXES_RESET_ON_SUCCESS = True
# Who tries again during a lock does not make it longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Sign-ins are kept by ourselves; neither names nor form data go into logs.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken", "next"]
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
OTP_TOTP_ISSUER = "Xieshou"

# How many proxies of ours stand before the site: their X-Forwarded-For is believed, nobody else's.
TRUSTED_PROXIES = env.integer("XIESHOU_PROXIES", 0)
TWO_STEP_ROLES = env.choices("XIESHOU_TWO_STEP_ROLES", {role.value for role in Role})
INVITATION_DAYS = env.integer("XIESHOU_INVITATION_DAYS", 7, least=1)

LOGIN_URL = "shell:sign-in"
LOGIN_REDIRECT_URL = "home:page"
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
# Counted from the last activity, which is kept every five minutes.
SESSION_COOKIE_AGE = env.integer("XIESHOU_SESSION_HOURS", 12, least=1) * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Where letters are sent from; without a host none are, and what they would say is shown to be passed on.
EMAIL_HOST = env.text("XIESHOU_SMTP_HOST", "")
EMAIL_PORT = env.integer("XIESHOU_SMTP_PORT", 465, least=1)
EMAIL_HOST_USER = env.text("XIESHOU_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.text("XIESHOU_SMTP_PASSWORD", "", secret=True)
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = env.boolean("XIESHOU_SMTP_TLS", True) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("XIESHOU_MAIL_FROM", EMAIL_HOST_USER)

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
    "handlers": {"console": {"class": "xieshou.config.logs.Console", "formatter": "plain"}},
    # Django's own handlers, which go round the formatter above, are taken away.
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        "django.server": {"handlers": [], "level": "NOTSET", "propagate": True},
    },
    "root": {"handlers": ["console"], "level": env.text("XIESHOU_LOG_LEVEL", "WARNING")},
}

# What was read above, as far as it may be shown, for the page of the settings in force.
SETTINGS_READ = env.readings()
