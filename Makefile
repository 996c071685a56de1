# Everything here does its own set-up first (scripts/setup.sh): a virtual environment in .venv, the tried set of packages
# (requirements.lock), the system's libraries. When all that is there it costs a few hundredths of a second.
SHELL := /bin/bash
python := .venv/bin/python
export PYTHON SONG

.DEFAULT_GOAL := help
.PHONY: help run test check lint format types layers bench kits lock clean run-ready dev-ready

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

run: run-ready ## Open the screen with the last song or the demo; SONG=path opens that one
	@$(python) -m beatterm $${SONG:+"$$SONG"}

test: dev-ready ## All tests, on all cores where they may; with ARGS="tests/model -x" just those, one by one
ifdef ARGS
	@$(python) -m pytest $(ARGS)
else
	@$(python) -m pytest -n auto --dist worksteal -m "not alone"
	@$(python) -m pytest -m alone
endif

check: lint types layers test ## What must pass before a commit lands: lint, types, layers, tests

lint: dev-ready ## Style and form of the code
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .

format: dev-ready ## Put the code into the form that lint asks for
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .

types: dev-ready ## mypy, strict
	@$(python) -m mypy

layers: dev-ready ## Which part may import which
	@.venv/bin/lint-imports --no-logo

bench: dev-ready ## The figures that the design promises; ARGS goes to the benchmarks
	@$(python) -m bench $(ARGS)

kits: dev-ready ## Make the sounds of kits/ anew
	@$(python) -m tools.make_kits $(ARGS)

lock: ## Try the newest packages that pyproject.toml allows, and write them into requirements.lock
	@scripts/lock.sh

clean: ## Remove .venv and all that tools have left
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find beatterm bench tests tools -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

run-ready:
	@scripts/setup.sh run

dev-ready:
	@scripts/setup.sh dev
