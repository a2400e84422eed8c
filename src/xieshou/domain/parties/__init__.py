"""Organisations, people, users and the party that may stand in a pairing.

Never: divisions' history, pairings.
"""
