"""词条: the programme's keywords, explained."""
