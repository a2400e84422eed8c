"""Pure decisions on divisions: names, profile checks."""
