"""台账: registers as workbooks. Templates and exports out; files in, examined first, then applied."""
