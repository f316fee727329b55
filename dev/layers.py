"""The tests in their layers, and how each is counted. Nothing passes that did not run."""

import os
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import machine
import sites
from console import Failed, end_of, log_file, note, run
from framework import TOOLS_VENV, site_env
from place import APP, HOME, LOGS, OUT, REPO, recall, remember
from sites import TEST

# what uninstalling must leave as it was
COMPARED = (
	"DocType",
	"Role",
	"Custom Field",
	"Property Setter",
	"Workspace",
	"Scheduled Job Type",
	"Module Def",
	"Report",
	"Print Format",
	"Page",
	"Number Card",
	"Dashboard",
	"Dashboard Chart",
	"Notification",
	"Kanban Board",
	"Workflow",
	"Workflow State",
	"Workflow Action Master",
	"Email Template",
	"Role Profile",
	"Module Onboarding",
	"Onboarding Step",
)


# a test that hangs is to be named before the runner's patience ends
LONGEST_LAYER = 900

# no cache folders in the work tree
QUIET = {
	"PYTHONDONTWRITEBYTECODE": "1",
	"RUFF_CACHE_DIR": str(HOME / "ruff"),
	"HYPOTHESIS_STORAGE_DIRECTORY": str(HOME / "hypothesis"),
}


@dataclass
class Count:
	passed: int = 0
	failed: int = 0

	def add(self, other: "Count"):
		self.passed += other.passed
		self.failed += other.failed

	def __str__(self) -> str:
		return f"{self.passed} passed, {self.failed} failed"


def lint() -> Count:
	"""Not a layer of tests: what ruff accepts adds nothing to the sum, what it refuses counts as failed."""
	ruff = TOOLS_VENV / "bin/ruff"
	count = Count()
	for command in (["check", "--quiet"], ["format", "--check", "--quiet"]):
		done = run([ruff, *command, "."], cwd=REPO, env=os.environ | QUIET, check=False)
		if done.returncode:
			count.failed += 1
			show(f"ruff {' '.join(command)}", done.stdout)
	return count


def core(module: str | None = None) -> Count:
	path = f"{module.replace('.', '/')}.py" if module else f"{APP}/core"
	return pytest("core", REPO / path, env=os.environ | QUIET)


def frappe(module: str | None = None) -> Count:
	"""bench exits 0 on failing tests unless CI is set, and on none at all: what it says it ran is read."""
	what = ["--module", module] if module else []
	sites.restore_site(TEST, "installed")
	done = TEST.bench(
		"run-tests", "--app", APP, *what, env=QUIET | {"CI": "1"}, check=False, timeout=LONGEST_LAYER
	)
	count = read_unittest(done.stdout)
	if done.returncode and not count.failed:
		count.failed += 1  # it broke off before or between the tests
	return judged("frappe", count, done.stdout)


def read_unittest(output: str) -> Count:
	"""Sums over all runs that the output tells of; skipped tests count as neither."""
	ran = sum(int(figure) for figure in re.findall(r"^Ran (\d+) tests? in", output, re.M))
	verdicts = " ".join(re.findall(r"^(?:FAILED|OK) \((.*)\)", output, re.M))
	told = {word: 0 for word in ("failures", "errors", "skipped", "unexpected successes")}
	for word, figure in re.findall(r"([a-z ]+?)=(\d+)", verdicts):
		told[word.strip()] = told.get(word.strip(), 0) + int(figure)
	failed = told["failures"] + told["errors"] + told["unexpected successes"]
	return Count(passed=max(ran - failed - told["skipped"], 0), failed=failed)


def browser() -> Count:
	"""The test site with the demo year, served on free ports of the loopback for as long as the tests run."""
	shots = OUT / "shots"
	shots.mkdir(parents=True, exist_ok=True)
	with served() as address:
		told = {"FAZHI_URL": address, "FAZHI_ACCOUNTS": str(TEST.accounts), "FAZHI_SHOTS": str(shots)}
		return pytest("e2e", REPO / "e2e", env=site_env() | QUIET | told)


@contextmanager
def served() -> Iterator[str]:
	web = machine.free_port(18080)
	realtime = machine.free_port(19080)
	try:
		sites.serve(TEST, web, realtime, scheduler=False)
		yield f"http://127.0.0.1:{web}"
	finally:
		sites.stop_servers(TEST)


def pytest(layer: str, path: Path, env: dict) -> Count:
	result = LOGS / f"{layer}.xml"
	result.unlink(missing_ok=True)
	command = [
		TOOLS_VENV / "bin/python",
		"-m",
		"pytest",
		"-q",
		"-p",
		"no:cacheprovider",
		f"--junitxml={result}",
	]
	done = run([*command, path], cwd=REPO, env=env, check=False, timeout=LONGEST_LAYER)
	count = Count()
	for suite in ElementTree.parse(result).iter("testsuite") if result.exists() else ():
		ran, skipped = int(suite.get("tests")), int(suite.get("skipped"))
		failed = int(suite.get("failures")) + int(suite.get("errors"))
		count.add(Count(max(ran - failed - skipped, 0), failed))
	if done.returncode not in (0, 1, 5) and not count.failed:
		count.failed += 1
	return judged(layer, count, done.stdout)


def judged(layer: str, count: Count, output: str) -> Count:
	if not count.passed and not count.failed:
		count.failed = 1
		note(f"{layer}: no test ran")
	if count.failed:
		show(layer, output)
	note(f"{layer}: {count}")
	return count


def show(what: str, output: str):
	note(f"{what} failed:")
	for line in end_of(output, 60).splitlines():
		note(f"  | {line}")
	note(f"  all of its output: {log_file()}")


def benchmarks() -> Count:
	"""That they still run; on so few records their ratios say nothing."""
	sites.restore_site(TEST, "installed")
	try:
		told, _output = sites.measure(TEST, 2000, 1, [])
	except Failed as failure:
		show("benchmarks", failure.tail)
		return Count(failed=1)
	return judged("benchmarks", Count(passed=len(told["lines"])), "")


# --- the state that each layer begins in ------------------------------------------------------------


def prepare_empty():
	"""The dump of the test site without the app, from which everything begins."""
	if sites.make_site(TEST) or not sites.dump_of("empty").exists():
		if APP in sites.installed_apps(TEST):
			raise Failed(
				f"there is no dump of an empty {TEST.name}", hint="make clean, then run the same make again"
			)
		sites.dump_site(TEST, "empty")
		sites.dump_of("installed").unlink(missing_ok=True)


def prepare_installed():
	"""The dump of the test site with the app; made anew when what the database is made of has changed."""
	now = sites.schema_digest()
	if not sites.dump_of("installed").exists() or recall("installed dump") != now:
		sites.restore_site(TEST, "empty")
		sites.install_app(TEST)
		sites.dump_site(TEST, "installed")
		remember("installed dump", now)


def prepare_demo():
	"""The tests on the site leave records; the browser finds the demo year alone."""
	sites.restore_site(TEST, "installed")
	sites.load_demo(TEST)


def uninstalls_cleanly() -> Count:
	"""Install, uninstall, and compare the lists of everything an app brings."""
	sites.restore_site(TEST, "empty")
	before = inventory()
	sites.install_app(TEST)
	done = TEST.bench("uninstall-app", APP, "--yes", "--no-backup", check=False)
	if done.returncode:
		show("uninstall-app", done.stdout)
		return Count(failed=1)
	differences = compare(before, inventory())
	for line in differences:
		note(f"uninstall-app leaves the site changed: {line}")
	sites.dump_of("installed").unlink(missing_ok=True)  # what comes next begins with a fresh install
	return Count(failed=1 if differences else 0)


def inventory() -> dict[str, set[str]]:
	lists = {doctype: set(TEST.sql(f"select name from `tab{doctype}`")) for doctype in COMPARED}
	lists["Table"] = set(TEST.sql("show tables"))
	return lists


def compare(before: dict[str, set[str]], after: dict[str, set[str]]) -> list[str]:
	differences = []
	for doctype, names in before.items():
		if left := after[doctype] - names:
			differences.append(f"{doctype} left behind: {', '.join(sorted(left))}")
		if lost := names - after[doctype]:
			differences.append(f"{doctype} lost: {', '.join(sorted(lost))}")
	return differences
