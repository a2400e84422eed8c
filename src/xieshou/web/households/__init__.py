"""Households, for now the register of poverty lines."""
