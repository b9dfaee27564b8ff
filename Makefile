# Everything a newcomer needs; see README.md.

.DEFAULT_GOAL := help
SOURCES = Package.swift Sources Tests Examples Benchmarks/Package.swift Benchmarks/Sources
ENDURANCE = EnduranceTests|LargeFileTests|leavesMemoryFlat
FIXTURES_PYTHON = .venv-fixtures/bin/python
PEERS_PYTHON = .venv-peers/bin/python
INTERCHANGE_PYTHON = $(CURDIR)/.venv-interchange/bin/python
# Those tests run where the packages are there.
export ESPALIER_PYTHON ?= $(wildcard $(INTERCHANGE_PYTHON))

# Another plugin than the default one: PLUGIN=xla-cpu-pjrt.
ifdef PLUGIN
export PJRT_PLUGIN_LIBRARY_PATH = $(shell python3 Scripts/install-plugin.py --path $(PLUGIN))
endif
# Fewer instructions than the processor has: ISA=SSE4_2, AVX2 or AVX512.
ifdef ISA
export XLA_FLAGS = --xla_cpu_max_isa=$(ISA)
endif
# Without optimisation, for work at the desk: QUICK=1.
export ESPALIER_DISABLE_MOST_OPTIMIZATIONS ?= $(or $(QUICK),0)

.PHONY: help setup plugins check-plugin browser gnuplot headers interchange lapack build test endurance client demo gallery stencils \
	tour bench bench-stencils bench-linear-algebra format lint fixtures compare clean

help: ## Says what there is.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: ## Installs the default XLA plugin, unless it is there.
	@python3 Scripts/install-plugin.py

plugins: ## Installs the other plugins that the tests of the PJRT module run with.
	@python3 Scripts/install-plugin.py --all

check-plugin: setup ## Compares what plugins compute with the host's mathematics: the default one, or PLUGINS="NAME ...".
	swift build --product CheckPlugin
	@"$$(swift build --show-bin-path)/CheckPlugin" \
	    $(foreach name,$(PLUGINS),"$$(python3 Scripts/install-plugin.py --path $(name))")

browser: ## Installs Chromium, unless there is one, for the tests of the page that shows a model.
	@command -v chromium chromium-browser google-chrome > /dev/null \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium > /dev/null; }

gnuplot: ## Installs gnuplot, unless there is one, which plots are drawn by.
	@command -v gnuplot > /dev/null \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends gnuplot-nox > /dev/null; }

headers: ## Installs XLA's C headers, which the tests compare the declarations of CPJRT with.
	@python3 Scripts/install-headers.py

lapack: ## Installs OpenBLAS, unless there is one, which decompositions of matrices are left to.
	@python3 -c "import ctypes; ctypes.CDLL('libopenblas.so.0')" 2> /dev/null \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends libopenblas0-pthread > /dev/null; }

build: ## Builds everything in debug mode.
	swift build --build-tests

interchange: ## Installs the Python packages that the tests of files read and write with.
	@test -x $(INTERCHANGE_PYTHON) || python3 -m venv $(dir $(INTERCHANGE_PYTHON))..
	@$(INTERCHANGE_PYTHON) -m pip install --quiet -r Scripts/interchange.txt

test: setup ## Runs every test; PLUGIN=, ISA= and QUICK=1 say otherwise than users have it.
	@# Swift Testing takes a backtrace of each error that is thrown, which is slow among thousands of compiled programs.
	Scripts/run-tests.sh --skip '$(ENDURANCE)|FileFuzzTests|ComparisonTests'
	python3 Scripts/check-snippets.py "$$(swift build --show-bin-path)"
	@# Tests that measure the memory of their process have one for themselves.
	ESPALIER_ENDURANCE=0.05 Scripts/run-tests.sh --skip-build --no-parallel --filter '$(ENDURANCE)|FileFuzzTests'

# What depends on the plugin most: its own API, every recorded number, draws.
SECOND = PJRTTests|FixtureTests|PluginGuardTests

test-second: ## Runs the tests of plugins and recorded numbers with the second plugin.
	@$(MAKE) --no-print-directory test-some FILTER='$(SECOND)' PLUGIN=xla-cpu-pjrt

test-some: setup ## Runs the tests whose names match FILTER.
	Scripts/run-tests.sh --skip '$(ENDURANCE)|FileFuzzTests|ComparisonTests' --filter '$(FILTER)'

test-full: ## Runs what CI leaves out: every test with other instruction sets and plugins, and a whole comparison with JAX.
	@$(MAKE) --no-print-directory test ISA=AVX2
	@$(MAKE) --no-print-directory test ISA=AVX512
	@$(MAKE) --no-print-directory test PLUGIN=xla-cpu-pjrt
	@$(MAKE) --no-print-directory compare

endurance: setup ## Runs a million compiled steps, 100,000 eager operations and a file of 1 GiB in release mode.
	ESPALIER_ENDURANCE=1 swift test -c release -Xswiftc -enable-testing --no-parallel --filter '$(ENDURANCE)'

client: setup ## Builds a package that depends on this one in debug and release mode, and trains its model.
	Scripts/check-client.sh $(or $(CONFIGURATIONS),debug release)

demo: setup ## Trains the example in release mode; ARGS="--help" says what it takes.
	@$(MAKE) --no-print-directory gnuplot || echo "gnuplot can't be installed here: the loss isn't drawn" >&2
	swift build -c release --product digits
	@"$$(swift build -c release --show-bin-path)/digits" $(ARGS)

gallery: setup ## Runs the examples of the gallery in their short form; FOLDER says where pictures go.
	Scripts/gallery.sh "$(or $(FOLDER),.build/gallery)"

stencils: setup ## Runs the examples of stencils; ARGS="--help" says what they take.
	swift build --product stencils
	@"$$(swift build --show-bin-path)/stencils" $(ARGS)

tour: setup ## Runs the code of README.md, and checks that README.md shows what it does.
	swift build --product tour
	@python3 Scripts/check-readme.py "$$(swift build --show-bin-path)/tour"

bench: setup ## Measures what the library adds to the execution of compiled programs.
	swift build -c release --package-path Benchmarks
	@"$$(swift build -c release --package-path Benchmarks --show-bin-path)/HostOverhead" $(ARGS)

bench-stencils: setup ## Measures stencils beside Kernex and JAX, in alternating runs.
	test -x $(PEERS_PYTHON) || python3 -m venv .venv-peers
	$(PEERS_PYTHON) -m pip install --quiet -r Scripts/stencil-peers.txt
	swift build -c release --package-path Benchmarks --product Stencils
	$(PEERS_PYTHON) Scripts/bench-stencils.py \
	    "$$(swift build -c release --package-path Benchmarks --show-bin-path)/Stencils" $(ARGS)

bench-linear-algebra: setup lapack ## Measures linear algebra beside JAX, in alternating runs.
	test -x $(PEERS_PYTHON) || python3 -m venv .venv-peers
	$(PEERS_PYTHON) -m pip install --quiet -r Scripts/stencil-peers.txt
	swift build -c release --package-path Benchmarks --product LinearAlgebra
	$(PEERS_PYTHON) Scripts/bench-linear-algebra.py \
	    "$$(swift build -c release --package-path Benchmarks --show-bin-path)/LinearAlgebra" $(ARGS)

format: ## Lays the Swift code out anew.
	swift format -i -r --configuration .swift-format $(SOURCES)

lint: ## Fails where Swift code is not laid out as `make format` does, or lacks documentation.
	swift format lint --strict -r --configuration .swift-format $(SOURCES)
	@python3 Scripts/check-matrix.py

fixtures: ## Writes the reference values of the tests again, by JAX.
	test -x $(FIXTURES_PYTHON) || python3 -m venv .venv-fixtures
	$(FIXTURES_PYTHON) -m pip install --quiet -r Scripts/fixtures/requirements.txt
	$(FIXTURES_PYTHON) Scripts/fixtures/generate.py $(AREAS)

compare: setup lapack ## Compares with JAX, live, with fresh inputs; SEED=… repeats a run, SHORT=1 takes a sample.
	test -x $(FIXTURES_PYTHON) || python3 -m venv .venv-fixtures
	$(FIXTURES_PYTHON) -m pip install --quiet -r Scripts/fixtures/requirements.txt
	swift build --build-tests
	$(FIXTURES_PYTHON) Scripts/compare/compare.py $(if $(SEED),--seed $(SEED)) $(if $(SHORT),--short) $(ARGS)

clean: ## Removes what was built; the plugins stay.
	rm -rf .build .build-client loss.png
