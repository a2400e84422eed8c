"""Accounts: passwords, the second step, who is signed in, lock-outs, invitations.

Owns how somebody proves who they are. Never says what they may do: that is granted (``Grant``).
"""
