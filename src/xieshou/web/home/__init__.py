"""首页: what waits for the one who signed in, what changed around them, and their jobs."""
