# Tandem's commands. Everything they install stays in this folder, but for the system
# packages in requirements/system.txt.

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset examples test test-quick test-full lint format bench bench-check bench-web fuzz mutations lock clean

BIN := .venv/bin

define checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
endef

tests = $(BIN)/pytest -n auto --dist worksteal

# Where PostgreSQL 15 is installed, what the database does is tested on that one too: records,
# actions, tasks, and what every page asks of it. The long run has the pages themselves as well. The
# demo brings its own, and attacks ask nothing else of it.
define tests_on_15
	@if [ -x /usr/lib/postgresql/15/bin/postgres ]; then \
		echo 'The tests that need a database, on PostgreSQL 15:'; \
		TANDEM_TEST_POSTGRES=15 $(tests) -m 'database and not browser' \
			tests/records tests/actions tests/tasks $(1); \
	fi
endef

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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
	$(call tests_on_15,tests/web/test_query_counts.py)

test-quick: ## What can be tested in a minute and a half: no browser, few examples, no checks
	@tools/setup dev
	@tools/static
	TANDEM_QUICK=1 $(tests) -m 'not browser and not slow'

test-full: ## All tests, with the long property tests
	@tools/setup test
	@tools/static
	$(checks)
	TANDEM_FULL=1 $(tests)
	$(call tests_on_15,tests/web)

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

bench-check: ## Score Tandem and other solvers on the labelled households; OPTIONS=--all for all of them
	@tools/setup bench
	.venv-bench/bin/python -m benchmarks.field score $(OPTIONS)

bench-web: ## Measure the pages on 100,000 households; OPTIONS='--households N' for another number
	@tools/setup dev
	@tools/static
	$(BIN)/python -m benchmarks.web $(OPTIONS)

fuzz: ## Check random households for ten minutes; OPTIONS='--minutes N' for another time
	@tools/setup dev
	$(BIN)/python -m tests.fuzz $(OPTIONS)

mutations: ## Make the verifier and the explanation wrong, and see that tests notice
	@tools/setup dev
	$(BIN)/python -m tests.mutations $(OPTIONS)

lock: ## Compile the requirements anew; with UPGRADE=1 take the newest versions
	@tools/setup tools
	@tools/lock

clean: ## Remove everything the other commands made here
	rm -rf .venv .venv-bench .venv-tools build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
