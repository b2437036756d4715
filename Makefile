# Two commands do everything: `make run` starts the app, `make test` tests it. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Without --no-compile pip would compile fifteen thousand files, one by one, of which the app imports a third.
INSTALL := $(BIN)/python -m pip install --quiet --no-compile
COMPILE := $(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
SELF := $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
# What Python compiles, it keeps: some machines forbid it, and every start would then compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run check test format lock translations clean

## run: start the app and open it in a browser
run: $(VENV)/runtime.stamp
	$(BIN)/streamlit run app.py

## check: lint, format and types
check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

## test: every test, a real browser and a real PostgreSQL included; a process a core
test: $(VENV)/dev.stamp
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m pytest -n logical

## format: put the code into the project's format
format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## lock: resolve the dependencies again; the locks hold hashes and name no index
lock: $(VENV)/dev.stamp
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	echo pip | $(COMPILE) -o requirements-pip.lock -

## clean: remove the environment and what tools cached; data in var/ stays
clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/venv.stamp: requirements-pip.lock
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "Strandline needs Python 3.11, 3.12 or 3.13; $(PYTHON) is another. Run: make PYTHON=python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	# The pip that comes with Python 3.11 takes 40 seconds more, most of them to look at files for other machines.
	$(INSTALL) --require-hashes -r requirements-pip.lock
	touch $@

$(VENV)/runtime.stamp: $(VENV)/venv.stamp requirements.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements.lock
	$(SELF)
	touch $@

# This lock holds all of the other one.
$(VENV)/dev.stamp: $(VENV)/venv.stamp requirements-dev.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(SELF)
	touch $@

## translations: collect the sentences, merge them into the Chinese catalogue, compile it
translations: $(VENV)/dev.stamp
	$(BIN)/pybabel --quiet extract --mapping-file locale/babel.cfg --no-default-keywords --keywords "t message mark" \
		--no-location --sort-output --omit-header --width 120 --output-file locale/strandline.pot app.py pages dashboard
	$(BIN)/pybabel --quiet update --domain strandline --input-file locale/strandline.pot --output-dir locale \
		--locale zh --no-fuzzy-matching --ignore-obsolete --width 120
	$(BIN)/pybabel --quiet compile --domain strandline --directory locale --statistics
