"""总览: the map of who helped whom at a date that the reader drags."""
