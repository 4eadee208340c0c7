# Tandem's commands. Everything they install stays in this folder, but for the system
# packages in requirements/system.txt.

.DEFAULT_GOAL := help
.PHONY: help demo test test-full lint format bench lock clean

BIN := .venv/bin

define checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
endef

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Install what Tandem needs, check the example households and write a report
	@tools/setup run
	@tools/demo

test: ## Install what the tests need, then run them all
	@tools/setup test
	$(checks)
	$(BIN)/pytest -n auto --dist worksteal

test-full: ## The same, with the long property tests
	@tools/setup test
	$(checks)
	TANDEM_FULL=1 $(BIN)/pytest -n auto --dist worksteal

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

lock: ## Compile the requirements anew; with UPGRADE=1 take the newest versions
	@tools/setup tools
	@tools/lock

clean: ## Remove everything the other commands made here
	rm -rf .venv .venv-tools build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
