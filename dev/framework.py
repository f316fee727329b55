"""The bench: its tools, where Frappe comes from, `bench init`, the app in it, and the built assets."""

import getpass
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import restore
from console import Failed, note, run
from machine import password, redis_url
from place import APP, BENCH, DEV, HOME, REPO, SITES, VENVS, digest, recall, remember, write_json

BENCH_VERSION = "5.31.1"
YARN_VERSION = "1.22.22"
PUBLIC_FRAPPE = "https://github.com/frappe/frappe"
SECONDS_TO_ANSWER = 5

BENCH_VENV = VENVS / "bench"
TOOLS_VENV = VENVS / "tools"
YARN = HOME / "yarn"
SOURCE = HOME / "frappe"
ENV_PYTHON = BENCH / "env/bin/python"
REGISTRY_COPY = (
	"the registry copy (v15.0.0-dev of August 2023; for tests and this demo only, on the loopback)"
)

PYPI = "see that PyPI, or this machine's mirror of it, can be reached, then run the same make again"
NPM = "see that npm's registry, or this machine's mirror of it, can be reached, then run the same make again"


# --- tools ------------------------------------------------------------------------------------------


def make_bench_venv():
	"""frappe-bench brings uv, which fills every other environment."""
	if (BENCH_VENV / "bin/uv").exists() and bench_version() == BENCH_VERSION:
		return
	shutil.rmtree(BENCH_VENV, ignore_errors=True)
	run([sys.executable, "-m", "venv", BENCH_VENV])
	pip = [BENCH_VENV / "bin/python", "-m", "pip", "-q", "--disable-pip-version-check", "install"]
	run([*pip, f"frappe-bench=={BENCH_VERSION}"], hint=PYPI)


def bench_version() -> str | None:
	found = list(BENCH_VENV.glob("lib/python*/site-packages/frappe_bench-*.dist-info"))
	return found[0].name.removeprefix("frappe_bench-").removesuffix(".dist-info") if found else None


def make_tools_venv():
	"""ruff, pytest and the browser driver, with what the app itself depends on, so that core/ can be imported."""
	python = TOOLS_VENV / "bin/python"
	if not runs(python, "pass"):
		shutil.rmtree(TOOLS_VENV, ignore_errors=True)
		run([sys.executable, "-m", "venv", "--without-pip", TOOLS_VENV])
	uv_install(python, "-r", DEV / "requirements.txt", "-r", REPO / "pyproject.toml")


def uv_install(python: Path, *what):
	"""Quick, and without the network, when everything is there."""
	run([BENCH_VENV / "bin/uv", "pip", "install", "--python", python, *what], hint=PYPI)


def runs(python: Path, code: str) -> bool:
	return python.exists() and subprocess.run([python, "-c", code], capture_output=True).returncode == 0


def install_yarn():
	"""In the state folder: nothing is installed globally."""
	manifest = YARN / "node_modules/yarn/package.json"
	if manifest.exists() and json.loads(manifest.read_text())["version"] == YARN_VERSION:
		return
	shutil.rmtree(YARN, ignore_errors=True)
	run(["npm", "install", "--no-audit", "--no-fund", "--prefix", YARN, f"yarn@{YARN_VERSION}"], hint=NPM)


def install_env() -> dict:
	"""For what fetches packages: bench, uv and yarn on the path, the network as it is."""
	path = [BENCH_VENV / "bin", YARN / "node_modules/.bin", os.environ["PATH"], "/usr/sbin"]
	env = os.environ | {"PATH": os.pathsep.join(map(str, path)), "GIT_TERMINAL_PROMPT": "0"}
	# CI changes what Frappe does in many places; who wants that says so
	return {name: value for name, value in env.items() if name not in ("CI", "VIRTUAL_ENV", "PYTHONPATH")}


def site_env() -> dict:
	"""For Frappe itself: it calls out by itself, and on a closed network each call would hang until it times out."""
	nowhere = "http://127.0.0.1:9"
	env = install_env()
	for name in ("http_proxy", "https_proxy"):
		env |= {name: nowhere, name.upper(): nowhere}
	for name in ("no_proxy", "NO_PROXY"):
		env[name] = "127.0.0.1,localhost,.localhost"
	# Debian's wkhtmltopdf is built on a Qt that wants a screen
	return env | {"QT_QPA_PLATFORM": "offscreen", "LANG": os.environ.get("LANG", "C.UTF-8")}


# --- Frappe -----------------------------------------------------------------------------------------


def fetch_frappe():
	"""FRAPPE_PATH if set; else Frappe's public repository if it answers; else the registry copy."""
	wanted, branch = os.environ.get("FRAPPE_PATH"), os.environ.get("FRAPPE_BRANCH") or "version-15"
	kept = recall("frappe")
	if kept and (SOURCE / ".git").is_dir():
		if wanted and [wanted, branch] != kept[:2]:
			raise Failed(
				f"this state folder holds a bench with Frappe from {kept[0]} ({kept[1]})",
				hint="choose another state folder (make ... FAZHI_HOME=/some/folder), or make clean first",
			)
		note(f"Frappe: {kept[2]}")
		return
	new = SOURCE.with_suffix(".new")
	shutil.rmtree(new, ignore_errors=True)
	shutil.rmtree(SOURCE, ignore_errors=True)
	if wanted:
		origin = f"{wanted} ({branch}), as FRAPPE_PATH says"
		copy_tree(wanted, branch, new)
	elif answers(PUBLIC_FRAPPE, branch):
		origin = f"{PUBLIC_FRAPPE} ({branch})"
		copy_tree(PUBLIC_FRAPPE, branch, new)
	else:
		origin = REGISTRY_COPY
		restore.restore(new, BENCH_VENV / "bin/python")
	replace_git_dependencies(new)
	commit(new, branch)
	new.rename(SOURCE)
	remember("frappe", [wanted or "", branch, origin])
	note(f"Frappe: {origin}")


def answers(repository: str, branch: str) -> bool:
	command = ["git", "ls-remote", "--exit-code", repository, branch]
	try:
		asked = subprocess.run(command, env=install_env(), capture_output=True, timeout=SECONDS_TO_ANSWER)
	except subprocess.TimeoutExpired:
		return False
	return asked.returncode == 0


def copy_tree(origin: str, branch: str, folder: Path):
	"""A Git repository's branch, or a plain folder as it is."""
	local = Path(origin).expanduser()
	if local.is_dir() and not (local / ".git").exists() and not (local / "HEAD").exists():
		shutil.copytree(local, folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
		return
	source = local.resolve().as_uri() if local.is_dir() else origin
	run(
		["git", "clone", "-q", "--depth", "1", "--branch", branch, source, folder],
		env=install_env(),
		hint="see that FRAPPE_PATH is a Frappe tree, and FRAPPE_BRANCH a branch or tag of it",
	)


def replace_git_dependencies(folder: Path):
	"""yarn would fetch them from their Git host; where that doesn't answer, the registry's release stands in."""
	file = folder / "package.json"
	manifest = json.loads(file.read_text())
	ours = json.loads((DEV / "package.json").read_text())["dependencies"]
	for name, version in manifest["dependencies"].items():
		at = re.fullmatch(
			r"(?:github:|git\+https://github\.com/|https://github\.com/)([\w.-]+/[\w.-]+?)(?:\.git)?(?:#.*)?",
			version,
		)
		if not at or answers(f"https://github.com/{at[1]}", "HEAD"):
			continue
		if name not in ours:
			raise Failed(
				f"Frappe's package.json takes {name} from {version}, which does not answer",
				hint=f"add an exact version of {name} from the registry to dev/package.json",
			)
		manifest["dependencies"][name] = ours[name]
		note(f"{name}: {version} does not answer, the registry's {ours[name]} stands in")
	file.write_text(json.dumps(manifest, indent=2) + "\n")


def commit(folder: Path, branch: str):
	"""bench clones, so what it clones is a commit."""
	git = ["git", "-C", folder, "-c", "user.name=fazhi", "-c", "user.email=fazhi@example.com"]
	if not (folder / ".git").is_dir():
		run([*git, "init", "-q"])
	run([*git, "checkout", "-q", "-B", branch])
	run([*git, "add", "-A"])
	run(
		[
			*git,
			"commit",
			"-q",
			"--no-verify",
			"--no-gpg-sign",
			"--allow-empty",
			"-m",
			"Frappe as this bench uses it",
		]
	)


# --- bench ------------------------------------------------------------------------------------------


def init_bench():
	"""A half-made bench is made anew; it holds no site yet."""
	if not bench_is_whole():
		make_bench()
	# version 15 pins a google-api client that imports pkg_resources, which later setuptools lack
	uv_install(ENV_PYTHON, "setuptools<81")


def make_bench():
	shutil.rmtree(BENCH, ignore_errors=True)
	write_user(HOME)
	command = ["bench", "init", "--skip-assets", "--no-backups", "--python", sys.executable]
	branch = recall("frappe")[1]
	run(
		[*command, "--frappe-path", SOURCE, "--frappe-branch", branch, BENCH],
		cwd=HOME,
		env=install_env(),
		hint="see that PyPI and npm's registry can be reached, then run the same make again",
	)
	if not bench_is_whole():
		raise Failed(
			"bench init ended without a word, yet the bench lacks a part", hint="see the log, then make clean"
		)


def bench_is_whole() -> bool:
	listed = SITES / "apps.txt"
	return (
		listed.exists()
		and "frappe" in listed.read_text().split()
		and (BENCH / "apps/frappe/node_modules/.yarn-integrity").exists()
		and runs(ENV_PYTHON, "import frappe")
	)


def write_user(folder: Path):
	"""bench refuses to run as root unless the configuration names root as its user."""
	(folder / "sites").mkdir(parents=True, exist_ok=True)
	write_json(folder / "sites/common_site_config.json", {"frappe_user": getpass.getuser()})


def configure_bench():
	"""Ports and passwords; written only when they changed."""
	file = SITES / "common_site_config.json"
	ports = recall("ports")
	config = json.loads(file.read_text())
	ours = {
		"frappe_user": getpass.getuser(),
		"db_host": "127.0.0.1",
		"db_port": ports["mariadb"],
		"root_login": "root",
		"root_password": password("mariadb"),
		"redis_cache": redis_url("redis_cache"),
		"redis_queue": redis_url("redis_queue"),
		"redis_socketio": redis_url("redis_queue"),
		"developer_mode": 0,
		"mute_emails": 1,
	}
	if config | ours != config:
		write_json(file, config | ours)


def link_app():
	"""The bench uses the app from this work tree; another clone that runs later takes the bench over."""
	link = BENCH / "apps" / APP
	if not link.is_symlink() or os.readlink(link) != str(REPO):
		link.unlink(missing_ok=True)
		link.symlink_to(REPO)
		note(f"the bench uses the app in {REPO}")
	listed = SITES / "apps.txt"
	apps = listed.read_text().split()
	if APP not in apps:
		listed.write_text("\n".join([*apps, APP]) + "\n")
	needed = digest([REPO / "pyproject.toml", BENCH / "apps/frappe/pyproject.toml"])
	if imported_from() == REPO and recall("app dependencies") == needed:
		return
	uv_install(ENV_PYTHON, "-e", REPO)
	# what the test classes of Frappe and of the app import; without the network when it is there
	run(["bench", "setup", "requirements", "--dev"], cwd=BENCH, env=install_env(), hint=PYPI)
	remember("app dependencies", needed)


def imported_from() -> Path | None:
	code = f"import {APP}, os; print(os.path.dirname(os.path.dirname({APP}.__file__)))"
	found = subprocess.run([ENV_PYTHON, "-c", code], cwd=HOME, capture_output=True, text=True)
	return Path(found.stdout.strip()) if found.returncode == 0 else None


# --- assets -----------------------------------------------------------------------------------------


def build_assets():
	"""Frappe's once, the app's when its public/ changed."""
	refresh_builder()
	public = REPO / APP / "public"
	sources = [file for file in public.rglob("*") if file.is_file() and public / "dist" not in file.parents]
	now = [str(REPO), digest(sources)]
	frappe_is_built = assets_are_there("frappe", "desk.bundle.js")
	bundles = [
		re.sub(r"\.ts$", ".js", re.sub(r"\.scss$", ".css", file.name))
		for file in sources
		if ".bundle." in file.name
	]
	app_is_built = recall("assets") == now and assets_are_there(APP, *bundles)
	if frappe_is_built and app_is_built:
		return
	# CI: build what is here, look for no ready-made assets elsewhere, and fail when the build fails
	env = site_env() | {"CI": "1"}
	run(["bench", "build", *(["--app", APP] if frappe_is_built else [])], cwd=BENCH, env=env)
	if not assets_are_there("frappe", "desk.bundle.js") or not assets_are_there(APP, *bundles):
		raise Failed("bench build ended without a word, yet bundles are missing in sites/assets/assets.json")
	remember("assets", now)


def assets_are_there(app: str, *bundles: str) -> bool:
	file = SITES / "assets/assets.json"
	if not (SITES / "assets" / app).exists() or not file.exists():
		return False
	built = json.loads(file.read_text())
	return all(name in built and (SITES / built[name].lstrip("/")).exists() for name in bundles)


def refresh_builder():
	"""In a bench of the registry copy the builder is ours, and follows dev/."""
	if recall("frappe")[2] != REGISTRY_COPY:
		return
	changed = []
	for name in restore.OURS:
		theirs = BENCH / "apps/frappe" / name
		if theirs.read_bytes() != (DEV / name).read_bytes():
			# package.json is rewritten while Git dependencies are looked at; its contents count
			if name == "package.json" and json.loads(theirs.read_text()) == json.loads(
				(DEV / name).read_text()
			):
				continue
			shutil.copy(DEV / name, theirs)
			changed.append(name)
	if "package.json" in changed:
		run(["yarn", "install", "--check-files"], cwd=BENCH / "apps/frappe", env=install_env(), hint=NPM)
	if {"package.json", "build_assets.mjs"} & set(changed):
		(SITES / "assets/assets.json").unlink(missing_ok=True)
