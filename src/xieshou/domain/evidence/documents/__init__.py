"""What is kept of documents: their texts, photos and files, the marks in a text, and which are reprints.

Never: what a document's figures mean.
"""
