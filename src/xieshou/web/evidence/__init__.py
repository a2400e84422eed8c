"""依据: registers of documents, glossary entries, indicators and claims."""
