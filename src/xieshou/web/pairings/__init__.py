"""结对: who helps whom on a day, the tree below a pairing, coverage, rounds, and a page per pairing."""
