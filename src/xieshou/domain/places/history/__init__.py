"""The history of divisions, worked out from lists of many years.

Owns: reading the published lists (``revisions``), mending their slips (``repairs``), telling which row of one
list is the same unit as which row of the next (``matching``), and building enduring units with versions and
successions (``continuity``), helped by a hand-made table (``changes``). Never touches the database; that is
``places.loading``.
"""
