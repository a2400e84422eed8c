"""Households: who lives in them, where they stand, what they earn, and the lines they are held to.

Never: what a household received (projects, cooperation), and who helps its place (pairings).
"""
