"""History: no tracked record changes without a row that says who, when, what and why.

Owns the *act* (one thing somebody did, which may change many records), the history tables' common columns and
the query set that keeps them for set-based writes too. Shows nothing: pages and the audit are workflow's.
"""

from xieshou.domain.recorded.acting import NobodyActsError, act, acting, current_act, trying
from xieshou.domain.recorded.tracking import TrackedQuerySet, recorded

__all__ = ["NobodyActsError", "TrackedQuerySet", "act", "acting", "current_act", "recorded", "trying"]
