"""What happens to records over time: long work in the background (``jobs``), files of registers
(``ledgers``), work of people (``tasks``) and what the year asks for (``calendar``).

Never: what a job does; areas above register their own handlers.
"""
