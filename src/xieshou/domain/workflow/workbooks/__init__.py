"""The ledgers of tasks and of the year calendar."""
