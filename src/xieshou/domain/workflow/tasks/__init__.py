"""事项: work that somebody has to do by a day, where it comes from, and what shows that it was done.

Owns tasks and their evidence. Never: work that a machine does (``jobs``), nor when the year asks for
something (``calendar``).
"""
