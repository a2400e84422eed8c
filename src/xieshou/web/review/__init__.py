"""审核: what is to be filled in, reported, reviewed; and the badge of state on records."""
