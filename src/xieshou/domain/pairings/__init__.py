"""Rounds and pairings at every tier: who helps whom, when, under which rules, by which source.

Never: money.
"""
