"""地区: pages and registers of divisions."""
