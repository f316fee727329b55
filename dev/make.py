"""From a bare machine to a site with the app: `python3 dev/make.py demo|test|bench|lint|stop|clean`.

The Makefile calls this. Read it from top to bottom: each command is a list of steps, and each step looks at
what is there and does only what is missing, so an interrupted set-up can be run again. The parts: console.py
(what is shown), place.py (folders and kept state), machine.py (packages, ports, processes), framework.py (the
bench), restore.py (Frappe from the package registry), sites.py, layers.py (the tests), ratios.py (what benchmarks tell).

This bench is for the demo and the tests, on the loopback. The ordinary way on an existing bench is
`bench get-app` and `bench install-app`; see the README.
"""

import os
import signal
import sys
import time

import framework
import layers
import machine
import place
import ratios
import sites
from console import Failed, note, step
from layers import Count
from place import APP, LOGS, OUT
from sites import DEMO, MEASURED

LAYERS = ("lint", "core", "uninstall", "frappe", "benchmarks", "e2e")
WITHOUT_BENCH = {"lint", "core"}


# --- the commands -----------------------------------------------------------------------------------


def demo() -> int:
	"""A site in Chinese with the demo year and its annual report, served until Ctrl-C."""
	lock = place.open_home()
	set_up_machine(machine.PACKAGES)
	set_up_bench()
	if not sites.is_current(DEMO) and sites.stop_servers(DEMO):
		note("the demo that was being served is stopped: the app has changed")
	with step("Demo site", LOGS):
		sites.make_site(DEMO)
	with step("App on the demo site", LOGS):
		sites.install_app(DEMO)
	with step("Demo year 2024", LOGS):
		accounts = sites.load_demo(DEMO)
	report = OUT / "annual-report-2024.docx"
	with step("Annual report 2024", LOGS):
		sites.write_report(DEMO, report)
	if os.environ.get("SERVE") == "0":
		tell(accounts, report)
		print("`make demo` serves the site; MariaDB and Redis run on until `make stop`.")
		return 0
	with step("Web, worker, scheduler, realtime", LOGS):
		sites.stop_servers(DEMO)
		names = sites.serve(DEMO, *demo_ports(), scheduler=True)
	tell(accounts, report)
	lock.close()  # `make test` may run beside
	return watch(names)


def test() -> int:
	"""Lint, the three layers and the uninstall check; ends with the layers' sum, alone on a line."""
	start = time.monotonic()
	total = Count()
	lock = None
	try:
		chosen, module = what_to_run()
		lock = place.open_home()
		run_layers(chosen, module, total)
	except Failed as failure:
		print(failure.report())
		total.failed += 1
	finally:
		if os.environ.get("CI") and lock:
			machine.stop_own()  # a runner waits for what is left behind
	print(f"{time.monotonic() - start:.0f} s\n\n{total}")
	return 1 if total.failed else 0


def bench() -> int:
	"""The benchmarks on sites of growing size; each size's ratios, and at the end how all of them grow."""
	sizes, rounds, names = ratios.asked()
	place.open_home()
	set_up_machine(machine.PACKAGES)
	set_up_bench()
	with step("Bench site", LOGS):
		sites.make_site(MEASURED)
	with step("App on the bench site", LOGS):
		sites.install_app(MEASURED)
	measured = []
	for size in sizes:
		with step(f"Benchmarks on {size:,} records", LOGS):
			told, output = sites.measure(MEASURED, size, rounds, names)
			for line in output.splitlines():
				note(line)
		measured.append(told)
	print("\n".join(ratios.growth(measured)))
	return 1 if ratios.missed(measured) else 0


def lint() -> int:
	os.environ["ONLY"] = "lint"
	return test()


def stop() -> int:
	stopped = machine.stop_all() if place.MARK.exists() else []
	print(f"stopped: {', '.join(stopped)}" if stopped else "nothing was running")
	return 0


def clean() -> int:
	stop()
	place.remove_home()
	print(f"removed: {place.HOME}")
	return 0


# --- the steps --------------------------------------------------------------------------------------


def set_up_machine(packages: dict):
	with step("Debian packages", LOGS):
		machine.install_packages(packages)
	with step("Tools", LOGS):
		framework.make_bench_venv()
		framework.make_tools_venv()


def set_up_bench():
	with step("Yarn", LOGS):
		machine.require_node()
		framework.install_yarn()
	with step("MariaDB and Redis", LOGS):
		machine.start_mariadb()
		machine.start_redis()
	with step("Frappe", LOGS):
		framework.fetch_frappe()
	with step("Bench", LOGS):
		framework.init_bench()
		framework.configure_bench()
	with step("App in the bench", LOGS):
		framework.link_app()
	with step("Assets", LOGS):
		framework.build_assets()


def run_layers(chosen: set[str], module: str | None, total: Count):
	set_up_machine({} if chosen <= WITHOUT_BENCH else machine.PACKAGES)
	if "lint" in chosen:
		with step("Lint", LOGS):
			total.add(layers.lint())
	if "core" in chosen:
		with step("Tests of core/, without Frappe", LOGS):
			total.add(layers.core(module))
	if chosen <= WITHOUT_BENCH:
		return
	set_up_bench()
	with step("Test site", LOGS):
		layers.prepare_empty()
	if "uninstall" in chosen:
		with step("Install and uninstall, compared", LOGS):
			total.add(layers.uninstalls_cleanly())
	if not chosen & {"frappe", "benchmarks", "e2e"}:
		return
	with step("App on the test site", LOGS):
		layers.prepare_installed()
	if "frappe" in chosen:
		with step("Tests on the site", LOGS):
			total.add(layers.frappe(module))
	if "benchmarks" in chosen:
		with step("Benchmarks, tried", LOGS):
			total.add(layers.benchmarks())
	if "e2e" in chosen:
		with step("Demo year on the test site", LOGS):
			layers.prepare_demo()
		with step("Tests in the browser", LOGS):
			total.add(layers.browser())


def what_to_run() -> tuple[set[str], str | None]:
	"""From ONLY=core,frappe,... and MODULE=fazhi_governance.statute.test_clocks."""
	chosen = {name.strip() for name in os.environ.get("ONLY", "").split(",") if name.strip()}
	if unknown := chosen - set(LAYERS):
		raise Failed(
			f"ONLY={','.join(sorted(unknown))} is no layer", hint=f"the layers are {', '.join(LAYERS)}"
		)
	module = os.environ.get("MODULE") or None
	if module:
		return {"core" if module.startswith(f"{APP}.core.") else "frappe"}, module
	return chosen or set(LAYERS), None


# --- the demo, served -------------------------------------------------------------------------------


def demo_ports() -> tuple[int, int]:
	return machine.port_of("fazhi-demo-web"), machine.port_of("fazhi-demo-realtime")


def tell(accounts: dict, report):
	web, _realtime = demo_ports()
	rows = [(role, account["user"], account["password"]) for role, account in accounts.items()]
	rows.append(("Administrator", "Administrator", machine.password("admin")))
	print(f"\nSite: http://127.0.0.1:{web}\n\nAccounts (role, user, password):")
	for role, user, password in rows:
		print(f"  {role:<32} {user:<40} {password}")
	print(f"\nAnnual report: {report}\n", flush=True)


def watch(names: list[str]) -> int:
	"""Until Ctrl-C, or until a server ends by itself."""
	print("Ctrl-C ends the serving; MariaDB and Redis run on until `make stop`.", flush=True)
	try:
		while all(machine.is_running(name) for name in names):
			if not machine.are_own(names):
				print("another `make demo` serves the site now")
				return 0
			time.sleep(1)
		ended = [name for name in names if not machine.is_running(name)]
		if not any((place.RUN / f"{name}.pid").exists() for name in ended):
			print(f"ended from outside: {', '.join(ended)}")
			return 0
		print(f"ended by itself: {', '.join(ended)}; its log is in {LOGS}")
		return 1
	except KeyboardInterrupt:
		print("\nserving has ended")
		return 0
	finally:
		machine.stop_own(names)


# --- in and out -------------------------------------------------------------------------------------

COMMANDS = {"demo": demo, "test": test, "bench": bench, "lint": lint, "stop": stop, "clean": clean}


def interrupt(_signal, _frame):
	raise KeyboardInterrupt


def main() -> int:
	if sys.argv[1:] not in [[name] for name in COMMANDS]:
		print(__doc__)
		return 2
	for sign in (signal.SIGTERM, signal.SIGHUP):
		signal.signal(sign, interrupt)
	try:
		return COMMANDS[sys.argv[1]]()
	except Failed as failure:
		print(failure.report())
		return 1
	except KeyboardInterrupt:
		print("\ninterrupted; the same make again goes on from here")
		return 130


if __name__ == "__main__":
	sys.exit(main())
