"""The shell that every page stands in: layout, navigation, sign-in, language, search, help."""
