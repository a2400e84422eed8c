"""Long work on places, which lie below and know nothing of jobs: map files and the villages."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.places.geometry import build_geometry
from xieshou.domain.places.loading import prepare_villages, store_villages
from xieshou.domain.workflow.jobs.progress import Progress
from xieshou.domain.workflow.jobs.registry import Params, Result, register_handler

GEOMETRY = "places.geometry"
VILLAGES = "places.villages"
# What the list of 2023 holds, to tell how far the work is; a little off does no harm.
VILLAGES_EXPECTED = 620_000


def register() -> None:
    """Make both known. Done when Django starts."""
    register_handler(
        GEOMETRY,
        gettext_lazy("重画地图"),
        rebuild_geometry,
        idempotent=True,
        single=True,
        offered=True,
        description=gettext_lazy("按随附的边界数据重新生成地图文件;期间旧地图照常可用。"),
    )
    register_handler(
        VILLAGES,
        gettext_lazy("载入全国村级单位"),
        load_all_villages,
        idempotent=True,
        single=True,
        offered=True,
        description=gettext_lazy("把名单上的62万个村和社区全部载入;已有的不变,要么全部载入,要么不载入。"),
    )


def rebuild_geometry(params: Params, progress: Progress) -> Result:
    """Build the map files; the folder is swapped whole, so a run that is broken off leaves the former one."""
    progress.log(_("开始绘制。"))
    done = build_geometry(Path(settings.XIESHOU_HOME) / "geometry")
    areas, size = sum(done.units.values()), sum(done.gzipped.values())
    facts = {"areas": f"{areas:,}", "megabytes": f"{size / 1e6:.1f}"}
    words = (
        _("已画 %(areas)s 个区域,压缩后 %(megabytes)s MB。")
        if done.built
        else _("地图已是最新,共 %(areas)s 个区域,未重画。")
    )
    return Result(words % facts, {"areas": areas, "bytes": size, "built": done.built})


def load_all_villages(params: Params, progress: Progress) -> None:
    """Load the villages of ``params["counties"]`` (codes of 2023), else all.

    The names are worked on first, so that the one transaction is short.
    """
    counties = params.get("counties")
    progress.total, progress.unit = None if counties else VILLAGES_EXPECTED, _("村")
    progress.log(_("开始整理名单。"))
    ready = []
    for village in prepare_villages(counties):
        ready.append(village)
        progress.advance()
    progress.total = len(ready)
    progress.log(_("%(n)s 个尚未载入,开始写入。") % {"n": f"{len(ready):,}"})
    with progress.apply() as applying:
        added = store_villages(ready, actor=progress.actor)
        words = _("新增 %(n)s 个村级单位。") if added else _("全部村级单位已在库中,没有变化。")
        applying.result = Result(words % {"n": f"{added:,}"}, {"added": added})
