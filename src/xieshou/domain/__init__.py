"""The whole domain in one Django app; each area is a plain package (see docs/decisions/0001)."""
