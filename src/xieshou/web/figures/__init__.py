"""Claims wherever they are shown: as figures, in tables, in charts over time. No pages of its own."""
