"""单位与人员: registers of organisations, parties and accounts."""
