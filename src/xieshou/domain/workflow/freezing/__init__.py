"""Closed years: what belongs to one changes only as a correction with a reason.

Owns which years are closed, and looks at every tracked write. Never decides to which year a record belongs:
its model says so (``closing``).
"""
