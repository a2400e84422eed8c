"""Owns the file of a household (一户一档) in print: what the office keeps in a folder for each household."""
