"""Plain Python that every other part may use: quantities, periods, codes, actors. No Django here."""
