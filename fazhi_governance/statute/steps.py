"""Steps of a procedure: what the law demands of this very record, as a checklist and as gates.

Which steps are demanded follows from the record's own flags; each row says why, with its article.
"""

from dataclasses import dataclass

from frappe import _

from fazhi_governance.statute.rules import rule_in_force

DONE, MISSING, NOT_YET, NOT_REQUIRED = "Done", "Missing", "Not Yet", "Not Required"


@dataclass(frozen=True)
class Step:
	"""A declaration on a record kind; a gate as well, where something has to wait for the step.

	:param rule: code of the Statutory Rule that demands the step
	:param demanded: name of the record's method that answers (whether it is demanded, why or why not); whether:
		True, False, or None as long as its time has not come
	:param done: name of the record's method that says what shows that it is done, or returns None
	:param before: name of a field or property that is true once the act has been taken which must wait for
		the step; None: nothing waits for it
	"""

	rule: str
	demanded: str
	done: str
	before: str | None = None

	def state(self, doc) -> tuple[str, str]:
		"""DONE, MISSING, NOT_YET or NOT_REQUIRED, and what shows it or why."""
		if shown := getattr(doc, self.done)():
			return DONE, shown
		is_demanded, why = getattr(doc, self.demanded)()
		return {True: MISSING, None: NOT_YET, False: NOT_REQUIRED}[is_demanded], why

	def problem(self, doc) -> str | None:
		if self.before and getattr(doc, self.before):
			state, why = self.state(doc)
			if state == MISSING:
				return _("A step that the law demands has not been taken: {0}").format(why)


def is_whole(doc) -> bool:
	"""Whether every step that is demanded has been taken."""
	return all(
		step.state(doc)[0] in (DONE, NOT_REQUIRED)
		for step in doc.steps
		if rule_in_force(step.rule, doc.rule_date, doc.unit)
	)


def checklist_rows(doc) -> list[dict]:
	"""The record's steps as a form shows them, in the order of the procedure."""
	rows = []
	for step in doc.steps:
		if rule := rule_in_force(step.rule, doc.rule_date, doc.unit):
			state, note = step.state(doc)
			rows.append(
				{
					"rule": rule.code,
					"title": rule.title,
					"basis": rule.basis,
					"advice": rule.advice,
					"state": state,
					"note": note,
				}
			)
	return rows
