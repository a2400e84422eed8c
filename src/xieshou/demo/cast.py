"""Who works in the demonstration: one account for each kind of user, with roles over real places."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.kernel.actor import Role


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the cast. ``place`` is the code of the division that the roles are over, empty for all."""

    username: str
    shown_as: str
    roles: tuple[Role, ...]
    place: str = ""


CAST = (
    Member("admin", "示例管理员", (Role.ADMINISTRATOR,)),
    Member("east", "示例东部专员(杭州)", (Role.RECORDER,), "330100"),
    Member("west", "示例西部专员(黔东南)", (Role.RECORDER,), "522600"),
    Member("reviewer", "示例西部审核(黔东南)", (Role.REVIEWER,), "522600"),
    Member("finance", "示例财务(黔东南)", (Role.FINANCE,), "522600"),
    Member("village", "示例乡村填报员(台江施洞)", (Role.RECORDER,), "522630101"),
    Member("auditor", "示例审计(贵州)", (Role.AUDITOR,), "520000"),
    Member("evaluator", "示例评估(贵州)", (Role.EVALUATOR,), "520000"),
    Member("leader", "示例领导(黔东南)", (Role.VIEWER,), "522600"),
    Member("viewer", "示例观察员", (Role.VIEWER,)),
)
