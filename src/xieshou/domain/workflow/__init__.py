"""What happens to records over time: long work in the background (``jobs``).

Never: what a job does; areas above register their own handlers.
"""
