"""年历: what the year asks for in a round, month by month, and who has it in hand."""
