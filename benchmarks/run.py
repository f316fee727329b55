"""Runs benchmarks on one site, in the bench's Python, from the folder of the sites:

    python REPO/benchmarks/run.py SITE SIZE ROUNDS FILE [NAME ...]

SIZE: so many records replace ALL records of the site, unless it has just these already.  ROUNDS: of each measured
call.  FILE: where the ratios go, as JSON.  NAME: a benchmark, as figures; without one, all of this folder.
`make bench` calls it on a site of its own; docs/performance.md says what the numbers mean.
"""

import importlib
import platform
import sys
from pathlib import Path

import frappe
import measure
import site_data

FOLDER = Path(__file__).parent
NO_BENCHMARKS = {"run", "measure", "site_data", "bare"}
MADE = "fazhi_benchmark_records"


def main(site: str, size: int, rounds: int, file: str, *names: str):
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	frappe.set_user("Administrator")
	if not frappe.conf.allow_tests:
		sys.exit(f"{site} keeps its records: only a site with allow_tests is given over to benchmarks")
	frappe.flags.current_date = site_data.TODAY
	measure.ROUNDS = rounds
	fill(size)
	for name in names or every():
		importlib.import_module(name).main()
	measure.write(file, size=size, **versions())


def every() -> list[str]:
	return sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in NO_BENCHMARKS)


def fill(size: int):
	"""A generator of another text makes other records."""
	made = f"{size} {frappe.utils.cint(FOLDER.joinpath('site_data.py').stat().st_size)}"
	if frappe.db.get_default(MADE) == made:
		measure.note(f"the site has its {size:,} records already")
		return
	frappe.db.set_default(MADE, "")
	took = measure.seconds(lambda: site_data.generate(size))
	frappe.db.set_default(MADE, made)
	frappe.db.commit()
	measure.note(f"{size:,} records, and the rows of their tables, made in {took:.0f} s")


def versions() -> dict[str, str]:
	measure.begin_request("Administrator")
	(database,) = frappe.db.sql("select version()", pluck=True)
	return {"python": platform.python_version(), "frappe": frappe.__version__, "database": database}


if __name__ == "__main__":
	main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
