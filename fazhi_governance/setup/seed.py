"""What a site starts with and then owns: each row is made once, and never again after its site changed it."""

import json
from pathlib import Path

import frappe

SEEDED_PARAGRAPHS = "fazhi_seeded_report_paragraphs"


def report_paragraphs():
	"""The paragraphs from which annual reports are composed, in the words of a real report.

	A site remembers which ones it was given, so that what its administrators changed or deleted stays so,
	and a paragraph that comes with a later version of the app is still added.
	"""
	given = json.loads(frappe.db.get_default(SEEDED_PARAGRAPHS) or "[]")
	rows = read(Path(__file__).with_name("report_paragraphs.json"))
	for row in rows:
		if row["name"] in given or frappe.db.exists("Report Paragraph", row["name"]):
			continue
		paragraph = frappe.get_doc({"doctype": "Report Paragraph", **row})
		# Frappe loads the figures only after an installation; test_demo.py holds the texts against them
		paragraph.flags.ignore_validate = paragraph.flags.ignore_links = True
		paragraph.insert(ignore_permissions=True, set_name=row["name"])
	frappe.db.set_default(SEEDED_PARAGRAPHS, json.dumps(sorted({*given, *(row["name"] for row in rows)})))


def read(path: Path):
	return json.loads(path.read_text(encoding="utf-8"))
