"""The quality of the register: what is missing or contradicts itself, by kind and place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from xieshou.domain.households import queries
from xieshou.domain.households.queries import FaultKind, Quality
from xieshou.domain.households.queries.quality import OF_PEOPLE
from xieshou.web.households.asking import Asked, asked_of, signed_in
from xieshou.web.households.standing import tree
from xieshou.web.shell import words

MOST_COLUMNS = 10
# What contradicts itself comes before what is only missing.
GRAVE = {FaultKind.HOUSE, FaultKind.WATER, FaultKind.ENDED_RUNNING, FaultKind.ID_TWICE, FaultKind.DEAD_SERVED,
         FaultKind.NO_HEAD, FaultKind.NOBODY}  # fmt: skip
MEND = {
    FaultKind.NO_HEAD: gettext_lazy("在户页把一名成员定为户主"),
    FaultKind.NO_INCOME: gettext_lazy("补登这一年的家庭收入"),
    FaultKind.NO_PHONE: gettext_lazy("补登户或成员的联系电话"),
    FaultKind.NO_RESPONSIBLE: gettext_lazy("为建档立卡户指定帮扶责任人"),
    FaultKind.HOUSE: gettext_lazy("以鉴定等级为准改正"),
    FaultKind.WATER: gettext_lazy("四项都达标才是安全,据此改正"),
    FaultKind.ENDED_RUNNING: gettext_lazy("结束措施、解除责任人,或更正销户"),
    FaultKind.NOBODY: gettext_lazy("补登成员,或销户"),
    FaultKind.NO_ID: gettext_lazy("补登身份证号"),
    FaultKind.ID_TWICE: gettext_lazy("核对是一人两登还是录错,合并或改正"),
    FaultKind.NO_BIRTH: gettext_lazy("补登出生日期或身份证号"),
    FaultKind.DEAD_SERVED: gettext_lazy("结束其措施,追查已发款项"),
}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """A row for each kind of fault, a column for each part of the place; each number opens its households."""
    actor = signed_in(request)
    asked = asked_of(request, actor)
    on = asked.filter.on
    judged = queries.quality(actor, asked.place, year=on.year - 1, on=on)
    rows = [_row(kind, judged, asked) for kind in FaultKind]
    rows.sort(key=lambda row: (not row["grave"], -row["total"]))
    wrong = [row for row in rows if row["total"]]
    context: dict[str, Any] = {
        "rows": wrong,
        "fine": [row["title"] for row in rows if not row["total"]],
        "parts": [_name(each) for each in judged],
        "wide": len(judged) > MOST_COLUMNS,
        "households": sum(each.households for each in judged),
        "people": sum(each.people for each in judged),
        "tree": tree(actor, asked.place, on),
        "asked": asked,
        "year": on.year - 1,
        "on": on,
        "chart": _chart(wrong),
    }
    return render(request, "web/households/quality.html", context)


def _row(kind: FaultKind, judged: list[Quality], asked: Asked) -> dict[str, Any]:
    of_people = kind in OF_PEOPLE
    total = sum(each.faults.get(kind, 0) for each in judged)
    whole = sum(each.people if of_people else each.households for each in judged)
    ended = {"ended": "yes"} if kind is FaultKind.ENDED_RUNNING else {}

    def url(code: str) -> str:
        return asked.url(fault=kind.value, place=code, **ended)

    return {
        "title": _("%(year)s 年收入未填") % {"year": asked.filter.on.year - 1}
        if kind is FaultKind.NO_INCOME
        else kind.label,
        "mend": MEND[kind],
        "grave": kind in GRAVE,
        "total": total,
        "unit": _("人") if of_people else _("户"),
        "share": f"{total * 100 / whole:.1f}%" if whole else "—",
        "url": url(asked.values["place"]),
        "cells": [
            (_name(each), each.faults.get(kind, 0), url(each.division.code if each.division else each.code))
            for each in judged
        ],
    }


def _name(each: Quality) -> str:
    return words.name_of(each.division) if each.division is not None else each.code


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "bars": [
            {
                "name": str(row["title"]),
                "count": row["total"],
                "unit": row["unit"],
                "grave": row["grave"],
                "url": row["url"],
            }
            for row in rows
        ]
    }
