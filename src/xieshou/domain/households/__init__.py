"""Households: for now the poverty lines that they are held against.

Never: what a household received (projects, cooperation), and who helps its place (pairings).
"""
