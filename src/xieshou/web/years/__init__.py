"""Closed years: which they are, closing one, opening one again, and correcting what belongs to one."""
