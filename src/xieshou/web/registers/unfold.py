"""How the register tables look and what stands on their left: Unfold's settings, made of our tokens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STEPS = (50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950)

# (heading, [(words, Material symbol that Unfold ships, admin route, what it holds)])
REGISTERS: list[tuple[Any, list[tuple[Any, str, str, Any]]]] = [
    (
        _("结对"),
        [
            (pgettext_lazy("复数", "结对"), "handshake", "domain_pairing", _("谁帮谁、何时起止、依据什么")),
            (pgettext_lazy("复数", "轮次"), "event_repeat", "domain_round", _("轮次、依据文件和规则")),
            (
                pgettext_lazy("复数", "交接清单"),
                "checklist",
                "domain_handoveritem",
                _("帮扶方更换时的交接事项"),
            ),
            (pgettext_lazy("复数", "结对方"), "group_work", "domain_party", _("结对双方所指的区划或单位")),
        ],
    ),
    (
        _("地区"),
        [
            (
                pgettext_lazy("复数", "行政区划"),
                "location_on",
                "domain_division",
                _("各级区划及其历年代码、名称"),
            ),
            (pgettext_lazy("复数", "区划变更"), "call_split", "domain_succession", _("撤并、析置、改设")),
            (
                pgettext_lazy("复数", "地区标签"),
                "flag",
                "domain_divisionflag",
                _("贫困县、重点帮扶县等标签及期间"),
            ),
            (
                pgettext_lazy("复数", "地区概况"),
                "monitoring",
                "domain_profilefigure",
                _("人口、行政村等概况数字"),
            ),
        ],
    ),
    (
        pgettext_lazy("板块", "依据"),
        [
            (pgettext_lazy("复数", "文献"), "description", "domain_document", _("政策、报告、报道等出处")),
            (
                pgettext_lazy("复数", "附件"),
                "attach_file",
                "domain_attachment",
                _("附在文献上的原文、照片和文件"),
            ),
            (
                pgettext_lazy("复数", "方针原则"),
                "format_quote",
                "domain_principle",
                _("文献提出的方针、原则、提法"),
            ),
            (pgettext_lazy("复数", "词条"), "menu_book", "domain_term", _("中英文关键词")),
        ],
    ),
    (
        _("数字"),
        [
            (pgettext_lazy("复数", "文载数字"), "tag", "domain_claim", _("文献写明的数字;在数字页核定")),
            (
                pgettext_lazy("复数", "数字关系"),
                "compare_arrows",
                "domain_claimrelation",
                _("数字之间的一致、包含与冲突"),
            ),
            (pgettext_lazy("复数", "算术核对"), "calculate", "domain_claimcheck", _("由文载数字算得的核对")),
            (pgettext_lazy("复数", "指标"), "straighten", "domain_indicator", _("定义、单位、计数规则")),
            (pgettext_lazy("复数", "分类体系"), "category", "domain_scheme", _("各份文献对工作的分法")),
        ],
    ),
    (
        _("单位与人员"),
        [
            (
                pgettext_lazy("复数", "单位"),
                "domain",
                "domain_organisation",
                _("部门、功能区、学校、医院、企业等"),
            ),
        ],
    ),
]


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """Our own pages first, then the registers by area; those that the account may not open are left out."""
    from xieshou.web.shell import navigation
    from xieshou.web.shell.actors import actor_of

    areas = [
        {"title": area.label, "icon": _symbol(area.icon), "link": area.url, "active": False}
        for area in navigation.shown_to(actor_of(request), request)
        if area.key != "registers"
    ]
    groups: list[dict[str, Any]] = [{"title": _("板块"), "items": areas}]
    for heading, registers in REGISTERS:
        items = [
            {
                "title": capfirst(str(words)),
                "note": note,
                "icon": symbol,
                "link": reverse(f"admin:{route}_changelist"),
                "permission": _may_view(route),
            }
            for words, symbol, route, note in registers
        ]
        groups.append({"title": heading, "separator": True, "items": items})
    groups[-1]["items"].append(_accounts())
    groups.append({"title": _("文书"), "separator": True, "items": [_templates()]})
    return groups


def _templates() -> dict[str, Any]:
    """The page of the papers' templates: no register, but kept where administrators look."""
    return {
        "title": _("文书模板"),
        "note": _("打印文书所用的 Word 模板:下载、更换、恢复"),
        "icon": "description",
        "link": reverse("papers:list"),
        "permission": _may_change,
    }


def _accounts() -> dict[str, Any]:
    """The page of the accounts: no register, but kept where administrators look."""
    return {
        "title": _("账号"),
        "note": _("可登录的账号、邀请、登录记录"),
        "icon": "person",
        "link": reverse("accounts:list"),
        "permission": _may_change,
    }


def _may_change(request: HttpRequest) -> bool:
    from xieshou.web.registers.opening import request_changes

    return request_changes(request)


def _may_view(route: str) -> Any:
    """Asked of the register itself, and found only then: Unfold copies what it is given."""

    def asked(request: HttpRequest) -> bool:
        from django.contrib import admin

        known = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}
        return admin.site._registry[known[route]].has_view_permission(request)

    return asked


def _symbol(icon: str) -> str:
    return {"overview": "map", "place": "location_on", "pair": "handshake", "book": "menu_book"}.get(
        icon, "article"
    )


def _scale(name: str) -> dict[str, str]:
    return {str(step): f"var(--{name}-{step})" for step in STEPS}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("携手"),
    "SITE_HEADER": _("携手"),
    "SITE_SUBHEADER": _("登记管理"),
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("web/mark.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("web/mark.svg")}
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "SHOW_LANGUAGES": True,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "4px",
    "COLORS": {
        "base": _scale("ink"),
        "primary": _scale("dai"),
        "font": {
            "subtle-light": "var(--ink-500)",
            "subtle-dark": "var(--ink-400)",
            "default-light": "var(--ink-700)",
            "default-dark": "var(--ink-300)",
            "important-light": "var(--ink-900)",
            "important-dark": "var(--ink-100)",
        },
    },
    "STYLES": [
        lambda request: static("web/tokens.css"),
        lambda request: static("web/badges.css"),
        lambda request: static("web/registers.css"),
    ],
    "SCRIPTS": [lambda request: static("web/registers.js")],
    "SIDEBAR": {"show_search": True, "command_search": False, "navigation": sidebar},
}
