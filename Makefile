# Two commands for a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= auto
MINUTES ?= 10
SAVES ?= 10000
EVERY ?= 1
MODE ?= fuzz

.PHONY: help run test lint bench fuzz saves mutation lock models clean apertium

help: ## Show what there is.
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: $(READY) apertium ## Draft the sample article into Spanish and Catalan, in a scratch folder.
	@.ci/demo $(BIN)

test: $(READY) apertium lint ## Check and test everything.
	$(BIN)/pytest -n $(JOBS)

lint: $(READY) ## Check style, types and the direction of imports.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) apertium ## Measure against the peers, as ratios in one run.
	$(BIN)/python bench/drafting.py
	$(BIN)/python bench/overhead.py
	$(BIN)/python bench/markup.py
	$(BIN)/python bench/atoms.py
	$(BIN)/python bench/sentences.py
	$(BIN)/python bench/many_articles.py
	$(BIN)/python bench/documents.py

fuzz: $(READY) ## Throw mangled articles at the parsers: make fuzz MINUTES=30; MODE=cost looks for slow ones.
	$(BIN)/python bench/$(MODE).py $(MINUTES)

saves: $(READY) ## Save catalogs at random instants while l10n works: make saves SAVES=10000.
	$(BIN)/python bench/saves.py $(SAVES)

mutation: $(READY) ## See whether the tests notice mistakes (half an hour): make mutation EVERY=5.
	$(BIN)/pip install --quiet --target build/mutation --upgrade cosmic-ray==8.7.0
	$(BIN)/python bench/mutation.py --every $(EVERY)

models: ## Train the tiny Argos packages of the tests again (some minutes).
	$(PYTHON) -m venv build/training
	build/training/bin/pip install --quiet torch==2.13.0 numpy ctranslate2 sentencepiece
	build/training/bin/python tests/models/train.py

lock: $(READY) ## Choose the versions in .ci/requirements.txt anew.
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	  --extra dev --python-version 3.11 --output-file .ci/requirements.txt pyproject.toml

apertium: # The offline engine for the demonstration and the tests.
	@.ci/install-apertium

clean: ## Remove what these commands made.
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml .ci/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "l10n needs Python 3.11 or newer; say make PYTHON=/path/to/it"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --requirement .ci/requirements.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $(READY)
