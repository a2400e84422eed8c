"""Plain Python that every other part may use: quantities, money, periods, codes, actors. No Django here."""
