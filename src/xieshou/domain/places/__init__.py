"""Divisions of China through time: versions, changes, names, flags, profile figures, boundaries.

Never: who helps whom.
"""
