"""Arithmetic over claims: what documents state is put into formulas, and what comes out is kept beside it.

A check never changes a claim. The formulas are data (``data/formulas.toml``); which claims go into which is
found by their indicator, parties and time.
"""
