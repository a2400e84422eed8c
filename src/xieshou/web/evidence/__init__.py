"""依据: registers of documents and glossary entries."""
