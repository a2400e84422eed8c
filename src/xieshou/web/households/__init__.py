"""The pages of the household register (农户): list by place, one household, its people, sheets, quality, forms."""
