"""Ledgers (台账) at work: files come in, are examined, applied in one transaction, and go out again.

The engine (``xieshou.workbooks``) knows no database; areas declare their ledgers and store their own rows.
Here is what lies between: who may, the dry run, the transaction, the files that were uploaded. Never: what a
ledger holds.
"""
