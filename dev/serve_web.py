"""Serve one site on the loopback: `python serve_web.py SITE PORT` in the bench's sites folder.

`bench serve` listens on all addresses and opens a debugger to whoever comes; this is the same server
without either.
"""

import sys

import frappe.app
import werkzeug.serving

run_simple = werkzeug.serving.run_simple


def run_on_loopback(host, port, application, **options):
	run_simple("127.0.0.1", port, application, **options | {"use_debugger": False, "use_evalex": False})


if __name__ == "__main__":
	site, port = sys.argv[1:]
	werkzeug.serving.run_simple = run_on_loopback
	frappe.app.serve(port=int(port), site=site, sites_path=".", no_reload=True)
