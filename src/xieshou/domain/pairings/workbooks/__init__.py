"""The ledger of pairings (结对台账), of all tiers and the seven kinds."""
