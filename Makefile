# make demo and make test set everything up by themselves; they need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: demo test lint check golden placeholders test-browser test-invoices clean

$(BIN)/tonekit: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/tonekit
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

# Three customers in three languages, and one page to open in a browser.
demo: $(BIN)/tonekit
	@$(BIN)/tonekit preview en first_reminder --tone empathetic
	@echo; $(BIN)/tonekit preview de-AT second_reminder --case titled
	@echo; $(BIN)/tonekit preview ja final_notice --case company_contact --tone firm
	@mkdir -p demo
	@$(BIN)/tonekit preview ar first_reminder --format html > demo/reminder.html
	@echo; echo "The HTML of a fourth: demo/reminder.html"

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS) --ignore=tests/browser --ignore=tests/invoices
	$(BIN)/tonekit check

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: $(BIN)/tonekit
	$(BIN)/tonekit check

# Rewrite the golden texts and the output that docs show; read the diff as a customer would.
golden: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_golden.py tests/test_docs.py --golden -q

# Rewrite the table of placeholders in docs/ from their declaration.
placeholders: $(BIN)/tonekit
	$(BIN)/python scripts/placeholders.py

# Needs Debian's Chromium; installs it where it is missing.
test-browser: $(VENV)/.dev
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium fonts-noto-core fonts-noto-cjk)
	$(BIN)/python -m pytest tests/browser

# Walks real invoices written by others, in ../shared/invoices; fails without them.
test-invoices: $(VENV)/.dev
	$(BIN)/python -m pytest tests/invoices

clean:
	rm -rf $(VENV) demo dist build
