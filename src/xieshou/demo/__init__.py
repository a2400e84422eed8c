"""The demonstration programme: what `xieshou demo` fills a fresh home with."""
