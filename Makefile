# Two commands need nothing else on a fresh Debian or Ubuntu: `make demo` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check bench lock clean
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
# Processes share what they compiled, whatever the surroundings say: without it each of hundreds compiles the program anew.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 3 --dist worksteal # on two cores: one of three often waits, for a kill or a browser
READY := .venv/.ready
SYSTEM := .stamps/system-packages
SYSTEM_TESTS := .stamps/system-packages-tests
SAMPLE := canvases/samples/CG
ATTACHMENTS := $(foreach file,$(sort $(wildcard $(SAMPLE)/pieces/*)),--attach $(file))

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(SYSTEM) $(READY) ## Install the system packages and .venv (the others call it)

demo: setup ## Assemble the sample territory, La Côte-de-Gaspé, into out/
	@$(BIN)/dossier assemble $(SAMPLE)/canevas.xlsx --narrative $(SAMPLE)/recit.docx $(ATTACHMENTS) -o out/

serve: setup ## Open the service on 127.0.0.1:8000, the six samples in out/service; prints a link for each role
	@DOSSIER_MODE=demonstration DOSSIER_HOME=$(CURDIR)/out/service $(BIN)/dossier serve --host 127.0.0.1 --port 8000

test: setup $(SYSTEM_TESTS) ## Run every test
	@$(PYTEST)

check: setup $(SYSTEM_TESTS) ## Lint, formatting, types, import contracts, then every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict assembler service tests
	$(BIN)/lint-imports
	$(PYTEST)

bench: setup ## Measure the journeys and print the figures
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.load

lock: $(READY) ## Refresh requirements.lock to the newest versions pyproject.toml allows
	$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--all-extras --custom-compile-command 'make lock' pyproject.toml -o requirements.lock

clean: ## Remove what make and the tools made, except .venv
	rm -rf out .stamps .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(SYSTEM): scripts/system-packages
	@scripts/system-packages
	@mkdir -p $(@D) && touch $@

$(SYSTEM_TESTS): scripts/system-packages | $(SYSTEM)
	@scripts/system-packages --tests
	@mkdir -p $(@D) && touch $@

$(READY): requirements.lock pyproject.toml scripts/python-environment | $(SYSTEM)
	@scripts/python-environment
	@touch $@
