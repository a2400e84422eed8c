"""Claims: figures as documents state them, found, compared, recorded and decided on.

Never: how two claims stand to one another beyond being of one measure (see ``relations``), and what a figure
would be if it were counted from records: areas above say that (see ``computing``).
"""
