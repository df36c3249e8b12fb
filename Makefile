# Two commands matter: `make demo` and `make test`. Both do their own set-up.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
GRAMMY := tests/peers/grammy/node_modules/.package-lock.json
# Only errors are shown: what pip warns of is the machine's own set-up, not this project.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
LOCK := $(UV) pip compile --universal --python-version 3.11 --generate-hashes \
	--quiet --no-header --no-annotate --no-emit-index-url --upgrade

.DEFAULT_GOAL := help
.PHONY: help demo test quick attack hostile browser peers pictures tables check format bench figures lock wheel release messages clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Eftertanke needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY) ## Play four weeks of a team's life against Telegram in a box
	$(BIN)/eftertanke demo

test: check browser peers ## Check everything, then run every test
	$(BIN)/python -m pytest -n auto

quick: check ## Check everything, and run the tests that need no database, in a minute
	$(BIN)/python -m pytest -q -n auto tests/domain tests/insights tests/banks tests/chat/views \
		tests/chat/buttons tests/config/test_settings.py tests/test_docs.py tests/test_locales.py

attack: $(READY) ## Attack the promises to people with hundreds of histories
	ATTACK_HISTORIES=$${ATTACK_HISTORIES:-500} $(BIN)/python -m pytest -n auto tests/attack

hostile: $(READY) ## Ask the sandbox tens of thousands of things that nobody in their right mind would
	HOSTILE_THOUSANDS=$${HOSTILE_THOUSANDS:-10} $(BIN)/python -m pytest -n auto tests/sandbox/test_hostile.py

# Some tests play with the pages in a real browser; Debian's will do, and comes as a package.
browser: $(READY)
	@$(BIN)/python -m tests.chromium \
		|| { test "$$(id -u)" = 0 && apt-get -qq update && apt-get -qq install -y chromium >/dev/null; }

# The bots of other makes that try the sandbox; what the one in JavaScript needs comes from npm.
peers: $(GRAMMY)

$(GRAMMY): tests/peers/grammy/package-lock.json | $(READY)
	@$(BIN)/python -m tests.peers.javascript
	@touch $@

check: $(READY) ## Format, lint, types, import contracts, unused code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

format: $(READY) ## Format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: browser ## Take the pictures of the page in docs/images/ anew
	$(BIN)/python -m docs.pictures

tables: $(READY) ## Write the tables of docs/privacy.md and docs/mydata.md anew
	$(BIN)/python -m docs.tables

bench: $(READY) ## Measure what docs/performance.md tells, and show it
	$(BIN)/python -m benchmarks

figures: $(READY) ## Measure it, and write it into docs/performance.md
	$(BIN)/python -m benchmarks --json docs/performance.json
	$(BIN)/python -m benchmarks.page

wheel: $(READY) ## Build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

release: $(READY) ## Build the wheel into an empty dist/, with its bill of materials (CycloneDX) and the licences
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build -t wheel
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m deploy.bill dist

lock: ## Lock the newest versions that fit pyproject.toml (needs uv)
	$(LOCK) pyproject.toml --group dev --output-file requirements.lock
	$(LOCK) pyproject.toml --constraint requirements.lock --output-file requirements-run.lock
	$(LOCK) --group build --constraint requirements.lock --output-file requirements-build.lock

messages: $(READY) ## Bring the translations up to what the code says
	$(BIN)/pybabel -q extract --omit-header --sort-output --no-location --width 100 --project Eftertanke \
		-k t -k label -k n:1,2 -k labels:1,2 -k gettext_noop -o bot/locales/eftertanke.pot bot/chat bot/flows
	@# Babel knows a header full of dates, or none; so what stands above the first message is put back.
	@for file in bot/locales/*/LC_MESSAGES/eftertanke.po; do \
		header=$$(sed '/^$$/q' $$file); \
		$(BIN)/pybabel -q update --ignore-obsolete --no-fuzzy-matching --omit-header --width 100 \
			-i bot/locales/eftertanke.pot -l $$(basename $$(dirname $$(dirname $$file))) -o $$file && \
		{ printf '%s\n\n' "$$header"; cat $$file; } >$$file.new && mv $$file.new $$file; \
	done

clean: ## Remove what was made
	rm -rf $(VENV) tests/peers/grammy/node_modules dist build demo .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
