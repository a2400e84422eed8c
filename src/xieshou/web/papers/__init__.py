"""The templates of printed papers: see, download, replace, restore. For administrators."""
