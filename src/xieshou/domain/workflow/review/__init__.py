"""Review: 草稿 → 已报 → 已审, or 退回 with a reason, for every kind of record that areas register here.

Owns who may take which step, what changed since the last review, and what waits for whom. Knows no kind by
name but organisations, which stand below it.
"""
