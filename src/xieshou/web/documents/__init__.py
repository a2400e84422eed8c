"""Shows documents, what is kept of them, their figures in place, and the guiding principles they state."""
