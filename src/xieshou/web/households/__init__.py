"""The pages of the household register (农户): list, one household, its people, sheets, quality, forms."""
