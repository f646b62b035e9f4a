# Two commands: `make run` and `make test`. Everything they keep is under .run/ and .venv/.

PYTHON = .venv/bin/python
PYTEST = $(PYTHON) -m pytest -n 2 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help run code reset test test-full lint types check format bench assets audit sbom install tools browser template

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

run: install ## start the demo and print its address
	@exec $(PYTHON) -m tvcase.local run

code: install ## the demo's second factor: the code of this half minute
	@$(PYTHON) -m tvcase.demo_code

reset: install ## throw the demo's data away
	@exec $(PYTHON) -m tvcase.local reset

test: browser tools ## every check and every test but the exhaustive ones
	@$(MAKE) --no-print-directory -j 2 template check
	$(PYTEST) -q

test-full: browser tools ## the exhaustive tests as well
	@$(MAKE) --no-print-directory -j 2 template check
	TVCASE_FULL=1 TVCASE_HALVES=1 $(PYTEST) -q

lint: tools ## style of the code and the templates, unsafe calls
	$(PYTHON) -m ruff format --check --quiet .
	$(PYTHON) -m ruff check --quiet .
	$(PYTHON) -m djlint --quiet --lint templates
	$(PYTHON) -m bandit --quiet --recursive -ll --skip B608 tvcase cases legal shelters supply

types: tools
	$(PYTHON) -m mypy .

check: lint audit types ## the style, the types and the locked packages

audit: tools ## licences and known vulnerabilities of the locked packages
	@$(PYTHON) -m supply licences
	@$(PYTHON) -m supply vulnerabilities

sbom: tools ## write .run/sbom.json: what the program is made of (CycloneDX)
	@$(PYTHON) -m supply sbom .run/sbom.json

format: install ## put the code into its form
	$(PYTHON) -m ruff format --quiet .
	$(PYTHON) -m ruff check --quiet --fix .

bench: install ## what reminders, walls, sealed names, keys, the trace, letters and places cost (some minutes)
	@$(PYTHON) -m bench.reminders
	@$(PYTHON) -m bench.pages
	@$(PYTHON) -m bench.keys
	@$(PYTHON) -m bench.audit
	@$(PYTHON) -m bench.validators
	@$(PYTHON) -m bench.documents
	@$(PYTHON) -m bench.shelters

assets: tools ## build static/dist again (needs Node; the result is committed)
	npm --prefix static/src ci --ignore-scripts --no-audit --no-fund
	npm --prefix static/src run build
	$(PYTHON) -m supply checksums

install:
	@sh .ci/install

tools:
	@sh .ci/install checks

template: # the database that the tests copy; made beside the checks, it costs no time
	@$(PYTHON) -m tests.servers

browser: install
	@$(PYTHON) -m tests.chromium > /dev/null || true
	@$(PYTHON) -m tests.pango > /dev/null || true
