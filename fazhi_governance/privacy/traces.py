"""What an error leaves behind: Frappe writes the variables of every frame, and the request itself, into its logs.

The names under which sealed data travels are known, and so is what an identity card's and a mobile number look
like: both are blackened before a log is written.
"""

import logging
import re

import frappe
from frappe.model.base_document import get_controller

from fazhi_governance.kinds import GOVERNED_DOCTYPES

BLACKENED = "●●●"
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


def blacken_error_log(log, method: str | None = None):
	"""Hook of Error Log, before it is inserted."""
	for field in ("error", "method"):
		if log.get(field):
			log.set(field, blackened(log.get(field)))


def blackened(text: str) -> str:
	"""The text without what stands under a sealed field's name, and without identity card and mobile numbers.

	Names are written as JSON, as JSON within JSON, or as Python does.
	"""
	names = "|".join(sorted(_sealed_columns()))
	if names:
		quoted = rf"""((?:\b|_)(?:{names})\\*["']\s*:\s*)(\\*["'])(.+?)(\2)"""
		text = re.sub(quoted, rf"\1\2{BLACKENED}\4", text)
	return _NUMBERS.sub(BLACKENED, text)


class Blackener(logging.Filter):
	"""After Frappe's own filter, which adds the request to the line."""

	def filter(self, record: logging.LogRecord) -> bool:
		record.msg, record.args = blackened(record.getMessage()), ()
		return True


def blacken_log_files(*_args, **_kwargs):
	"""Hook before each request and job: Frappe's logger of errors is made once for each process and site."""
	logger = frappe.logger(with_more_info=True)
	for handler in logger.handlers:
		if not any(isinstance(each, Blackener) for each in handler.filters):
			handler.addFilter(Blackener())


def _sealed_columns() -> set[str]:
	return {
		rule.column
		for doctype in GOVERNED_DOCTYPES
		for rule in getattr(get_controller(doctype), "sealed", ())
	}
