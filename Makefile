# Shouwang: every task of a developer and of an office. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
# A file of tests stays in one process: what it has built is built once.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help setup setup-dev demo serve install-service build test test-all lint types house bench bench-all screenshots translations lock

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	$(BIN)/pybabel -q compile -d translations
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	$(BIN)/pybabel -q compile -d translations
	@touch $@ $(RUN)

setup: $(RUN) ## install what an office needs

setup-dev: $(DEV) ## install what a developer needs

demo: setup ## load the demonstration, build, serve the site on :8000 and the back office on :8001
	$(BIN)/python -m admin.demo

serve: setup ## serve the back office on :8001
	$(BIN)/flask --app admin serve

install-service: setup ## write systemd units for this installation; shows them and asks (ARGS="--mine")
	$(BIN)/flask --app admin install-service $(ARGS)

build: setup ## build the public site into output/
	$(BIN)/python build.py

test: setup-dev lint types ## lint, check types and imports, run all tests that need no extra server
	$(PYTEST) -m "not slow"

test-all: setup-dev lint types ## the same with the slow tests
	$(PYTEST)

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=.:site $(BIN)/lint-imports --no-cache --no-logo

types: setup-dev
	$(BIN)/mypy

house: setup-dev ## lengths of files and functions beside those of the models of this field
	$(BIN)/python -m tests.house_figures

# A file system in memory, where there is one: what is measured is the program, not the disk.
MEASURE := TMPDIR=$(wildcard /dev/shm) PYTHONPATH=.:site $(BIN)/python -m

bench: setup-dev ## builds beside other generators' and corrections, into docs/benchmarks.md (20 minutes)
	$(MEASURE) benchmarks.builds --write
	$(MEASURE) benchmarks.watching --write

bench-all: bench ## whatever else benchmarks/ measures; some of it takes long
	@for script in $(filter-out builds watching floor frozen,$(basename $(notdir $(wildcard benchmarks/[a-z]*.py)))); do \
		PYTHONPATH=.:site $(BIN)/python -m benchmarks.$$script || exit 1; done

screenshots: setup-dev ## pictures of every kind of page and of the office into docs/screenshots/
	PYTHONPATH=.:site $(BIN)/python -m tests.browser.screenshots
	PYTHONPATH=.:site $(BIN)/python -m tests.browser.desk_screenshots

translations: setup-dev ## collect new texts into translations/
	$(BIN)/pybabel -q extract -F pyproject.toml -k N_ -k _ -k lazy_gettext -k _l --no-location --sort-output -o $(VENV)/messages.pot .
	$(BIN)/pybabel -q update -i $(VENV)/messages.pot -d translations --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel -q compile -d translations

lock: ## pin every dependency anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --group build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --group build --group dev pyproject.toml -o requirements-dev.lock
