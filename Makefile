# Everything a person does with Qogam; `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8480
FOLDER ?= ../shared
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo run test check format messages pictures migration bench soak report figures-report figures-fit requirements clean

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{sub(/:.*/, "", $$1); printf "  make %-15s %s\n", $$1, $$2}'

demo: .venv/runtime  ## the whole newsroom on this machine: no token, no internet (PORT=8480)
	@$(BIN)/python -m bot demo --port $(PORT)

run: .venv/runtime  ## the bot on Telegram, with the token in .env
	@$(BIN)/python -m bot run

test: .venv/dev  ## all tests
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal tests

check: .venv/dev  ## format, lint, types, import layers, known holes of packages, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	requirements/audit.sh
	$(BIN)/python -m pytest -q -n 2 --dist worksteal --cov --cov-report=term:skip-covered tests

format: .venv/dev  ## mend and format the code
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

messages: .venv/dev  ## bring the .po files up to date with the templates
	$(BIN)/python -m templates.messages

pictures: .venv/dev  ## take the pictures of README anew (a Chromium has to be installed)
	@$(BIN)/python -m tests.pictures

migration: .venv/dev  ## write a migration for changed tables (NAME="what changes")
	@test -n "$(NAME)" || { echo 'say what changes: make migration NAME="add …"' >&2; exit 2; }
	$(BIN)/python -m bot revision "$(NAME)"

bench: .venv/dev  ## measure speed and memory, side by side with baselines
	@$(BIN)/python -m bot.bench

soak: .venv/dev  ## kill the sender 200 times, walk 10,000 taps, kill several processes for ten minutes, live through a month, collect for a week (SEED=1)
	@$(BIN)/python -m bot.soak $(SEED)

report: .venv/dev  ## what is promised and what is reached: figures, rubrics, stories, summaries, gate (FOLDER=../shared)
	@$(BIN)/python -m bot.reports $(FOLDER)

figures-report: .venv/dev  ## how well and how fast figures are read, on the data in FOLDER (../shared)
	@$(BIN)/python -m bot.reports.figures $(FOLDER)

figures-fit: .venv/dev  ## fit the weights of the headline ranking on labelled articles in FOLDER
	@$(BIN)/python -m bot.reports.fit $(FOLDER)

requirements: .venv/dev  ## compile the pinned requirements again
	for name in runtime dev; do $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	    --no-header --python-version 3.11 requirements/$$name.in --output-file requirements/$$name.txt; done

clean:  ## remove the environment and what was left behind
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .coverage var
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/runtime: requirements/runtime.txt
	@requirements/install.sh runtime $(PYTHON)

# The development requirements hold the runtime's.
.venv/dev: requirements/dev.txt
	@requirements/install.sh dev $(PYTHON) && touch .venv/runtime
