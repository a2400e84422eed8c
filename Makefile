# Everything a developer or a first-time visitor runs. `make` alone lists the targets.
#
# Nothing is installed system-wide except, as root and only when missing, the browser, the fonts, the
# database server and LibreOffice that the tests need (see tools/).

.DEFAULT_GOAL := help
.PHONY: help setup demo serve check test-fast test messages bench screenshots clean

# uv from the machine when it works there, else our own in .tools.
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo $(CURDIR)/.tools/uv/bin/uv)
PY := .venv/bin/python
WORKERS ?= 2
# A file stays with one worker; tests/support/arranging.py says which come first.
SPREAD = -n $(WORKERS) --dist loadfile --no-loadscope-reorder
HOST ?= 127.0.0.1
PORT ?= 8000
export UV

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

$(CURDIR)/.tools/uv/bin/uv:
	@sh tools/install_uv.sh $(CURDIR)/.tools/uv

setup: $(UV) ## Install everything the project needs into .venv
	@$(UV) sync --locked --quiet
	@# uv does not see that a built file was deleted; the build hook does.
	@test -f src/xieshou/web/static/vendor/echarts.min.js -a -f tests/vendor/axe.min.js || $(UV) sync --locked --quiet --reinstall-package xieshou

demo: setup ## Load the demonstration into ./var and serve it on http://127.0.0.1:8000 (HOST=… PORT=…)
	@XIESHOU_HOME=$(CURDIR)/var .venv/bin/xieshou demo --host $(HOST) --port $(PORT)

serve: setup ## Serve what ./var holds (HOST=… PORT=…)
	@XIESHOU_HOME=$(CURDIR)/var .venv/bin/xieshou serve --host $(HOST) --port $(PORT)

check: setup ## Format, lint, types, import contracts, migrations, file sizes
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache
	$(PY) -m tools.migrations
	.venv/bin/pytest -q tests/architecture/test_file_size.py

test-fast: setup ## Tests on SQLite without browser and slow ones (at most 5 minutes)
	env -u DATABASE_URL .venv/bin/pytest $(SPREAD) -m "not browser and not slow and not office"

test: check ## check, then every test on SQLite and again on PostgreSQL (at most 40 minutes)
	$(PY) -m tools.suite $(SPREAD)

messages: setup ## Gather the texts of code and templates into the English catalogue
	$(PY) -m tools.messages

bench: setup ## Run every benchmark of bench/ on ./var, or on the home in XIESHOU_HOME
	@$(UV) sync --locked --quiet --group bench
	@set -e; export XIESHOU_HOME="$${XIESHOU_HOME:-$(CURDIR)/var}"; for file in bench/bench_*.py; do echo "== $$file"; $(PY) -m bench.$$(basename $$file .py); done

screenshots: setup ## Take the pictures of the README anew
	$(PY) -m tools.screenshots

clean: ## Remove what can be made again; your data in ./var stays
	rm -rf .venv .tools build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf src/xieshou/web/static/vendor src/xieshou/domain/places/vendor tests/vendor tests/artifacts
