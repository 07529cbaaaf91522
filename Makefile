# Two commands: `make demo` plans the sample week, `make test` runs the tests.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench clean

$(BIN)/.demo: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --only-binary :all: -c constraints.txt -e .
	$(BIN)/planner prepare
	@touch $@

$(BIN)/.test: $(BIN)/.demo
	$(BIN)/python -m pip install --quiet --only-binary :all: -c constraints.txt -e '.[test]'
	@touch $@

demo: $(BIN)/.demo
	$(BIN)/planner demo

# One order of the tests, so that a failure can be seen again; plain `pytest` takes another each time.
test: $(BIN)/.test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -n 2 --randomly-seed=20261123

lint: $(BIN)/.test
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

clean:
	rm -rf $(VENV) planner-data
