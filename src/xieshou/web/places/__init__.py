"""地区: what a place was called when, who helped whom there, what it holds, its profile; its registers."""
