"""What an administrator should look at: settings that are dangerous or left open, keys that grow old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.personal.keys import Purpose, from_environment, key_file

ROTATE_AFTER = timedelta(days=365)
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


@dataclass(frozen=True, slots=True)
class Rotation:
    """When the key ring of the home was last changed (None: the environment gives the keys), is it due?"""

    changed_at: datetime | None
    due: bool


def rotation(now: datetime) -> Rotation:
    """By the file of the keys; of keys out of the environment nobody here knows the age."""
    if from_environment(Purpose.SEAL) or not key_file().exists():
        return Rotation(None, False)
    changed = datetime.fromtimestamp(key_file().stat().st_mtime, UTC)
    return Rotation(changed, now - changed > ROTATE_AFTER)


def is_bad(reading: Any) -> bool:
    """Is the setting dangerous, and not only worth a look?"""
    return reading.name == "XIESHOU_DEBUG" and reading.shown == "true"


def advice(read: Iterable[Any]) -> dict[str, str]:
    """What to look at, by the name of the setting; nothing for an installation that only its machine reaches.

    ``read`` are ``config.env.Reading``.
    """
    values = {each.name: each.shown for each in read}
    found = {}
    if values.get("XIESHOU_DEBUG") == "true":
        found["XIESHOU_DEBUG"] = _("调试页面会显示程序内部;不是开发用的机器请关闭。")
    if set(values.get("XIESHOU_HOSTS", "").split(",")) <= LOOPBACK:
        return found
    if values.get("XIESHOU_HTTPS") != "true":
        found["XIESHOU_HTTPS"] = _("站点可从别的机器访问而没有启用 HTTPS:密码会明文传送。")
    if not values.get("XIESHOU_TWO_STEP_ROLES"):
        found["XIESHOU_TWO_STEP_ROLES"] = _("没有角色须两步验证;管理、财务、审计建议启用。")
    if not values.get("XIESHOU_SMTP_HOST"):
        found["XIESHOU_SMTP_HOST"] = _("没有邮件服务器:邀请链接须由邀请人转交。")
    return found
