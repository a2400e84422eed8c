"""Pages, a folder per area, and the shell they stand in. No rules here."""
