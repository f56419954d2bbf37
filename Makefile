# The commands of the Sociale Kaart. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help start dev test test-schermen test-postgres lint format bench lock clean controleer-python

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

start: $(VENV)/.klaar ## install, load the content and serve the site on http://127.0.0.1:8000 (PORT=...)
	@$(BIN)/python -m kaart.poort $(PORT)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py laad_gebieden
	@$(BIN)/python manage.py laad_inhoud --voorbeelden
	@[ "$$PRODUCTIE" = 1 ] || PORT=$(PORT) $(BIN)/python manage.py maak_demo_accounts
	@echo "De sociale kaart staat klaar op http://127.0.0.1:$(PORT) (stoppen: Ctrl-C)"
	@PORT=$(PORT) exec $(BIN)/gunicorn kaart.wsgi -c python:kaart.server

dev: $(VENV)/.klaar-dev ## serve with debug pages and reload on change (after a first make start)
	@$(BIN)/python -m kaart.poort $(PORT)
	@DEBUG=1 $(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: $(VENV)/.klaar-dev ## install and run the whole suite (SQLite; browser tests where Chromium is found)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not schermen" $(ARGS)

test-schermen: $(VENV)/.klaar-dev ## look at every page with axe, on a desk and on a phone of 320 px
	$(BIN)/python -m pytest -m schermen $(ARGS)

test-postgres: $(VENV)/.klaar-dev ## the same suite on a throw-away PostgreSQL cluster
	.ci/met-postgres $(BIN)/python -m pytest -n 2 -m "not browser" $(ARGS)

lint: $(VENV)/.klaar-dev ## style, format, migrations and deployment settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python manage.py makemigrations --check --dry-run
	PRODUCTIE=1 DEBUG=0 SECRET_KEY=$$(head -c 48 /dev/urandom | base64 -w0) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(VENV)/.klaar-dev ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.klaar-dev ## measure, as ratios to bare SQL in the same run (BENCH_JSON=file for figures)
	$(BIN)/python -m tests.bench

lock: $(VENV)/.klaar-dev ## compile requirements*.txt, with hashes, from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --quiet pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --quiet --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## remove the environment; the database in var/ stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis

controleer-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 of nieuwer is nodig. Wijs er een aan: make start PYTHON=python3.12"; exit 1; }

$(VENV)/bin/python: | controleer-python
	$(PYTHON) -m venv $(VENV)

$(VENV)/.klaar: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.klaar-dev: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.klaar
