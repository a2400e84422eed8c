"""Who did what: acts, what each changed, and the history of one record."""
