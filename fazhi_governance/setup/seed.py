"""What a site starts with and then owns: each row is made once, and never again after its site changed it.

A site remembers which rows it was given, so that what its administrators changed or deleted stays so, and a
row that comes with a later version of the app is still added.
"""

import json
from pathlib import Path

import frappe

from fazhi_governance.kinds import GOVERNED_DOCTYPES

FOLDER = Path(__file__).parent
SEEDED_PARAGRAPHS = "fazhi_seeded_report_paragraphs"
SEEDED_REVIEW_TYPES = "fazhi_seeded_review_types"
SEEDED_TALLY_KINDS = "fazhi_seeded_tally_kinds"
SEEDED_WORKFLOWS = "fazhi_seeded_workflows"
SEEDED_RETENTION_RULES = "fazhi_seeded_retention_rules"
SEEDED_KANBAN_BOARDS = "fazhi_seeded_kanban_boards"
SEEDED_LISTS = "fazhi_seeded_lists"
# with the title, the tags and the state; without a number, Frappe shows four on a screen of 1366 points
LIST_COLUMNS = "6"


def everything():
	report_paragraphs()
	review_types()
	tally_kinds()
	workflows()
	retention_rules()
	kanban_boards()
	lists()


def report_paragraphs():
	"""The paragraphs from which annual reports are composed, in the words of a real report."""
	_once(
		SEEDED_PARAGRAPHS,
		{
			row["name"]: {"doctype": "Report Paragraph", **row}
			for row in read(FOLDER / "report_paragraphs.json")
		},
	)


def review_types():
	"""The kinds of legality review with their time limits and material checklists."""
	_once(
		SEEDED_REVIEW_TYPES,
		{row["type_name"]: {"doctype": "Review Type", **row} for row in read(FOLDER / "review_types.json")},
	)


def tally_kinds():
	"""What offices count month by month without keeping single records of it."""
	_once(
		SEEDED_TALLY_KINDS,
		{row["kind_name"]: {"doctype": "Tally Kind", **row} for row in read(FOLDER / "tally_kinds.json")},
	)


def workflows():
	"""Who hands a decision, a review, a consultation to whom; one file each, in Frappe's own words."""
	rows = [read(path) for path in sorted((FOLDER / "workflows").glob("*.json"))]
	for row in rows:
		for state in row["states"]:
			_master("Workflow State", "workflow_state_name", state["state"], style=state.pop("style", ""))
		for transition in row["transitions"]:
			_master("Workflow Action Master", "workflow_action_name", transition["action"])
	_once(SEEDED_WORKFLOWS, {row["workflow_name"]: {"doctype": "Workflow", **row} for row in rows})


def retention_rules():
	"""How long each kind of record is usually kept, until the office enters its own schedule."""
	given = set(json.loads(frappe.db.get_default(SEEDED_RETENTION_RULES) or "[]"))
	settings = frappe.get_doc("Fazhi Settings")
	known = given | {row.record_kind for row in settings.retention_rules}
	rows = [
		row
		for row in read(FOLDER / "retention_rules.json")
		if row["record_kind"] in GOVERNED_DOCTYPES and row["record_kind"] not in known
	]
	if rows:
		settings.extend("retention_rules", rows)
		settings.save(ignore_permissions=True)
		given |= {row["record_kind"] for row in rows}
		frappe.db.set_default(SEEDED_RETENTION_RULES, json.dumps(sorted(given)))


def kanban_boards():
	"""The boards on which records stand by their status."""
	_once(
		SEEDED_KANBAN_BOARDS,
		{
			row["kanban_board_name"]: {"doctype": "Kanban Board", **row}
			for row in read(FOLDER / "kanban_boards.json")
		},
	)


def lists():
	"""How many columns the lists have: with Frappe's own number they show no day on the usual office screen."""
	_once(
		SEEDED_LISTS,
		{kind: {"doctype": "List View Settings", "total_fields": LIST_COLUMNS} for kind in GOVERNED_DOCTYPES},
	)


def _once(memory: str, rows: dict[str, dict]):
	"""Insert what the site has not been given yet.

	:param memory: the site default that holds the names given
	:param rows: name → values
	"""
	given = json.loads(frappe.db.get_default(memory) or "[]")
	for name, row in rows.items():
		if name in given or frappe.db.exists(row["doctype"], name):
			continue
		doc = frappe.get_doc(row)
		# Frappe loads fixtures only after an installation; the tests hold the seeds against them
		doc.flags.ignore_validate = doc.flags.ignore_links = doc.doctype == "Report Paragraph"
		doc.insert(ignore_permissions=True, set_name=name)
	frappe.db.set_default(memory, json.dumps(sorted({*given, *rows})))


def _master(doctype: str, field: str, name: str, **values):
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, field: name, **values}).insert(ignore_permissions=True)


def remove_workflow_masters():
	"""The states and actions that no workflow uses any more, after this app's workflows have gone."""
	for path in sorted((FOLDER / "workflows").glob("*.json")):
		row = read(path)
		for state in {state["state"] for state in row["states"]}:
			if not frappe.db.exists("Workflow Document State", {"state": state}):
				frappe.delete_doc_if_exists("Workflow State", state, force=True)
		for action in {transition["action"] for transition in row["transitions"]}:
			if not frappe.db.exists("Workflow Transition", {"action": action}):
				frappe.delete_doc_if_exists("Workflow Action Master", action, force=True)


def read(path: Path):
	return json.loads(path.read_text(encoding="utf-8"))
