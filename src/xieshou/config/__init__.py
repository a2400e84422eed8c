"""Settings and URL roots: the one place that knows the environment."""
