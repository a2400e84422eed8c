"""The ledgers (台账) of the household area: the national export, the registration form, help, standing, lines."""
