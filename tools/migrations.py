"""Do the migrations say what the models say? ``python -m tools.migrations`` needs no database and no home."""

from __future__ import annotations

import os
import tempfile


def main() -> None:
    """Run ``makemigrations --check`` with a home that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="xieshou-check-") as home:
        os.environ["XIESHOU_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "xieshou.config.settings"
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("makemigrations", check=True, dry_run=True)


if __name__ == "__main__":
    main()
