# Tandem's commands. Everything they install stays in this folder, but for the system
# packages in requirements/system.txt.

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset examples test test-quick test-full lint format bench bench-web lock clean

BIN := .venv/bin

define checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
endef

tests = $(BIN)/pytest -n auto --dist worksteal

# Where PostgreSQL 15 is installed, what needs a database is tested on that one too.
define tests_on_15
	@if [ -x /usr/lib/postgresql/15/bin/postgres ]; then \
		echo 'The tests that need a database, on PostgreSQL 15:'; \
		TANDEM_TEST_POSTGRES=15 $(tests) -m 'database and not browser'; \
	fi
endef

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Install what Tandem needs and start the site with fictional households
	@tools/setup run
	@tools/demo

demo-reset: ## The same, with the data of the demo thrown away first
	@tools/setup run
	@tools/demo --reset

examples: ## Check the example households and write a report
	@tools/setup run
	@tools/examples

test: ## Install what the tests need, then run them all
	@tools/setup test
	@tools/static
	$(checks)
	$(tests)
	$(tests_on_15)

test-quick: ## What can be tested in a minute and a half: no browser, few examples, no checks
	@tools/setup dev
	@tools/static
	TANDEM_QUICK=1 $(tests) -m 'not browser and not slow'

test-full: ## All tests, with the long property tests
	@tools/setup test
	@tools/static
	$(checks)
	TANDEM_FULL=1 $(tests)
	$(tests_on_15)

lint: ## Style, types and layers, without the tests
	@tools/setup dev
	$(checks)

format: ## Lay the code out and repair what can be repaired without thought
	@tools/setup dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: ## Measure the plan check on seeded households
	@tools/setup dev
	$(BIN)/python -m benchmarks

bench-web: ## Measure the pages on 100,000 households; OPTIONS='--households N' for another number
	@tools/setup dev
	@tools/static
	$(BIN)/python -m benchmarks.web $(OPTIONS)

lock: ## Compile the requirements anew; with UPGRADE=1 take the newest versions
	@tools/setup tools
	@tools/lock

clean: ## Remove everything the other commands made here
	rm -rf .venv .venv-tools build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
