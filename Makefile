# The targets that people type. `make` alone lists them.

SHELL := /bin/bash
CARGO ?= cargo
TOOLS := target/tools
FUZZ_SECONDS ?= 60
PATH := $(CURDIR)/$(TOOLS)/bin:$(PATH)

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.PHONY: run
run: ## Build, and serve the demo organisation on the embedded database in ./data
	scripts/web offer
	$(CARGO) run --release --locked --package openrooms -- serve --demo-meetings

.PHONY: test
test: ## Run every test: both databases, both official SDKs, people in a browser
	scripts/postgres run -- $(MAKE) --no-print-directory test-with-postgres

.PHONY: test-with-postgres
test-with-postgres:
	scripts/web build
	$(CARGO) test --locked --workspace --all-features
	$(CARGO) build --locked --package openrooms
	@# Each of the two waits more than it works.
	mkdir -p target && { compat/run python >target/compat-python.log 2>&1 & python=$$!; \
	    failed=0; compat/run node openapi recurrence || failed=1; scripts/web e2e || failed=1; \
	    wait $$python || failed=1; cat target/compat-python.log; exit $$failed; }

.PHONY: check
check: fmt web-check clippy deny typos test ## All that CI runs

.PHONY: web
web: ## Build the console into web/dist
	scripts/web build

.PHONY: web-check
web-check: ## Check the console's style, types, unit tests and size
	scripts/web check

.PHONY: fmt
fmt: ## Check the formatting
	$(CARGO) fmt --all --check

.PHONY: clippy
clippy: ## Lint
	$(CARGO) clippy --locked --workspace --all-targets --all-features -- -D warnings

.PHONY: deny
deny: ## Check licences, sources and banned crates
	scripts/tools cargo-deny
	$(CARGO) fetch --locked
	$(CARGO) deny --offline check bans licenses sources

.PHONY: audit
audit: ## Check for known vulnerabilities; fetches the advisory database
	scripts/tools cargo-deny
	$(CARGO) deny check advisories

.PHONY: typos
typos: ## Check the spelling
	scripts/tools typos
	typos

.PHONY: bench
bench: ## Measure against plain hyper and nginx in one run, then the console in Chromium; BENCH="--quick" and the like
	scripts/web offer
	bench/run $(BENCH)
	node bench/console.mjs

.PHONY: fuzz
fuzz: ## Fuzz the router and uploaded pictures for a minute each; needs a nightly toolchain
	scripts/tools cargo-fuzz
	cd fuzz && $(CARGO) +nightly fuzz run --target-dir ../target/fuzz router -- -max_total_time=$(FUZZ_SECONDS)
	cd fuzz && $(CARGO) +nightly fuzz run --target-dir ../target/fuzz picture -- -max_total_time=$(FUZZ_SECONDS)

.PHONY: dist
dist: ## Build the binary that is shipped: target/dist/openrooms
	scripts/web offer
	$(CARGO) build --profile dist --locked --package openrooms
