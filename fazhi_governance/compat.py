"""The only file that knows one Frappe version from another."""

from datetime import date

import click
import frappe
from frappe.utils import getdate, now_datetime

SUPPORTED_MAJORS = (15, 16)


def check_frappe_version():
	"""Refuse an unsupported Frappe before any data is touched (before_install, before_migrate).

	:raises SystemExit: through click, with the version found, those supported, and the way out
	"""
	major = int(frappe.__version__.split(".")[0])
	if major not in SUPPORTED_MAJORS:
		supported = " and ".join(str(version) for version in SUPPORTED_MAJORS)
		raise click.ClickException(
			f"fazhi_governance runs on Frappe {supported}, this bench has Frappe {frappe.__version__}. "
			"Nothing was changed. Switch Frappe to a supported version "
			"(bench switch-to-branch version-15 frappe --upgrade) and run the command again."
		)


def in_test() -> bool:
	return bool(getattr(frappe, "in_test", False) or frappe.flags.in_test)


def current_date() -> date:
	"""Today, or the day on which past work is being loaded (`frappe.flags.current_date`), as of each record's
	own creation."""
	loaded = frappe.flags.current_date
	return getdate(loaded) if loaded else now_datetime().date()


def clear_request_cache():
	"""Forget what functions under `request_cache` have answered in this request or job."""
	if cache := getattr(frappe.local, "request_cache", None):
		cache.clear()
