"""Serve one site on the loopback: `python serve_web.py SITE PORT [DAY]` in the bench's sites folder.

`bench serve` listens on all addresses and opens a debugger to whoever comes; this is the same server
without either. DAY: what the app takes for today, as 2024-12-31, for the pictures of the demo year; the days
that Frappe itself writes stay those of the clock.
"""

import sys
from datetime import datetime

import frappe.app
import werkzeug.serving

run_simple = werkzeug.serving.run_simple


def run_on_loopback(host, port, application, **options):
	run_simple("127.0.0.1", port, application, **options | {"use_debugger": False, "use_evalex": False})


def take_for_today(day: str):
	from fazhi_governance import compat

	noon = datetime.fromisoformat(day).replace(hour=12)
	compat.now_datetime = lambda: noon


if __name__ == "__main__":
	site, port, *days = sys.argv[1:]
	for day in days:
		take_for_today(day)
	werkzeug.serving.run_simple = run_on_loopback
	frappe.app.serve(port=int(port), site=site, sites_path=".", no_reload=True)
