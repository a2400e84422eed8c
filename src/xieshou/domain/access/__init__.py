"""Which records an actor reaches. One mechanism for pages, exports, search, charts and jobs.

Owns how a model says where its records belong (``governed``) and the one filter made of it. Never decides
what a role permits (``kernel.actor``) nor who holds which (``parties``).
"""

from xieshou.domain.access.governing import Governed, Public, Through
from xieshou.domain.access.requiring import OutsideScopeError, beyond, require_reach
from xieshou.domain.access.seeing import GovernedQuerySet, reaches, seen_by

__all__ = [
    "Governed",
    "GovernedQuerySet",
    "OutsideScopeError",
    "Public",
    "Through",
    "beyond",
    "reaches",
    "require_reach",
    "seen_by",
]
