"""Households and their people written and read by the million, as frames, for the ledgers that carry both.

Owns how a row (a person with the data of the household) becomes records and how records become rows. Never
decides what a row may say: ``workbooks`` checks that first, and refuses a file as a whole.
"""
