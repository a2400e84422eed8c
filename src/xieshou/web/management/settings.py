"""The settings in force: what each does, its value, and where that comes from. No secret is ever shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from xieshou.web.management.advice import advice, is_bad
from xieshou.web.management.meanings import MEANINGS
from xieshou.web.management.views import maintainer
from xieshou.web.shell.exports import as_csv

GROUPS = [
    (
        gettext_lazy("站点与数据"),
        [
            "HOME",
            "DATABASE_URL",
            "HOSTS",
            "ORIGINS",
            "HTTPS",
            "PROXIES",
            "MAP_APPROVAL",
            "LOG_LEVEL",
            "DEBUG",
        ],
    ),
    (gettext_lazy("密钥"), ["SECRET_KEY", "PERSONAL_KEYS", "PERSONAL_INDEX_KEYS"]),
    (
        gettext_lazy("登录与账号"),
        [
            *("PASSWORD_LENGTH", "SESSION_HOURS", "TWO_STEP_ROLES", "INVITATION_DAYS"),
            *("LOCK_ATTEMPTS", "LOCK_ACCOUNT", "LOCK_ADDRESS", "LOCK_MINUTES"),
        ],
    ),
    (
        gettext_lazy("邮件"),
        ["SMTP_HOST", "SMTP_PORT", "SMTP_TLS", "SMTP_USER", "SMTP_PASSWORD", "MAIL_FROM"],
    ),
    (
        gettext_lazy("文件与任务"),
        [
            *("TEXT_MB", "PHOTO_MB", "PHOTO_MEGAPIXELS", "FILE_MB", "IMPORT_MB"),
            *("WORKER_MEMORY", "JOB_DAYS", "CHART_FONT"),
        ],
    ),
]
# What is made and kept in the home where the environment gives none.
KEPT = {"XIESHOU_SECRET_KEY", "XIESHOU_PERSONAL_KEYS", "XIESHOU_PERSONAL_INDEX_KEYS"}
ENGINES = {"sqlite3": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Row:
    """A setting in words. ``advised`` says what to look at; empty for nothing."""

    name: str
    value: str
    origin: str
    meaning: str
    advised: str
    bad: bool
    code: bool


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All settings, group by group."""
    maintainer(request)
    groups = list(rows_by_group())
    advised = sum(bool(row.advised) for _title, rows in groups for row in rows)
    return render(request, "web/management/settings.html", {"groups": groups, "advised": advised})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    maintainer(request)
    header = [_("类别"), _("设置"), _("现值"), _("来自"), _("含义"), _("值得核对")]
    rows = (
        [title, row.name, row.value, row.origin, row.meaning, row.advised]
        for title, group in rows_by_group()
        for row in group
    )
    return as_csv("settings", header, rows)


def full_name(short: str) -> str:
    """``XIESHOU_HOSTS`` of ``HOSTS``; DATABASE_URL is of no product of its own."""
    return short if short == "DATABASE_URL" else f"XIESHOU_{short}"


def rows_by_group() -> Iterator[tuple[str, list[Row]]]:
    """The settings as the page shows them."""
    read = {each.name: each for each in settings.SETTINGS_READ}
    advised = advice(read.values())
    for title, names in GROUPS:
        yield str(title), [_row(read[full_name(name)], advised) for name in names]


def _row(reading: Any, advised: dict[str, str]) -> Row:
    if reading.given:
        origin = _("环境变量")
    elif reading.name in KEPT:
        origin = _("数据文件夹")
    else:
        origin = _("默认")
    return Row(
        reading.name,
        _value(reading),
        origin,
        str(MEANINGS[reading.name]),
        advised.get(reading.name, ""),
        is_bad(reading),
        code=not reading.secret and reading.shown not in {"", "true", "false"},
    )


def _value(reading: Any) -> str:
    if reading.name == "DATABASE_URL":
        engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
        told = _("已设置") if reading.given else _("未设置")
        return f"{told}({ENGINES.get(engine, engine)})"
    if reading.secret:
        return _("已设置") if reading.given or reading.name in KEPT else _("未设置")
    return {"": _("未设置"), "true": _("是"), "false": _("否")}.get(reading.shown, reading.shown)
