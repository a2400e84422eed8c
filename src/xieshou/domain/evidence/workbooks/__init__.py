"""The ledgers (台账) of evidence: documents, terms, indicators, claims; one module each.

Never: rules of its own. What a ledger stores passes the rules that forms and loads of files pass.
"""
