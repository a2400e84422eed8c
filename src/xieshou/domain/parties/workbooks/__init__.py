"""The ledgers of organisations, and of those that stand with divisions though they have no code."""
