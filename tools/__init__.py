"""What the Makefile runs besides the project itself: services for tests, translations, pictures."""
