"""Documents that anything may cite, and the glossary of the programme.

Never: what the documents' figures mean.
"""
