"""The demo year: the 2024 of an invented sub-district, entered record by record as its own people would.

Each row of the data has a key. A Demo Record remembers what was made under which key and in which order, so
that loading again adds only what is missing and removing touches nothing else.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import frappe
from frappe import _
from frappe.core.doctype.user.user import create_contact
from frappe.model.delete_doc import delete_dynamic_links
from frappe.model.workflow import apply_workflow
from frappe.utils import strip_html
from frappe.utils.nestedset import NestedSetChildExistsError

from fazhi_governance.kinds import CANCELLED
from fazhi_governance.privacy import sealing
from fazhi_governance.scope import UNIT
from fazhi_governance.setup.seed import read

FOLDER = Path(__file__).parent
# in the order in which one needs the other
TABLES = (
	*("users", "units", "user_permissions", "groups", "programmes"),
	"publicity_plans",  # an activity takes its plan, a training its residents, from what is there
	"residents",
	*("activities", "mediation_cases"),
	*("advisors", "officers", "decisions"),
	*("enforcement_items", "joint_enforcements", "enforcement_cases"),
	*("reviews", "matters", "consultations", "trainings"),
	"supervision_matters",
	"screenings",
	*("venues", "service_items", "inquiries", "disclosures", "tally_kinds", "tallies"),
	*("assessment_schemes", "assessments", "leader_duties", "shortcomings", "shortcoming_tasks"),
	*("petitions", "receptions"),
	*("work_plans", "tasks", "meetings", "notices"),
)
LANGUAGE = "zh"
# what every office of a site shares: one that is there already serves the demo, and is left when it goes
SHARED = {"Publicity Programme": "programme_name", "Tally Kind": "kind_name"}
ACCOUNT_TRACES = {
	"ToDo": "allocated_to",
	"DocShare": "user",
	"DefaultValue": "parent",
	"Route History": "user",
	"List Filter": "for_user",
	"Dashboard Settings": "user",
}


@dataclass
class Removal:
	"""What became of the demo's records; those kept each with what still needs it."""

	removed: int = 0
	kept: list[tuple[str, str, str]] = field(default_factory=list)
	gone: list[tuple[str, str]] = field(default_factory=list)


def load(passwords: dict[str, str]) -> int:
	"""Make what is missing of the demo year; the caller commits or rolls back. Returns how many were made.

	:param passwords: e-mail → password of each account
	:raises frappe.ValidationError: the site has a user or unit of a demo's name that the demo has not made
	"""
	loading = _Loading(passwords)
	tables = [read(FOLDER / f"{table}.json") for table in TABLES]
	_refuse_taken(tables, loading.names)
	with _speaking(LANGUAGE):
		for table in tables:
			loading.table(table)
		loading.report(read(FOLDER / "report.json"))
	# the rules' warnings stand on the records' timelines
	frappe.clear_messages()
	return loading.made


def remove() -> Removal:
	"""Delete the demo's records, the last made first; what someone's own records need stays."""
	removal = Removal()
	for record in frappe.get_all(
		"Demo Record", fields=["name", "reference_doctype", "reference_name"], order_by="sequence desc"
	):
		reference = (record.reference_doctype, record.reference_name)
		if not frappe.db.exists(*reference):
			removal.gone.append(reference)
		elif needed_by := _delete(*reference):
			removal.kept.append((*reference, needed_by))
			continue
		else:
			removal.removed += 1
		frappe.db.delete("Demo Record", {"name": record.name})
	frappe.clear_messages()
	return removal


def _delete(doctype: str, name: str) -> str | None:
	"""Delete one record, or say what needs it."""
	frappe.db.savepoint("demo_record")
	if doctype == "User":
		_clear_account(name)
	if frappe.get_meta(doctype).is_submittable:
		# Frappe deletes no submitted document, and an opinion that a meeting rests on is not cancelled
		frappe.db.set_value(doctype, name, "docstatus", CANCELLED)
	try:
		frappe.delete_doc(
			doctype,
			name,
			ignore_on_trash=doctype == "User",
			ignore_permissions=True,
			delete_permanently=True,
		)
	except (frappe.LinkExistsError, NestedSetChildExistsError) as error:
		# what the document has done before Frappe looked for links is undone as well
		frappe.db.rollback(save_point="demo_record")
		if isinstance(error, NestedSetChildExistsError):
			below = frappe.get_all(UNIT, {"parent_governance_unit": name}, pluck="name", order_by="name")
			return _("It is above {0}.").format("、".join(below))
		return strip_html(str(error)).strip()
	# Frappe leaves a record's timeline and versions to a worker, which need not be running
	delete_dynamic_links(doctype, name)
	sealing.erase(doctype, name)


def _clear_account(user: str):
	"""What an account gathers by being used. Frappe's own on_trash clears it less thoroughly, and lets no user
	go on a site whose only System Manager is Administrator, as a site for a demo may well be."""
	close_sessions(user)
	for doctype, fieldname in ACCOUNT_TRACES.items():
		frappe.db.delete(doctype, {fieldname: user})
	# who exported what is still told by the row's owner
	frappe.db.set_value("Access Log", {"user": user}, "user", None, update_modified=False)
	frappe.delete_doc("Notification Settings", user, ignore_permissions=True, delete_permanently=True)


def close_sessions(user: str):
	"""Frappe's own function would commit what is half done."""
	sessions = frappe.qb.DocType("Sessions")
	for sid in frappe.qb.from_(sessions).select(sessions.sid).where(sessions.user == user).run(pluck=True):
		frappe.cache.hdel("session", sid)
	frappe.db.delete("Sessions", {"user": user})


class _Loading:
	"""The names of the records by key, as far as they are made."""

	def __init__(self, passwords: dict[str, str]):
		self.passwords = passwords
		self.made = 0
		records = frappe.get_all(
			"Demo Record", fields=["demo_key", "reference_name", "sequence"], order_by="sequence"
		)
		self.names = {record.demo_key: record.reference_name for record in records}
		self.sequence = max((record.sequence for record in records), default=0)
		# the accounts' desk shows the app's work alone
		self.other_modules = frappe.get_all(
			"Module Def", filters={"app_name": ["!=", "fazhi_governance"]}, pluck="name", order_by="name"
		)

	def table(self, table: dict):
		for row in table["rows"]:
			if row["key"] in self.names:
				continue
			steps = row.pop("then", [])
			key, on = row["key"], row.get("on")
			by = self.resolved(row.get("by") or table["by"])
			with _acting_as(by), _on_day(on):
				values = self.resolved({**table.get("common", {}), **row})
			for name in ("key", "on", "by"):
				values.pop(name, None)
			if name := self.shared(table["doctype"], values):
				self.names[key] = name
				continue
			with _on_day(on):
				doc = self.insert(key, {"doctype": table["doctype"], **values}, by)
			for step in steps:
				self.take_step((doc.doctype, doc.name), by, step)
			if doc.doctype == "User":
				_take_other_roles(doc, [role["role"] for role in values["roles"]])
				# Frappe makes it in the background otherwise, and the removal would not know of it
				create_contact(doc, ignore_mandatory=True)
				contact = frappe.db.get_value("Contact", {"user": doc.name})
				self.remember(f"contact-of-{key}", "Contact", contact)

	def insert(self, key: str, values: dict, by: str):
		doc = frappe.get_doc(values)
		if doc.doctype == "User":
			doc.new_password = self.passwords[doc.email]
			doc.flags.no_welcome_mail = True
			doc.set("block_modules", [{"module": module} for module in self.other_modules])
		with _acting_as(by):
			doc.insert()
		self.remember(key, doc.doctype, doc.name)
		return doc

	def take_step(self, made: tuple[str, str], by: str, step: dict):
		"""What became of a record afterwards: values set, then an action of its workflow.

		:param made: DocType and name of the row's record
		:param by: who made it
		:param step: "on": the day; "by": who, if another; "of": DocType and name of another record that is meant;
			"set": field → value; "rows": table → values for each of its rows; "append": table → new rows; "call": a method that
			makes records and returns their names; "made": their DocType → the keys to remember them under;
			"action"; "is_stopped": the action is one that a rule stops
		"""
		with _acting_as(self.resolved(step.get("by")) or by), _on_day(step["on"]):
			doc = frappe.get_doc(*self.resolved(step.get("of") or made))
			doc.update(self.resolved(step.get("set", {})))
			for table, rows in step.get("rows", {}).items():
				for row, values in zip(doc.get(table), rows, strict=True):
					row.update(values)
			for table, rows in self.resolved(step.get("append", {})).items():
				doc.extend(table, rows)
			if {"set", "rows", "append"}.intersection(step):
				doc.save()
			if "call" in step:
				names = getattr(doc, step["call"])()
				for doctype, keys in step["made"].items():
					for key, name in zip(keys, names, strict=True):
						self.remember(key, doctype, name)
			if step.get("is_stopped"):
				self.try_in_vain(doc, step["action"])
			elif "action" in step:
				apply_workflow(doc, step["action"])

	def try_in_vain(self, doc, action: str):
		frappe.db.savepoint("in_vain")
		try:
			apply_workflow(doc, action)
		except frappe.ValidationError as stopped:
			frappe.db.rollback(save_point="in_vain")
			doc.add_comment("Info", _("Stopped: {0}").format(stopped))
			return
		raise AssertionError(f"{doc.doctype} {doc.name}: no rule stops {action}")

	def remember(self, key: str, doctype: str, name: str):
		self.made += 1
		self.sequence += 1
		self.names[key] = name
		frappe.get_doc(
			{
				"doctype": "Demo Record",
				"demo_key": key,
				"reference_doctype": doctype,
				"reference_name": name,
				"sequence": self.sequence,
			}
		).insert(ignore_permissions=True)

	def report(self, data: dict):
		"""Composed from the records alone, frozen, then signed, sent and made public."""
		if data["key"] in self.names:
			return
		values = {"doctype": "Annual Report", "unit": self.resolved(data["unit"]), "year": data["year"]}
		by = self.resolved(data["by"])
		with _on_day(data["written_on"]):
			report = self.insert(data["key"], values, by)
			with _acting_as(by):
				report.compose()
				report.submit()
		for step in data["signing"]:
			self.take_step((report.doctype, report.name), by, step)

	def resolved(self, value):
		"""With "@key" replaced by the name of the record made under that key, and a file by its URL."""
		if isinstance(value, dict):
			if "file_name" in value:
				return _file(**value)
			return {key: self.resolved(each) for key, each in value.items()}
		if isinstance(value, list):
			return [self.resolved(each) for each in value]
		return self.names[value[1:]] if isinstance(value, str) and value.startswith("@") else value

	def shared(self, doctype: str, values: dict) -> str | None:
		field = SHARED.get(doctype)
		return field and frappe.db.get_value(doctype, {field: values[field]})


def _file(file_name: str, content: str) -> str:
	return (
		frappe.get_doc({"doctype": "File", "file_name": file_name, "is_private": 1, "content": content})
		.insert()
		.file_url
	)


def _refuse_taken(tables: list[dict], made: dict[str, str]):
	"""Before anything is made, what someone else has made under an account's or a unit's name."""
	for table in tables:
		name_field = {"User": "email", UNIT: "unit_name"}.get(table["doctype"])
		for row in table["rows"] if name_field else ():
			if row["key"] not in made and frappe.db.exists(table["doctype"], row[name_field]):
				frappe.throw(
					_(
						"{0} {1} is there already and is not of the demo's making, so the demo leaves it alone. "
						"Load the demo on a site of its own."
					).format(_(table["doctype"]), row[name_field]),
					title=_("Demo Year"),
				)


def _take_other_roles(user, roles: list[str]):
	"""Frappe makes the first user of a site a System Manager, who would see and may do everything."""
	frappe.db.delete("Has Role", {"parenttype": "User", "parent": user.name, "role": ["not in", roles]})
	frappe.clear_cache(user=user.name)


@contextmanager
def _acting_as(user: str):
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)


@contextmanager
def _on_day(day: str | None):
	"""As on that day: the demo's people have entered their work as it happened."""
	before, frappe.flags.current_date = frappe.flags.current_date, day
	try:
		yield
	finally:
		frappe.flags.current_date = before


@contextmanager
def _speaking(language: str):
	"""Records carry texts, too: the timeline's remarks."""
	before, frappe.local.lang = frappe.local.lang, language
	try:
		yield
	finally:
		frappe.local.lang = before
