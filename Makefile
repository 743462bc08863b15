# make demo and make test set everything up by themselves; they need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
SLOW := every_view_in_browser samples side_by_side_in_browser takeaway

.PHONY: demo test lint check golden placeholders gallery cldr test-browser test-studio test-invoices test-gettext test-icu test-node test-batch test-spark test-recipes faults screenshots bench bench-batch bench-start bench-studio bench-scaling clean

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
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --ignore=tests/browser --ignore=tests/invoices --ignore=tests/node --ignore=tests/gettext --ignore=tests/batch --ignore=tests/spark
	$(BIN)/tonekit check

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: $(BIN)/tonekit
	$(BIN)/tonekit check

# Rewrite the golden texts and the output that docs show; read the diff as a customer would.
golden: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_golden.py tests/test_docs.py tests/test_walkthroughs.py tests/test_check_pages.py --golden -q

# Rewrite the table of placeholders in docs/ from their declaration.
placeholders: $(BIN)/tonekit
	$(BIN)/python scripts/placeholders.py

# Rewrite the page that shows each shipped locale.
gallery: $(BIN)/tonekit
	$(BIN)/python scripts/gallery.py

# Retake the pictures of the studio in docs/images. Needs Debian's Chromium.
screenshots: $(VENV)/.dev
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium fonts-noto-core fonts-noto-cjk)
	$(BIN)/python scripts/screenshots.py

# CLDR's packages and Node 24.0.0, whose ICU carries CLDR 47 as Babel does. Needs npm; installs it where it is missing.
scripts/cldr/node_modules/.installed: scripts/cldr/package-lock.json
	@command -v npm >/dev/null || (apt-get update -qq && apt-get install -y -qq npm)
	cd scripts/cldr && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Rewrite the locale data under src/tonekit/l10n/data; read the diff.
cldr: $(VENV)/.dev scripts/cldr/node_modules/.installed
	$(BIN)/python scripts/cldr

# What tonekit prints is what ICU prints (../shared/oracle).
test-icu: $(VENV)/.dev scripts/cldr/node_modules/.installed
	$(BIN)/python -m pytest -n $(JOBS) tests/node

# The same, and the committed data is what the script writes (two minutes more).
test-node: test-icu
	$(BIN)/python scripts/cldr --check

# Messages, and the studio's main pages. Needs Debian's Chromium; installs it where it is missing.
test-browser: $(VENV)/.dev
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium fonts-noto-core fonts-noto-cjk)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile tests/browser $(SLOW:%=--ignore=tests/browser/test_studio_%.py)

# Every page of the studio, by every reader, at every width.
test-studio: $(VENV)/.dev
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium fonts-noto-core fonts-noto-cjk)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(wildcard tests/browser/test_studio_*.py)

# The PO files in gettext's own programs; installs Debian's gettext where it is missing.
test-gettext: $(VENV)/.dev
	@command -v msgfmt >/dev/null || (apt-get update -qq && apt-get install -y -qq gettext)
	$(BIN)/python -m pytest tests/gettext

# Batches that are killed while they run.
test-batch: $(VENV)/.dev
	$(BIN)/python -m pytest tests/batch

# Spark and its workers, some of them killed; installs Debian's Java where it is missing. In an environment of its
# own, because PySpark wants an older pandas.
$(VENV)/spark/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)/spark
	$(VENV)/spark/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[dev,spark]"
	@touch $@

test-spark: $(VENV)/spark/.installed
	@command -v java >/dev/null || (apt-get update -qq && apt-get install -y -qq default-jre-headless)
	$(VENV)/spark/bin/python -m pytest tests/spark

# The programs for Ray, Dask and Daft in docs/scaling.md, each in an environment of its own (1.4 GB together); for
# the night.
test-recipes: $(VENV)/.dev
	$(BIN)/python scripts/recipes.py

# A hundred batches, each interrupted at moments drawn by lot, and whether a row was lost; an hour.
faults: $(VENV)/.dev
	$(BIN)/python scripts/faults.py

# Rendering beside its peers; rewrites the tables of docs/performance.md. Needs npm.
bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	npm install --no-audit --no-fund --loglevel=error --prefix benchmarks/peers/node
	$(BIN)/python benchmarks/compare.py

# Whole files, beside a peer in the same harness and a loop that only counts; --rows 200000 on a quiet machine.
bench-batch: $(VENV)/.dev
	$(BIN)/python benchmarks/batch.py

# How soon the studio answers, in Debian's Chromium.
bench-studio: $(VENV)/.dev
	$(BIN)/python benchmarks/studio.py

# Starting beside `import click`.
bench-start: $(VENV)/.dev
	$(BIN)/python benchmarks/start.py

# What ten million reminders cost; rewrites the tables of docs/scaling.md.
bench-scaling: $(VENV)/.dev
	$(BIN)/python benchmarks/scaling.py

# Walks real invoices written by others, in ../shared/invoices; fails without them.
test-invoices: $(VENV)/.dev
	$(BIN)/python -m pytest tests/invoices

clean:
	rm -rf $(VENV) demo dist build
