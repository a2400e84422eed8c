"""Who did what: reads of acts and of the histories that they left.

Owns no table (``domain.recorded`` writes them) and changes nothing.
"""
