"""Pure decisions on pairings: cardinality, shape, capacity, nesting, coverage."""
