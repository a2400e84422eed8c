"""Made-up registers of poor households (示例), two years of them, with planted faults recorded apart.

Nobody in them exists: every household and person number begins with 示例, no identity number is one that
was ever given out (``identities``), and no telephone rings (``columns``). Shares, rates and names are made
up from general knowledge; nothing in here is a statistic of a real place.
"""

from xieshou.demo.registers.identities import TooManyPeopleError
from xieshou.demo.registers.making import Asked, Register, parts
from xieshou.demo.registers.writing import NotEmptyError, write_registers

__all__ = ["Asked", "NotEmptyError", "Register", "TooManyPeopleError", "parts", "write_registers"]
