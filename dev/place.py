"""Where everything stands: the repository, and the state folder that holds the bench and all it needs.

The state folder is ${FAZHI_HOME:-~/.local/share/fazhi-bench}. It lies outside of the repository, because
virtual environments and bench break on a space in their path and the repository may have one.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from console import Failed

APP = "fazhi_governance"
REPO = Path(__file__).resolve().parent.parent
DEV = REPO / "dev"
OUT = REPO / "out"

HOME = Path(os.environ.get("FAZHI_HOME") or Path.home() / ".local/share/fazhi-bench").absolute()
BENCH = HOME / "bench"
SITES = BENCH / "sites"
VENVS = HOME / "venvs"
LOGS = HOME / "logs"
RUN = HOME / "run"
STATE = HOME / "state.json"
MARK = HOME / ".fazhi-bench"

# MariaDB's socket lies in the state folder, and a socket's path holds 107 characters
LONGEST_HOME = 85


def open_home():
	"""Make the state folder, or refuse one that can't work or isn't ours; return the lock that keeps others out."""
	way_out = "choose another state folder: make ... FAZHI_HOME=/path/without/spaces"
	if any(character.isspace() for character in str(HOME)):
		raise Failed(f"the state folder's path has a space, and bench can't live there: {HOME}", hint=way_out)
	if len(str(HOME)) > LONGEST_HOME:
		raise Failed(f"the state folder's path has more than {LONGEST_HOME} characters: {HOME}", hint=way_out)
	if HOME.is_relative_to(REPO):
		raise Failed(f"the state folder lies inside of the repository: {HOME}", hint=way_out)
	if HOME.exists() and not MARK.exists() and any(HOME.iterdir()):
		raise Failed(f"{HOME} holds something that isn't a state folder of {APP}", hint=way_out)
	HOME.mkdir(parents=True, exist_ok=True)
	HOME.chmod(0o700)  # it holds the passwords
	MARK.touch()
	for folder in (LOGS, RUN, VENVS):
		folder.mkdir(exist_ok=True)
	return lock()


def lock():
	"""One set-up at a time works in a state folder."""
	held = (HOME / "lock").open("a+")
	try:
		fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
	except BlockingIOError:
		held.seek(0)
		raise Failed(
			f"another make is at work in {HOME} (process {held.read().strip()})",
			hint="wait until it has ended, or set FAZHI_HOME to another folder",
		) from None
	held.truncate(0)
	held.write(str(os.getpid()))
	held.flush()
	return held


def remove_home():
	if HOME.exists() and not MARK.exists():
		raise Failed(f"{HOME} isn't a state folder of {APP}", hint="remove it by hand if it is yours")
	shutil.rmtree(HOME, ignore_errors=False) if HOME.exists() else None


def recall(key: str, default=None):
	return json.loads(STATE.read_text()).get(key, default) if STATE.exists() else default


def remember(key: str, value):
	state = json.loads(STATE.read_text()) if STATE.exists() else {}
	if state.get(key) != value:
		write_json(STATE, {**state, key: value})


def write_json(path: Path, content: dict):
	"""All or nothing: an interrupted run leaves the old file."""
	new = path.with_name(path.name + ".new")
	new.write_text(json.dumps(content, indent=1, ensure_ascii=False))
	new.chmod(0o600)
	new.replace(path)


def digest(files: Iterable[Path]) -> str:
	"""One figure for the names and contents of files."""
	total = hashlib.sha256()
	for file in sorted(files):
		total.update(str(file).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
	return total.hexdigest()
