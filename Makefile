# Everything a person does with Qogam; `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8480
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo run test check format messages migration bench requirements clean

help:  ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

demo: .venv/runtime  ## the whole newsroom on this machine: no token, no internet (PORT=8480)
	@$(BIN)/python -m bot demo --port $(PORT)

run: .venv/runtime  ## the bot on Telegram, with the token in .env
	@$(BIN)/python -m bot run

test: .venv/dev  ## all tests
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal tests

check: .venv/dev  ## format, lint, types, import layers, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q -n 2 --dist worksteal --cov --cov-report=term:skip-covered tests

format: .venv/dev  ## format the code and mend what can be mended
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

clean:  ## remove the environment, caches and the demo's files
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .coverage var
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
