"""年历: what the year asks for in a round of the programme, and the tasks that it raises.

Owns the calendar's items and who has them in hand. Rounds lie higher: an item names one by its code, and
the area of rounds says downward which are in force (``rounds``).
"""
