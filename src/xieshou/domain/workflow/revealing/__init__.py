"""Personal data shown in clear: to whom, of whom, which field, when, and why. Each time one row is kept.

Owns the one service that unseals for people. Never shows a mask (that is what every sealed value is by
itself) and never decides who may (``access``).
"""
