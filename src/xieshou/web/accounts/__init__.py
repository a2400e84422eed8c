"""Signing in, one's own account, and the accounts of others for who administers them."""
