"""What the address of a list of households asks for, and who may ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.households.models import (
    Attribute,
    Cause,
    HouseGrade,
    Household,
    LeftBehind,
    Member,
    Monitored,
    Status,
)
from xieshou.domain.households.queries import (
    ORDERS,
    FaultKind,
    HouseholdFilter,
    household_by_id,
    member_by_id,
)
from xieshou.domain.places.models import Division
from xieshou.domain.reviewed import Standing
from xieshou.kernel.actor import Actor, NotAllowedError, Permission
from xieshou.kernel.codes.division import BadDivisionCodeError, DivisionCode
from xieshou.web.households.permitting import entitled
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import UnreadableRequestError, lens_of

_YES_NO = [("yes", gettext_lazy("是")), ("no", gettext_lazy("否")), ("unknown", gettext_lazy("不明"))]
# Name, words and choices of each filter; the first ones stand open, the others behind "more".
FILTERS: tuple[tuple[str, Any, list[tuple[str, Any]]], ...] = (
    (
        "status",
        gettext_lazy("脱贫状态"),
        [
            ("registered", gettext_lazy("建档立卡户")),
            *Status.choices,
            ("ordinary", gettext_lazy("普通农户")),
        ],
    ),
    ("state", gettext_lazy("审核状态"), list(Standing.choices)),
    (
        "monitored",
        gettext_lazy("防返贫监测"),
        [("any", gettext_lazy("全部监测对象")), *Monitored.choices],
    ),
    ("cause", gettext_lazy("致贫原因"), list(Cause.choices)),
    ("attribute", gettext_lazy("贫困户属性"), list(Attribute.choices)),
    ("house_grade", gettext_lazy("房屋安全等级"), list(HouseGrade.choices)),
    ("unsafe_house", gettext_lazy("危房户"), _YES_NO),
    ("safe_water", gettext_lazy("饮水安全"), _YES_NO),
    (
        "tag",
        gettext_lazy("成员情况"),
        [
            *LeftBehind.choices,
            ("destitute", gettext_lazy("特困人员")),
            ("empty_nest", gettext_lazy("空巢老人")),
        ],
    ),
    ("fault", gettext_lazy("待核问题"), list(FaultKind.choices)),
)
OPEN = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as the address has them, and as the domain takes them."""

    values: dict[str, str]
    filter: HouseholdFilter
    order: str
    place: Division | None

    @property
    def narrowed(self) -> bool:
        """Does anything but the place narrow the list?"""
        return any(value for name, value in self.values.items() if name != "place")

    @property
    def more(self) -> bool:
        """Is one of the filters set that stand behind "more"?"""
        return any(self.values[name] for name, _label, _choices in FILTERS[OPEN:]) or bool(
            self.values["ended"]
        )

    def url(self, **changed: str) -> str:
        """The list with these filters, some of them changed, and nothing of the page."""
        said = {name: value for name, value in {**self.values, **changed}.items() if value or name in changed}
        address = reverse("households:list")
        return f"{address}?{urlencode(said)}" if said else address

    @property
    def fields(self) -> list[tuple[str, Any, list[tuple[str, Any]], str]]:
        """The filters as the form shows them: name, words, choices and what is chosen."""
        return [(name, label, choices, self.values[name]) for name, label, choices in FILTERS]


def signed_in(request: HttpRequest) -> Actor:
    """Who asks, if there may be households for them.

    Raises:
        NotAllowedError: for strangers, and for those whose scopes hold no place.
    """
    actor = actor_of(request)
    if not entitled(actor):
        raise NotAllowedError(_("登录并有某地的角色后才能查看农户"))
    return actor


def asked_of(request: HttpRequest, actor: Actor) -> Asked:
    """The filters of the address, and the number of a form that was sent; the place else of the top bar.

    Raises:
        UnreadableRequestError: for what no filter has.
    """
    names = [name for name, _label, _choices in FILTERS]
    values = {name: request.GET.get(name, "").strip() for name in (*names, "place", "text", "ended")}
    unknown = [
        values[name]
        for name, _label, choices in FILTERS
        if values[name] and values[name] not in {str(key) for key, _word in choices}
    ]
    if values["ended"] not in {"", "yes"}:
        unknown.append(values["ended"])
    order = request.GET.get("sort") or "village"
    if order.removeprefix("-") not in ORDERS:
        unknown.append(order)
    if unknown:
        raise UnreadableRequestError(
            _("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": unknown[0][:40]}
        )
    place = place_asked(request, actor)
    values["place"] = place.code if place else ""
    values["text"] = values["text"][:60].replace("\0", "")
    number = request.POST.get("number", "").strip()[:40]
    narrowed: dict[str, Any] = {
        name: value for name, value in values.items() if name not in {"fault", "ended"}
    }
    asked = HouseholdFilter(on=lens_of(request).on, number=number, ended=values["ended"] == "yes", **narrowed)
    return Asked(values, asked, order, place)


def place_asked(request: HttpRequest, actor: Actor) -> Division | None:
    """The place that the address names, else that of the top bar, else the one place of the actor's scope.

    Raises:
        UnreadableRequestError: for what is no code.
        Http404: for a code that no place has.
    """
    said = request.GET.get("place", "").strip() if "place" in request.GET else lens_of(request).scope or ""
    if not said and "place" not in request.GET:
        reach = actor.reach(Permission.VIEW)
        said = next(iter(reach.codes)) if len(reach.codes) == 1 and not reach.everywhere else ""
    if not said:
        return None
    try:
        code = DivisionCode.parse(said).text
    except BadDivisionCodeError:
        raise UnreadableRequestError(_("地区代码“%(text)s”无法识别") % {"text": said[:40]}) from None
    found = Division.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有代码为“%(code)s”的地区") % {"code": code})
    return found


def household_asked(actor: Actor, household_id: int, permission: Permission = Permission.VIEW) -> Household:
    """The household of the address.

    Raises:
        Http404: when there is none that the actor may see.
    """
    try:
        return household_by_id(actor, household_id, permission)
    except Household.DoesNotExist:
        raise Http404(_("没有这一户,或不在您的范围内")) from None


def member_asked(actor: Actor, member_id: int) -> Member:
    """The person of the address.

    Raises:
        Http404: when there is nobody whom the actor may see.
    """
    try:
        return member_by_id(actor, member_id)
    except Member.DoesNotExist:
        raise Http404(_("没有这位家庭成员,或不在您的范围内")) from None
