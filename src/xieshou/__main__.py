"""``python -m xieshou``: the same as ``xieshou``, wherever that was installed."""

from xieshou.cli import main

main()
