"""The ledgers of places: designations, exits of poverty counties, profile figures. Never: divisions."""
