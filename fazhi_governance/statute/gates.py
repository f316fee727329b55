"""Gates: a step whose legal condition is missing is blocked or warned of, by the rule's level.

Gates run in the document's own lifecycle, so a form, REST, bulk edit, import and workflow all meet them.
"""

from dataclasses import dataclass

import frappe
from frappe import _

from fazhi_governance.statute.rules import BLOCK, INFORM, Rule, rule_in_force


@dataclass(frozen=True)
class Gate:
	"""A declaration on a record kind.

	:param rule: code of the Statutory Rule
	:param check: name of the record's method that says in one translated sentence what the rule finds
		wrong, or returns None
	"""

	rule: str
	check: str

	def problem(self, doc) -> str | None:
		return getattr(doc, self.check)()


def pass_gates(doc):
	"""Stop where blocking rules are not met, naming all of them; else tell of every rule that was met until now.

	:raises frappe.ValidationError: names the record, what is wrong, the rule with its article, what to do
	"""
	# once the record is saved, the same is written down: nothing changes in between
	doc.flags.unmet = unmet = list(_unmet(doc))
	if stopped := [message(doc, rule, problem) for _gate, rule, problem in unmet if rule.level == BLOCK]:
		text = "<br><br>".join(stopped)
		_record_attempt(doc, text)
		frappe.throw(text, title=_("Stopped by a Rule"))
	for gate, rule, problem in unmet:
		if rule.level != INFORM and _is_new(doc, gate):
			frappe.msgprint(message(doc, rule, problem), title=_("A Rule Is Not Met"), indicator="orange")


def _record_attempt(doc, text: str):
	"""Who tried a step that was stopped stands on the timeline: written once the step has been undone."""
	if doc.is_new():
		return
	user, note = frappe.session.user, _("Stopped: {0}").format(text)

	def record():
		if not frappe.db.exists(doc.doctype, doc.name):
			return
		before = frappe.session.user
		frappe.set_user(user)
		try:
			frappe.get_doc(doc.doctype, doc.name).add_comment("Info", note)
		finally:
			frappe.set_user(before)
		frappe.db.commit()  # the transaction that would have done so has just been undone

	frappe.db.after_rollback.add(record)


def record_warnings(doc):
	"""Write down who took a step although a rule warned of it, once, on the record's timeline."""
	for gate, rule, problem in doc.flags.pop("unmet", None) or ():
		if rule.level != INFORM and _is_new(doc, gate):
			doc.add_comment("Info", message(doc, rule, problem))


def unmet_rows(doc) -> list[dict]:
	"""The rules that the record does not meet, as a form shows them."""
	return [
		{
			"rule": rule.code,
			"title": rule.title,
			"basis": rule.basis,
			"advice": rule.advice,
			"level": rule.level,
			"problem": problem,
		}
		for gate, rule, problem in _unmet(doc)
	]


def message(doc, rule: Rule, problem: str) -> str:
	parts = [
		doc.named(problem),
		_("Rule {0}: {1} ({2})").format(rule.code, rule.title, rule.basis),
	]
	if rule.advice:
		parts.append(_("What to do: {0}").format(rule.advice))
	return "<br>".join(frappe.utils.escape_html(part) for part in parts)


def _is_new(doc, gate) -> bool:
	"""Whether it is this save that breaks the rule; the form shows the ones broken before."""
	before = doc.get_doc_before_save()
	return not (before and gate.problem(before))


def _unmet(doc):
	for gate in (*doc.gates, *doc.steps):
		rule = rule_in_force(gate.rule, doc.rule_date, doc.unit)
		if rule and (problem := gate.problem(doc)):
			yield gate, rule, problem
