# The commands people type; each is a thin line over tools/ and the CMake presets.
QUIET := --log-level=WARNING
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

.DEFAULT_GOAL := help
.PHONY: help setup serve build single-file native test matrix bench format lint golden clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what is missing and unpack the third-party sources
	@tools/setup

serve: web ## Build the page and serve it on this machine
	@node tools/serve.mjs dist

build: native web ## Build the page (dist/) and the headless program (bin/)

single-file: web ## Build dist/adamw-playground.html, the page as one file
	@node tools/make_single_file.mjs dist

.PHONY: web
web: setup
	@cmake --preset web-release $(QUIET) -DADAMW_SITE_URL=$(SITE_URL)
	@cmake --build --preset web-release -j $(JOBS) --target site

native: setup
	@cmake --preset native-release $(QUIET)
	@cmake --build --preset native-release -j $(JOBS) --target native

test: ## Run every test; the last line counts them
	@tools/setup test
	@tools/test

matrix: ## Compare the bits of 200 experiments on every platform
	@tools/setup test
	@tools/test whole-matrix

bench: build ## Measure speed and size
	@tools/setup test
	@tools/bench

format: ## Format the C++ sources
	@tools/format

lint: ## Static checks: formatting, dependency directions, determinism, clang-tidy
	@tools/setup test
	@tools/test format dependencies determinism lint

golden: ## Make the golden trajectories again with PyTorch
	@tools/setup golden
	@$(MAKE) --no-print-directory native
	@/usr/bin/python3 tests/golden/make_golden.py

clean: ## Remove everything that was built
	rm -rf build dist bin


