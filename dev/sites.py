"""The sites: one for the demo, one for the tests, made without a browser, in Chinese."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import machine
from console import Failed, ask, note, run
from framework import BENCH_VENV, ENV_PYTHON, site_env
from place import APP, BENCH, DEV, HOME, OUT, REPO, RUN, SITES, digest, recall, remember, write_json

DUMPS = HOME / "dumps"
WIZARD = "frappe.desk.page.setup_wizard.setup_wizard.setup_complete"
ANSWERS = {
	"language": "简体中文",
	"lang": "zh",
	"country": "China",
	"timezone": "Asia/Shanghai",
	"currency": "CNY",
	# a system manager of the site's own: Frappe makes the first user one, whoever it is
	"full_name": "系统管理员",
	"email": "system.manager@example.com",
	"enable_telemetry": 0,
}


@dataclass(frozen=True)
class Site:
	name: str
	database: str
	config: tuple  # of (key, value)
	redis_database: int

	@property
	def folder(self) -> Path:
		return SITES / self.name

	@property
	def accounts(self) -> Path:
		return HOME / f"{self.database}-accounts.json"

	def env(self) -> dict:
		"""The test site has jobs and a cache of its own: no worker of the demo runs what a test left behind."""
		urls = {
			f"FRAPPE_{name.upper()}": machine.redis_url(name, self.redis_database) for name in machine.REDIS
		}
		return site_env() | urls | {"FRAPPE_SITE": self.name}

	def bench(self, *words, env=None, **options):
		env = self.env() | (env or {})
		return run(["bench", "--site", self.name, *words], cwd=BENCH, env=env, **options)

	def sql(self, statement: str) -> list[str]:
		return machine.sql(statement, self.database)


DEMO = Site("fazhi.localhost", "fazhi_demo", (("allow_tests", 0),), 0)
# the demo's scheduler goes over all sites of the bench, and leaves this one alone
TEST = Site("fazhi-test.localhost", "fazhi_test", (("allow_tests", 1), ("pause_scheduler", 1)), 1)
# of benchmarks alone, which replace all of its records
MEASURED = Site("fazhi-bench.localhost", "fazhi_bench", (("allow_tests", 1), ("pause_scheduler", 1)), 2)


# --- making a site ----------------------------------------------------------------------------------


def make_site(site: Site) -> bool:
	"""True when it was made now; a half-made one is made anew."""
	if is_set_up(site):
		configure(site)
		return False
	options = [
		"--no-mariadb-socket",
		"--db-name",
		site.database,
		"--admin-password",
		machine.password("admin"),
	]
	run(["bench", "new-site", site.name, "--force", *options], cwd=BENCH, env=site.env())
	configure(site)
	answers = ANSWERS | {"password": machine.password("admin")}
	site.bench("execute", WIZARD, "--kwargs", repr({"args": answers}))
	if not is_set_up(site):
		raise Failed(f"the setup wizard did not complete on {site.name}")
	# Frappe's guided tours are in English, and cover what a demo and a browser test want to see
	site.sql(
		"update tabSingles set value = '0' where doctype = 'System Settings' and field = 'enable_onboarding'"
	)
	site.bench("clear-cache")
	remember(f"schema of {site.name}", None)
	return True


def is_set_up(site: Site) -> bool:
	if not (site.folder / "site_config.json").exists() or not table_exists(site, "tabSingles"):
		return False
	settings = "select field, value from tabSingles where doctype = 'System Settings'"
	found = dict(row.split("\t", 1) for row in site.sql(settings) if "\t" in row)
	return found.get("setup_complete") == "1" and found.get("language") == "zh"


def table_exists(site: Site, table: str) -> bool:
	where = f"table_schema = '{site.database}' and table_name = '{table}'"
	return bool(machine.sql(f"select 1 from information_schema.tables where {where}"))


def configure(site: Site, **more):
	file = site.folder / "site_config.json"
	config = json.loads(file.read_text())
	ours = dict(site.config) | more
	if config | ours != config:
		write_json(file, config | ours)


# --- the app on a site ------------------------------------------------------------------------------


def install_app(site: Site):
	"""Install, or migrate when what the database is made of has changed."""
	now = schema_digest()
	if APP not in installed_apps(site):
		site.bench("clear-cache")  # Redis may hold a list of modules without the app's
		site.bench("install-app", APP)
	elif not is_current(site):
		site.bench("migrate")
	else:
		return
	missing = doctypes_shipped() - set(site.sql("select name from tabDocType"))
	if missing:
		raise Failed(f"DocTypes are missing on {site.name}: {', '.join(sorted(missing))}")
	site.bench("clear-cache")
	remember(f"schema of {site.name}", now)


def is_current(site: Site) -> bool:
	return recall(f"schema of {site.name}") == schema_digest()


def installed_apps(site: Site) -> list[str]:
	rows = site.sql("select defvalue from tabDefaultValue where defkey = 'installed_apps'")
	return json.loads(rows[0]) if rows else []


def schema_digest() -> str:
	"""What install and migrate read: a change in any other Python file needs neither."""
	package = REPO / APP
	kinds = (".json", ".csv", ".txt")
	seeds = {"patches", "setup", "fixtures"}
	names = {"hooks.py", "install.py", "uninstall.py"}
	files = [file for file in package.rglob("*") if file.is_file() and "public" not in file.parts]
	return digest(
		file
		for file in files
		if file.suffix in kinds
		or (file.suffix == ".py" and (file.name in names or seeds & set(file.relative_to(package).parts)))
	)


def doctypes_shipped() -> set[str]:
	files = (REPO / APP).glob("*/doctype/*/*.json")
	return {json.loads(file.read_text())["name"] for file in files if file.stem == file.parent.name}


# --- dumps: every layer of the tests begins on the same site ----------------------------------------


def dump_site(site: Site, name: str):
	DUMPS.mkdir(exist_ok=True)
	new = DUMPS / f"{name}.new"
	login = f"--defaults-file={machine.MYSQL_LOGIN}"
	run(["mariadb-dump", login, "--single-transaction", f"--result-file={new}", site.database])
	new.replace(dump_of(name))


def dump_of(name: str) -> Path:
	return DUMPS / f"{name}.sql"


def restore_site(site: Site, name: str):
	machine.sql(f"drop database if exists {site.database}; create database {site.database}")
	with dump_of(name).open("rb") as dump:
		run(["mariadb", f"--defaults-file={machine.MYSQL_LOGIN}", site.database], stdin=dump)
	for redis in machine.REDIS:
		machine.flush_redis(redis, site.redis_database)


# --- the demo year ----------------------------------------------------------------------------------


def load_demo(site: Site) -> dict:
	"""Loads what is missing of the demo year; role → {user, password}."""
	site.bench("fazhi-demo", "--accounts-file", site.accounts)
	return json.loads(site.accounts.read_text())


def write_report(site: Site, file: Path):
	file.parent.mkdir(parents=True, exist_ok=True)
	file.unlink(missing_ok=True)
	site.bench("fazhi-report", "--year", "2024", "--out", file)
	if not file.exists():
		raise Failed(f"fazhi-report ended without a word, yet there is no {file}")


# --- benchmarks -------------------------------------------------------------------------------------


def measure(site: Site, size: int, rounds: int, names: list[str]) -> tuple[dict, str]:
	"""What benchmarks/run.py has measured on so many records, and what it has said."""
	file = OUT / f"benchmarks-{size}.json"
	file.parent.mkdir(parents=True, exist_ok=True)
	file.unlink(missing_ok=True)
	script = REPO / "benchmarks/run.py"
	command = [ENV_PYTHON, "-B", script, site.name, size, rounds, file, *names]
	done = run(command, cwd=SITES, env=site.env() | {"PYTHONPATH": str(REPO)})
	return json.loads(file.read_text()), done.stdout


# --- serving ----------------------------------------------------------------------------------------


def serve(site: Site, web: int, realtime: int, *, scheduler: bool) -> list[str]:
	"""Web, realtime and one worker, on the loopback; the names of the processes."""
	configure(site, socketio_port=realtime)
	env = site.env() | {"FRAPPE_SOCKETIO_PORT": str(realtime)}
	prefix = site.database.replace("_", "-")
	frappe = [ENV_PYTHON, "-m", "frappe.utils.bench_helper", "frappe"]
	commands = {
		# DEV_SERVER: the browser looks for the realtime server at its own port, not behind a proxy
		f"{prefix}-web": ([ENV_PYTHON, DEV / "serve_web.py", site.name, web], {"DEV_SERVER": "1"}),
		f"{prefix}-realtime": (["node", "-r", DEV / "loopback.cjs", BENCH / "apps/frappe/socketio.js"], {}),
		f"{prefix}-worker": ([*frappe, "worker", "--queue", "short,default,long"], {}),
	}
	if scheduler:
		commands[f"{prefix}-scheduler"] = ([*frappe, "schedule"], {})
	for name, (command, more) in commands.items():
		machine.start(name, command, cwd=SITES, env=env | more)
	machine.wait_for(f"{prefix}-web", lambda: answers(web))
	machine.wait_for(f"{prefix}-realtime", lambda: not machine.is_free(realtime))
	return list(commands)


def answers(port: int) -> bool:
	direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
	try:
		with direct.open(f"http://127.0.0.1:{port}/api/method/ping", timeout=30) as answer:
			return answer.status == 200
	except (urllib.error.URLError, ConnectionError, TimeoutError):
		return False


def server_names(site: Site) -> list[str]:
	prefix = site.database.replace("_", "-")
	return [file.stem for file in RUN.glob(f"{prefix}-*.pid")]


def stop_servers(site: Site) -> list[str]:
	"""(Un)installing and migrating under a running server leaves it with stale lists: it is stopped before."""
	running = [name for name in server_names(site) if machine.is_running(name)]
	for name in server_names(site):
		machine.stop(name)
	return running
