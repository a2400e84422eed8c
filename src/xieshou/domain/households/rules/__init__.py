"""Pure decisions on households: ages, net income, heads, steps of status, and what does not agree.

The small set that a form shows at once. The catalogue of data checks over whole registers is another thing;
``consistency.findings`` is the one door, so that the catalogue can stand behind it.
"""
