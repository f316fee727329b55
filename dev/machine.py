"""What the machine gives: Debian's packages, free ports, and the processes that run on them."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from console import AGAIN, Failed, ask, end_of, note, run
from place import HOME, LOGS, RUN, recall, remember, write_json

# package → a command of it, for machines that aren't Debian
PACKAGES = {
	"mariadb-server": "mariadbd",
	"redis-server": "redis-server",
	"git": "git",
	"chromium": "chromium",
	"fonts-noto-cjk": None,
	"wkhtmltopdf": "wkhtmltopdf",
	"poppler-utils": "pdftotext",
}
VENV = {"python3-venv": None}

POLICY = Path("/usr/sbin/policy-rc.d")
POLICY_KEPT = Path("/usr/sbin/policy-rc.d.before-fazhi")
OUR_POLICY = "#!/bin/sh\n# fazhi_governance: no daemon starts while packages are being installed\nexit 101\n"

MYSQL_DATA = HOME / "mariadb"
MYSQL_LOGIN = HOME / "mariadb.cnf"
REDIS = ("redis_cache", "redis_queue")
# where the search for a free port begins
FIRST_PORT = {
	"mariadb": 13306,
	"redis_cache": 13000,
	"redis_queue": 11000,
	"fazhi-demo-web": 8080,
	"fazhi-demo-realtime": 9080,
}

_started: dict[str, subprocess.Popen] = {}


# --- packages ---------------------------------------------------------------------------------------


def install_packages(wanted: dict):
	"""apt is called only when something is missing; the packages' own daemons do not start."""
	release_daemons()  # an earlier run may have been killed in the middle
	if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode:
		wanted = wanted | VENV
	if not shutil.which("dpkg-query"):
		missing = [package for package, command in wanted.items() if command and not shutil.which(command)]
		if missing:
			raise Failed(
				f"this isn't Debian, and there is no {', '.join(missing)} (Debian's names)",
				hint="install them with this machine's package manager, then run the same make again",
			)
		return
	missing = [package for package in wanted if not is_installed(package)]
	if not missing:
		return
	if os.geteuid():
		raise Failed(
			f"packages are missing: {', '.join(missing)}",
			hint=f"sudo apt-get install --no-install-recommends {' '.join(missing)}",
		)
	hold_daemons()
	try:
		env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
		run(
			["dpkg", "--configure", "-a"],
			env=env,
			hint="see what dpkg says; an earlier install was interrupted",
		)
		apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
		run(
			[*apt, "update"],
			env=env,
			hint="see that Debian's packages can be reached (/etc/apt/sources.list)",
		)
		run([*apt, "install", "--no-install-recommends", *missing], env=env)
		note(f"installed: {', '.join(missing)}")
	finally:
		release_daemons()


def is_installed(package: str) -> bool:
	asked = subprocess.run(
		["dpkg-query", "-W", "-f=${db:Status-Status}", package], capture_output=True, text=True
	)
	return asked.stdout == "installed"


def hold_daemons():
	if POLICY.exists() and POLICY.read_text() != OUR_POLICY:
		POLICY.rename(POLICY_KEPT)
	POLICY.write_text(OUR_POLICY)
	POLICY.chmod(0o755)


def release_daemons():
	"""Also after a run that was killed half way: only our own file is removed, what stood there comes back."""
	if POLICY.exists() and POLICY.read_text() == OUR_POLICY:
		POLICY.unlink()
	if POLICY_KEPT.exists() and not POLICY.exists():
		POLICY_KEPT.rename(POLICY)


def require_node():
	if not shutil.which("npm"):
		raise Failed(
			"Node.js with npm isn't installed", hint="install Node.js 18 or newer (20 is what is tested)"
		)
	version = ask(["node", "--version"]).strip()
	if int(version.lstrip("v").split(".")[0]) < 18:
		raise Failed(f"Node.js is {version}, Frappe needs 18 or newer", hint="install Node.js 18 or newer")


# --- ports ------------------------------------------------------------------------------------------


def is_free(port: int) -> bool:
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind(("127.0.0.1", port))
		except OSError:
			return False
	return True


def port_of(name: str) -> int:
	"""The kept port of a daemon, or a new one when somebody else sits on it."""
	ports = recall("ports", {})
	kept = ports.get(name)
	if kept and (is_running(name) or is_free(kept)):
		return kept
	chosen = free_port(FIRST_PORT[name], set(ports.values()))
	if kept:
		note(f"port {kept} is taken by another program: {name} moves to {chosen}")
	remember("ports", ports | {name: chosen})
	return chosen


def free_port(first: int, others: set[int] = frozenset()) -> int:
	for port in range(first, first + 500):
		if port not in others and is_free(port):
			return port
	raise Failed(f"no port between {first} and {first + 500} is free", hint="end what holds them")


# --- processes --------------------------------------------------------------------------------------


def started_at(pid: int) -> str | None:
	"""The kernel's start time of a living process: pids come again, pid and start time don't."""
	try:
		fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
	except (FileNotFoundError, ProcessLookupError):
		return None
	return None if fields[0] in "ZX" else fields[19]


def is_running(name: str) -> bool:
	file = RUN / f"{name}.pid"
	if not file.exists():
		return False
	if name in _started:
		_started[name].poll()  # so that a dead child doesn't stay a zombie
	process = json.loads(file.read_text())
	return process["started_at"] is not None and started_at(process["pid"]) == process["started_at"]


def pid_of(name: str) -> int | None:
	file = RUN / f"{name}.pid"
	return json.loads(file.read_text())["pid"] if file.exists() else None


def start(name: str, command: list, **options):
	"""Start a process that outlives us, with a log of its own, and keep its pid."""
	with (LOGS / f"{name}.log").open("w") as log:
		process = subprocess.Popen(
			[str(part) for part in command],
			stdin=subprocess.DEVNULL,
			stdout=log,
			stderr=subprocess.STDOUT,
			start_new_session=True,
			**options,
		)
	_started[name] = process
	kept = {"pid": process.pid, "started_at": started_at(process.pid)}
	write_json(RUN / f"{name}.pid", kept)


def wait_for(name: str, is_ready, seconds: int = 60, hint: str = AGAIN):
	log = LOGS / f"{name}.log"
	end = time.monotonic() + seconds
	while not is_ready():
		if not is_running(name) or time.monotonic() > end:
			what = f"{name} does not answer" if is_running(name) else f"{name} ended at once"
			raise Failed(what, tail=end_of(log.read_text(errors="replace")), log=log, hint=hint)
		time.sleep(0.1)


def stop(name: str):
	"""End a process that we started, with its children; the group is its own."""
	if is_running(name):
		pid = pid_of(name)
		for sign, seconds in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
			os.killpg(pid, sign)
			end = time.monotonic() + seconds
			while is_running(name) and time.monotonic() < end:
				time.sleep(0.05)
			if not is_running(name):
				break
	(RUN / f"{name}.pid").unlink(missing_ok=True)


def stop_all() -> list[str]:
	"""Servers first, the database last."""
	names = [file.stem for file in RUN.glob("*.pid")]
	names.sort(key=lambda name: (name == "mariadb", name in REDIS))
	running = [name for name in names if is_running(name)]
	for name in names:
		stop(name)
	return running


def are_own(names: list[str]) -> bool:
	return all(name in _started and _started[name].pid == pid_of(name) for name in names)


def stop_own(names: list[str] | None = None):
	"""What this very run started, and nothing that another has started since under the same name."""
	for name in list(names or reversed(_started)):
		if are_own([name]):
			stop(name)


# --- MariaDB and Redis ------------------------------------------------------------------------------


def start_mariadb() -> int:
	make_database_folder()
	port = port_of("mariadb")
	if not is_running("mariadb"):
		start(
			"mariadb",
			[
				"mariadbd",
				"--no-defaults",
				*as_user(),
				f"--datadir={MYSQL_DATA}",
				f"--socket={RUN}/mariadb.sock",
				f"--pid-file={MYSQL_DATA}/mariadbd.pid",
				"--bind-address=127.0.0.1",
				f"--port={port}",
				"--skip-name-resolve",
				"--character-set-server=utf8mb4",
				"--collation-server=utf8mb4_unicode_ci",
				"--skip-character-set-client-handshake",
				# nothing here must outlive a power failure; it must be quick
				"--skip-log-bin",
				"--innodb-flush-log-at-trx-commit=0",
				"--innodb-doublewrite=0",
				"--innodb-buffer-pool-size=512M",
			],
			env=os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin"},
		)
	hint = "if the database is damaged: make clean, then run the same make again"
	wait_for("mariadb", (RUN / "mariadb.sock").exists, hint=hint)
	wait_for("mariadb", lambda: not is_free(port), hint=hint)
	secure_mariadb()
	return port


def make_database_folder():
	"""Made beside and renamed: an interrupted run leaves no half-made database."""
	if (MYSQL_DATA / "mysql").is_dir():
		return
	new = MYSQL_DATA.with_suffix(".new")
	shutil.rmtree(new, ignore_errors=True)
	new.mkdir()
	run(
		[
			"mariadb-install-db",
			"--no-defaults",
			f"--datadir={new}",
			"--auth-root-authentication-method=normal",
			"--skip-test-db",
			*as_user(),
		]
	)
	new.rename(MYSQL_DATA)


def as_user() -> list[str]:
	return [] if os.geteuid() else ["--user=root"]


def secure_mariadb():
	"""root gets a password, and the anonymous users go: they would catch the logins of sites at localhost."""
	login = f"[client]\nuser=root\npassword={password('mariadb')}\nsocket={RUN}/mariadb.sock\n"
	if not MYSQL_LOGIN.exists() or MYSQL_LOGIN.read_text() != login:
		MYSQL_LOGIN.write_text(login)
		MYSQL_LOGIN.chmod(0o600)
	client = ["mariadb", f"--defaults-file={MYSQL_LOGIN}"]
	if subprocess.run([*client, "-e", "select 1"], capture_output=True).returncode == 0:
		return
	first = ["mariadb", "--no-defaults", "--user=root", f"--socket={RUN}/mariadb.sock"]
	secret = password("mariadb")
	statements = f"""
		delete from mysql.global_priv where User = '';
		flush privileges;
		create or replace user root@'127.0.0.1' identified by '{secret}';
		grant all on *.* to root@'127.0.0.1' with grant option;
		alter user root@localhost identified by '{secret}';
	"""
	run([*first, "-e", statements])


def password(name: str) -> str:
	"""Made once, kept in the state folder."""
	passwords = recall("passwords", {})
	if name not in passwords:
		passwords[name] = secrets.token_hex(8)
		remember("passwords", passwords)
	return passwords[name]


def sql(statement: str, database: str = "") -> list[str]:
	"""The rows of a statement, as root of our own MariaDB."""
	client = ["mariadb", f"--defaults-file={MYSQL_LOGIN}", "--skip-column-names", "--batch"]
	return ask([*client, "-e", statement, *([database] if database else [])]).splitlines()


def start_redis():
	for name in REDIS:
		port = port_of(name)
		if not is_running(name):
			command = ["redis-server", "--bind", "127.0.0.1", "--port", port, "--dir", RUN, "--save", ""]
			if name == "redis_cache":
				command += ["--maxmemory", "256mb", "--maxmemory-policy", "allkeys-lru"]
			start(name, command)
		wait_for(name, lambda port=port: not is_free(port))


def redis_url(name: str, database: int = 0) -> str:
	return f"redis://127.0.0.1:{recall('ports')[name]}/{database}"


def flush_redis(name: str, database: int):
	ask(["redis-cli", "-u", redis_url(name, database), "flushdb"])
