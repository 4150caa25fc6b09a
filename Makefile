# GeekFeed's commands. `make` alone lists them. Works with GNU Make 3.81 and later.

PORT ?= 8000
# Seconds between two looks of the demo at what is due.
DUE_EVERY ?= 30
ARGS ?=

# The first interpreter that is new enough. PYTHON=/path/to/python3 names another.
PYTHON_NAMES := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)
FOUND_PYTHON := $(shell for name in $(PYTHON_NAMES); do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v $$name && break; done)
PYTHON_VERSION := $(if $(FOUND_PYTHON),$(shell $(FOUND_PYTHON) -c \
	'import sys; print("%d.%d" % sys.version_info[:2])'))

VENV := .venv
VENV_PYTHON := $(VENV)/bin/python
# A stamp is written when an installation is complete and taken away before one begins: where there
# is none, the environment is built from nothing. It carries Python's version, so that an upgrade of
# the system's Python has the same effect.
SITE_STAMP := $(VENV)/site-installed-$(PYTHON_VERSION)
DEV_STAMP := $(VENV)/dev-installed-$(PYTHON_VERSION)
PIP_INSTALL := $(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes

# Prerequisites run in the order in which they are written, also under `make -j`.
.NOTPARALLEL:
.PHONY: help run test check bench flood lighthouse markup shots format messages requirements python free-port

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# No worker runs beside the demo: a loop of its own carries out what is due, and ends with the server.
# The server runs in the background because a shell hears signals only between two commands, or while
# it waits; there Ctrl-C does not reach it, and a debugger is given the terminal.
run: python free-port $(SITE_STAMP) ## install what is missing and serve the demo newsroom (PORT=8000)
	@exec 3<&0; export DEBUG=true SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} DJANGO_RUNSERVER_HIDE_WARNING=true; \
	echo "Preparing the database …"; \
	$(VENV_PYTHON) manage.py migrate --verbosity 0 && \
	EMAIL_URL=dummymail:// $(VENV_PYTHON) manage.py demo --port $(PORT) && \
	{ while sleep $(DUE_EVERY) && kill -0 $$$$ 2>/dev/null; do $(VENV_PYTHON) manage.py publish_due >/dev/null; done & } && \
	due=$$! && trap 'kill $$due $$server 2>/dev/null; wait' EXIT && trap 'exit 130' INT && trap 'exit 143' TERM && \
	{ $(VENV_PYTHON) manage.py runserver 127.0.0.1:$(PORT) <&3 & } && server=$$! && wait $$server

test: $(DEV_STAMP) ## run every test on SQLite, PostgreSQL and in a browser (ARGS="-k word")
	@$(VENV_PYTHON) .ci/suite.py $(ARGS)

check: $(DEV_STAMP) ## format, lint, migrations, deployment settings, then every test
	@$(VENV_PYTHON) .ci/check.py $(ARGS)

bench: $(DEV_STAMP) ## what a request costs, as a multiple of a bare view (ARGS="--only story front")
	@$(VENV_PYTHON) .ci/bench.py $(ARGS)

flood: $(DEV_STAMP) ## many people comment at once on SQLite and PostgreSQL, then all is counted (ARGS="--seconds 60 --posters 50")
	@$(VENV_PYTHON) .ci/flood.py $(ARGS)

lighthouse: $(DEV_STAMP) ## scores of the pages that readers open most (ARGS="--pages story --runs 3"; needs node)
	@$(VENV_PYTHON) .ci/lighthouse.py $(ARGS)

markup: $(DEV_STAMP) ## what the Nu HTML checker says of every page of the demo (needs java and npm)
	@$(VENV_PYTHON) .ci/markup.py $(ARGS)

shots: $(DEV_STAMP) ## pictures of every page at four widths, day and night (ARGS="--only ^story")
	@$(VENV_PYTHON) .ci/shots.py $(ARGS)

format: $(DEV_STAMP) ## put the Python code in its standard form
	@$(VENV_PYTHON) -m ruff check --fix-only --quiet .
	@$(VENV_PYTHON) -m ruff format .

messages: $(DEV_STAMP) ## gather what is to be translated, compile what is (ARGS="fr" begins a language)
	@$(VENV_PYTHON) .ci/messages.py $(ARGS)

requirements: $(DEV_STAMP) ## pin the packages named in the .in files (ARGS=--upgrade for newer ones)
	@$(VENV_PYTHON) .ci/pin.py $(ARGS)

python:
	$(if $(FOUND_PYTHON),@:,$(error GeekFeed needs Python 3.11 or newer, and there is none \
	among $(PYTHON_NAMES). Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3))

free-port: | python
	@$(FOUND_PYTHON) .ci/free_port.py $(PORT)

$(SITE_STAMP): requirements.txt | python
	@test -f $@ || { echo "Creating $(VENV) …"; $(FOUND_PYTHON) -m venv --clear $(VENV) || { \
		echo "Python could not create $(VENV). On Debian and Ubuntu, install its package python3-venv."; exit 1; }; }
	@rm -f $@
	@echo "Installing the packages in requirements.txt …"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(SITE_STAMP)
	@rm -f $(SITE_STAMP) $@
	@echo "Installing the packages in requirements-dev.txt …"
	@$(PIP_INSTALL) -r requirements.txt -r requirements-dev.txt
	@touch $(SITE_STAMP) && touch $@
