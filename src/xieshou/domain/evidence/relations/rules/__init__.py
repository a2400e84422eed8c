"""How each kind of relation is found. Pure: statements in, verdicts out.

Each module is one kind or one question; docs/algorithms/claim-relations.md tells it in prose.
"""

from xieshou.domain.evidence.relations.rules.judging import judge
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict

__all__ = ["Kind", "Reason", "Verdict", "judge"]
