"""How claims stand to one another: found by pure rules over plain values, decided by people.

Owns ``ClaimRelation``. Reads claims and never changes one; arithmetic over claims is ``checking``.
"""
