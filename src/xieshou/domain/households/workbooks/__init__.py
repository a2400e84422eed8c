"""The ledgers (台账) of households: the national export, the registration form, help, standing, lines."""
