# What one does with this project, by name. Needs GNU make and Python 3.11 or newer, nothing else: everything is
# installed into .venv beside this file, from requirements.lock.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
REVIEWS := reviews
SITE := build/site

# Say `make install PYTHON=/path/to/python` to choose; otherwise the first of these that runs and is new enough.
PYTHON ?= python3.13 python3.12 python3.11 python3
UV ?= uv
# How the tests are shared out: a worker for each processor and one more, and to each a whole file at a time, since what a
# module makes once and a notebook's kernel are not shared; tests/work_units.py says which files go together.
# (pytest-xdist's loadgroup groups nothing under pytest 9.2: its issue 1386.)
# `make test WORKERS=` runs them one after the other.
WORKERS ?= --numprocesses auto --dist loadfile --no-loadscope-reorder
# More options for the three long-running commands, as in `make test TEST_OPTIONS="-k growth"`,
# `make bench BENCH_OPTIONS="--runs 10"` or, in a container, `make lab LAB_OPTIONS=--allow-root`.
TEST_OPTIONS ?=
BENCH_OPTIONS ?=
LAB_OPTIONS ?=
# `make pictures PICTURES_OF=reviews` looks at reviews that are there, instead of making all.
PICTURES_OF ?=
QUALITY ?=

# Where this is set, Python keeps no compiled code, and every command and every notebook kernel compiles pandas and
# Altair anew: seconds each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help gold install review test quick format lab bench peers mutants versions audit picture pictures rooms
.PHONY: quality compare site dist release lock clean

help:  ## say what there is (this)
	@echo "Kiến An Analysis"
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

install: $(INSTALLED)  ## make .venv with everything that the project and its tests need

review: $(INSTALLED)  ## run the review of Kiến An for 2021, in Vietnamese and English
	@$(BIN)/kienan review kien-an --year 2021 --language vi --language en --output "$(REVIEWS)"
	@echo "Open one of the two pages in a browser:"
	@for language in vi en; do echo "  $(abspath $(REVIEWS))/kien-an/2021/annual-review.$$language.html"; done

# pytest comes last, so that its closing line closes the run. The types are one of its tests (tests/test_types.py): where
# mypy has kept nothing it needs half a minute, beside the others.
test: $(INSTALLED)  ## run every lint, type check and test
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/python -m pytest $(WORKERS) $(TEST_OPTIONS)

quick: $(INSTALLED)  ## run what a change needs before a commit: every lint, the types and the quick tests
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/python -m pytest $(WORKERS) -m "not (browser or kernel or slow)" $(TEST_OPTIONS)

format: $(INSTALLED)  ## lay out the code and the documents, and mend what ruff can mend by itself
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format
	@$(BIN)/python docs/lay_out.py

lab: $(INSTALLED)  ## open JupyterLab on the notebooks
	@$(BIN)/jupyter-lab --ServerApp.root_dir="$(CURDIR)" --LabApp.default_url=/lab/tree/notebooks $(LAB_OPTIONS)

bench: $(INSTALLED)  ## measure imports, one review and many, reading, place names, reconciliation, a province and the explorer by size
	@$(BIN)/python -m tests.benchmarks $(BENCH_OPTIONS)
	@$(BIN)/python -m tests.benchmarks.reconcile_scale
	@$(BIN)/python -m tests.benchmarks.reading_speed
	@$(BIN)/python -m tests.benchmarks.page_reading
	@$(BIN)/python -m tests.benchmarks.place_names
	@$(BIN)/python -m tests.benchmarks.explorer_latency
	@$(BIN)/python -m tests.benchmarks.explorer_size
	@$(BIN)/python -m tests.benchmarks.province
	@$(BIN)/python -m tests.benchmarks.many_reviews

gold: $(INSTALLED)  ## score the reader on the labelled texts, by kind
	@$(BIN)/python -m tests.gold.scoring --part open
	@$(BIN)/python -m tests.gold.scoring --part kept
	@$(BIN)/python -m tests.gold.scoring --part looked_at
	@$(BIN)/python -m tests.gold.sets --part open
	@$(BIN)/python -m tests.gold.sets --part kept

# Their sources, pinned by hash, are fetched through pip into a folder that is thrown away: no part of `make test`.
peers: $(INSTALLED)  ## run jupyter_client's, nbclient's, papermill's and ipykernel's own tests on our kernels (needs the network)
	@$(BIN)/python -m tests.peers

# A quarter of an hour and more; `python -m tests.mutants --help` says what can be chosen.
mutants: $(INSTALLED)  ## change the code in 40 places, one at a time, and list the changes that no test notices
	@$(BIN)/python -m tests.mutants

versions: $(INSTALLED)  ## try the wheel with its oldest and newest packages on every Python found (needs uv, the network)
	@$(BIN)/python -m tests.versions --uv "$(UV)"

# pip-audit in an environment of its own, thrown away: neither it nor what it needs is part of the project. It asks a
# public register of known vulnerabilities, so it needs the network and is no part of `make test`.
audit: $(INSTALLED)  ## look up known vulnerabilities of every locked package (needs the network)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/python -m venv "$$folder" && \
	"$$folder/bin/python" -m pip install --quiet --disable-pip-version-check pip-audit && \
	"$$folder/bin/pip-audit" --requirement requirements.lock --require-hashes --disable-pip --strict --progress-spinner off

picture: $(INSTALLED)  ## take the README's picture of a review anew (needs Chromium)
	@$(BIN)/python docs/make_picture.py

pictures: $(INSTALLED)  ## make contact sheets of every page in build/pictures, to be looked at (needs Chromium)
	@$(BIN)/python docs/make_pictures.py $(PICTURES_OF)

rooms: $(INSTALLED)  ## draw the picture of the rooms anew, from the imports
	@$(BIN)/python docs/make_rooms.py

# QUALITY names what is measured: tests, gold, versions (needs uv and the network), speed, reviews (need a quiet machine).
quality: $(INSTALLED)  ## measure tests and gold texts anew, or what QUALITY names, into docs/quality.md
	@UV="$(UV)" $(BIN)/python docs/make_quality.py $(QUALITY)

# COMPARE names what is measured: reading-vi, reading-en, places, pages.
compare: $(INSTALLED)  ## measure what others do, or of it what COMPARE names, into docs/compared.json (needs Chromium, the network)
	@$(BIN)/python docs/measure_others.py $(COMPARE)

# Sphinx in an environment of its own, from a lock of its own: neither `make install` nor CI gets longer by it. Where it
# finds what the project needs is .venv; what is in both has the same version (tests/test_environment.py).
site: $(INSTALLED) $(SITE)/.installed  ## make the site in build/site/html and look at each page (needs Chromium; the network once)
	@$(BIN)/python docs/make_site.py --sphinx $(SITE)/venv/bin/sphinx-build

$(SITE)/.installed: docs/requirements-site.lock $(INSTALLED)
	@echo "Installing $$(grep -c '^[a-z0-9]' docs/requirements-site.lock) locked packages into $(SITE)/venv (once) ..."
	@$(BIN)/python -m venv --clear $(SITE)/venv
	@$(SITE)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	  -r docs/requirements-site.lock
	@cd $(SITE)/venv/lib/python*/site-packages && \
	  $(CURDIR)/$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > zz-project.pth
	@touch $@

dist: $(INSTALLED)  ## build wheel and source archive into dist, twice, and compare them
	@$(BIN)/python docs/make_release.py

# What does not fit is said before the tests run, which take long, and is looked at once more after them.
release: $(INSTALLED)  ## make a release of this commit: every check and test, wheel, source archive, tag
	@$(BIN)/python docs/make_release.py --check
	@$(MAKE) --no-print-directory test
	@$(BIN)/python docs/make_release.py --tag

clean:  ## remove .venv, builds and caches; reviews and data stay
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find kienan_analysis tests notebooks -name __pycache__ -prune -exec rm -rf {} +

# One lock for every platform and Python version, with the hash of every file, and no index's address in it (each
# user's own pip settings say where packages come from). Versions that still fit are kept; `make lock UPGRADE=--upgrade`
# takes the newest. uv is not in the lock: it makes it.
# All but parquet: where pyarrow is installed pandas keeps text in it, and most users have none.
EXTRAS := --extra documents --extra scan --extra cluster --extra pdf --extra dev
lock:  ## resolve requirements.lock anew from pyproject.toml (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it with pipx, pip or your system's packages" >&2; exit 1; }
	@$(UV) pip compile --quiet --universal --python-version 3.11 $(EXTRAS) --generate-hashes --no-header $(UPGRADE) \
	  --output-file requirements.lock pyproject.toml
	@$(UV) pip compile --quiet --universal --python-version 3.11 --constraint requirements.lock --generate-hashes \
	  --no-header $(UPGRADE) --output-file docs/requirements-site.lock docs/requirements-site.in

# --no-deps: the lock is complete, and leaves out on purpose what pyproject.toml's [tool.uv] says, which pip would miss.
# --no-compile: pip compiles ten thousand files on one processor; compileall does so on all of them, but for the tests of
# the libraries, a fifth, which nobody runs here.
$(INSTALLED): requirements.lock pyproject.toml
	@python=; for candidate in $(PYTHON); do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is needed; tried: $(PYTHON)." >&2; \
	  echo "Install it, or say where it is: make install PYTHON=/path/to/python" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	fi; \
	$(BIN)/python -c 'import pip' 2>/dev/null || { \
	  echo "Making $(VENV) with $$("$$python" --version) ..."; "$$python" -m venv --clear $(VENV); }
	@echo "Installing $$(grep -c '^[a-z0-9]' requirements.lock) locked packages into $(VENV) (once; about half a minute) ..."
	@# Two at a time: pip keeps one processor busy. No package is in both halves, and none asks for another (--no-deps).
	@# What a shell starts in the background does not hear Ctrl-C, so the shell ends both.
	@awk '/^[a-z0-9]/ {packages++} {print > ("$(VENV)/half-" packages % 2 ".txt")}' requirements.lock; \
	pips=; trap 'kill $$pips 2>/dev/null; wait; exit 130' INT TERM HUP; \
	for half in 0 1; do \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes \
	    -r $(VENV)/half-$$half.txt & pips="$$pips $$!"; \
	done; \
	failed=0; for pip in $$pips; do wait $$pip || failed=$$?; done; exit $$failed
	@$(BIN)/python -m compileall -qq -j 0 -x "/tests/" "$(CURDIR)/$(VENV)/lib" || true # some packages bring files for other Pythons
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
