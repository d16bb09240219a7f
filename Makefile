# Needs Python >= 3.11 with pip, and make. Everything else is put into .venv, once.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REFCF := $(BIN)/refcf
DEMO := build/demo
EXAMPLES := standards/refractories/examples
STAMP := $(VENV)/.installed
WORKERS ?= auto

.PHONY: help demo test check bench docs docs-site clean system

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(STAMP) ## A tour in two minutes: check the rules, judge inventories, build the outputs (build/demo/)
	@mkdir -p $(DEMO)
	@echo '--- the rules of the series are sound'
	$(REFCF) check standards/refractories
	@echo; echo '--- each rule is proven by examples that satisfy and violate it'
	$(REFCF) test fused_cast
	@echo; echo '--- a plant with three inputs that have no public factor: not decidable, with a subtotal (exit code 1, as it should be)'
	$(REFCF) validate $(EXAMPLES)/mt14a.yaml; test $$? -eq 1
	@echo; echo '--- a careless inventory: each rule it breaks, with clause, numbers and fix (exit code 1)'
	$(REFCF) validate $(EXAMPLES)/careless.yaml; test $$? -eq 1
	@echo; echo '--- a complete plant: the footprint, every number with formula, numbers put in and clause'
	$(REFCF) validate $(EXAMPLES)/mt16a_complete.yaml
	$(REFCF) calc $(EXAMPLES)/mt16a_complete.yaml --trace > $(DEMO)/mt16a_complete.trace.txt
	$(REFCF) calc $(EXAMPLES)/mt16a_complete.yaml
	@echo; echo '--- two ladle bricks with different campaign lives, through their functional unit'
	$(REFCF) compare $(EXAMPLES)/mc_ladle_a.yaml $(EXAMPLES)/mc_ladle_b.yaml
	@echo; echo '--- insulating bricks: the heat their lining keeps in, apart from the footprint'
	$(REFCF) calc $(EXAMPLES)/in_clay.yaml
	@echo; echo '--- the outputs: validators that stand alone and JSON Schema of one part, the draft website of the whole series'
	$(REFCF) build magnesia_carbon --target json-schema --target python --target javascript -o $(DEMO)/magnesia_carbon
	$(REFCF) build standards/refractories --target site --no-workbook -o $(DEMO)/series
	@echo; echo '--- one file judges by itself, in a Python without packages (and in node, if there is one)'
	$(PYTHON) -I -S $(DEMO)/magnesia_carbon/python/magnesia_carbon.py $(EXAMPLES)/mc_ladle_a.json
	@! command -v node >/dev/null || node $(DEMO)/magnesia_carbon/javascript/magnesia_carbon.mjs $(EXAMPLES)/mc_ladle_a.json --lang zh | head -n 3
	@echo; echo '--- every example plant of the series at once, a row each'
	$(REFCF) validate $(EXAMPLES) -o $(DEMO)/results.csv; test $$? -le 1
	@echo; echo '--- the workbook: filled from an inventory, read back, and reported in Word'
	$(REFCF) fill $(EXAMPLES)/mc_ladle_a.yaml -o $(DEMO)/mc_ladle_a.xlsx --lang zh
	$(REFCF) validate $(DEMO)/mc_ladle_a.xlsx
	$(REFCF) report $(DEMO)/mc_ladle_a.xlsx -o $(DEMO)/mc_ladle_a.docx --lang zh
	@echo; echo 'Written:'; find $(DEMO) -maxdepth 3 -not -path '*/zh/*' -not -path '*/en/*' -not -path '*/site/docs*' -not -path '*/overrides*' | sort | head -n 40 | sed 's/^/  /'
	@echo 'Open:'; { ls $(DEMO)/mt16a_complete.trace.txt $(DEMO)/mc_ladle_a.xlsx $(DEMO)/mc_ladle_a.docx; ls $(DEMO)/series/site/site/index.html; } | sed 's/^/  /'

test: check system ## Everything that can fail: make check, then the whole test suite
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

check: $(STAMP) ## Format, lint, types and import contracts
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(STAMP) ## Measure refcf beside hand-written checks: one table of ratios and goals
	$(BIN)/python -m benchmarks.run

docs: $(STAMP) ## Write the generated pages of the documentation and the tables of the grammar anew
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/generate_reference.py
	$(BIN)/python docs/generate_schema.py
	$(BIN)/python docs/generate_tables.py

docs-site: $(STAMP) ## This documentation as a website, in Chinese and English (build/docs-site/site/)
	$(BIN)/python docs/site.py build/docs-site

clean: ## Remove everything that make, the tests or refcf wrote
	rm -rf $(VENV) build dist out demo *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .refcf-cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Without ensurepip (Debian without python3-venv) the machine's own pip fills the environment.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'refcf needs Python 3.11 or newer: make PYTHON=/path/to/python3 …' >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 \
	  || { $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install -q pip; } \
	  || { echo 'No virtual environment could be made. On Debian: apt-get install python3-venv' >&2; exit 1; }
	@echo 'Installing the pinned packages into $(VENV) …'
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]' \
	  || { echo 'That failed; for the reason: $(BIN)/python -m pip install -c constraints.txt -e ".[dev]"' >&2; exit 1; }
	@$(BIN)/python -m compileall -q refcf_rules # as pip does for what it installs, not for a checkout
	@touch $@

# Programs outside Python that some tests start. Never fails: the suite names each promise that
# went untested for want of a program, and fails on it when CI=true.
system:
	@missing=; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || missing="$$missing chromium"; \
	command -v node >/dev/null || command -v nodejs >/dev/null || missing="$$missing nodejs"; \
	command -v soffice >/dev/null || command -v libreoffice >/dev/null \
	  || missing="$$missing libreoffice-calc libreoffice-writer"; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	dpkg-query -W fonts-noto-cjk >/dev/null 2>&1 || fc-list :lang=zh 2>/dev/null | grep -q . \
	  || missing="$$missing fonts-noto-cjk"; \
	test -n "$$missing" || exit 0; \
	root=; test "$$(id -u)" = 0 || root='sudo -n'; \
	echo "Installing with apt-get:$$missing"; \
	{ command -v apt-get && $$root true; } >/dev/null 2>&1 \
	  && $$root apt-get update -qq \
	  && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null \
	  || printf '%s\n' '' '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!' \
	    "!! NOT INSTALLED:$$missing" \
	    '!! Tests that need them will be listed as UNTESTED PROMISES.' \
	    '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!' ''
