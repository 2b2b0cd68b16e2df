# The commands of this project. The work itself is in scripts/.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# Checks that start Django need a database they may not touch.
CHECKING := DJANGO_SETTINGS_MODULE=elearn.settings.test DATABASE_URL=sqlite://:memory:

.PHONY: help run test assets faults check lint types contracts migrations translations forbidden messages format base dev

help:
	@echo "make run       the site with demo data on http://localhost:$(PORT) (PORT=8001 for another)"
	@echo "make test      the whole suite on SQLite and PostgreSQL, and the walks in a browser (ARGS=… for pytest)"
	@echo "make check     lint, format, types, import contracts, migrations, translations, forbidden words"
	@echo "make format    rewrite the code in the house format"
	@echo "make assets    build the style sheet of elearn/static/ from assets/ (needs node)"
	@echo "make faults    kill server and database again and again; nothing acknowledged may be lost (minutes)"
	@echo "make messages  take new texts into the catalogues of locale/ and compile them"

run: base
	@PORT=$(PORT) $(BIN)/python -m scripts.serve

test: dev
	@$(BIN)/python -m scripts.run_tests $(ARGS)

# "make -k check" names everything that is wrong, not only the first thing.
check: lint types contracts migrations translations forbidden

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev
	$(BIN)/mypy

contracts: dev
	$(BIN)/lint-imports --no-cache

migrations: dev
	$(CHECKING) $(BIN)/python manage.py makemigrations --check --dry-run

translations: dev
	$(CHECKING) $(BIN)/python -m scripts.check_translations

forbidden: dev
	$(BIN)/python -m scripts.check_forbidden

faults: dev
	@$(BIN)/python -m scripts.faults $(ARGS)

assets:
	sh assets/build.sh

messages: dev
	$(CHECKING) $(BIN)/python -m scripts.update_messages

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

base dev:
	@$(PYTHON) scripts/install.py $@
