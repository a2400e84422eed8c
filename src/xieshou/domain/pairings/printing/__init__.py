"""The pair book (结对手册) in print: what is in it, its template, and the printing itself.

Owns which values the book gives to its template. Never draws or fills anything itself (``papers`` does), and
computes no figure: what documents state is printed as they state it.
"""
