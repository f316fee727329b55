from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Max
from frappe.utils import formatdate, getdate

from fazhi_governance import evidence
from fazhi_governance.compat import current_date
from fazhi_governance.fazhi_governance.doctype.shortcoming import shortcoming
from fazhi_governance.governed import GovernedDocument, WrittenBy
from fazhi_governance.scope import UNIT
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate

NOT_STARTED, IN_PROGRESS, DONE, CANCELLED = "Not Started", "In Progress", "Done", "Cancelled"
OFFICE = {"Fazhi Manager", "Fazhi Officer"}
REPORT, CHECK = "Progress Report", "Urging Check"
WHOLE = 100


class GovernanceTask(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.task_co_unit.task_co_unit import TaskCoUnit
		from fazhi_governance.fazhi_governance.doctype.task_progress.task_progress import TaskProgress

		area: DF.Data | None
		assessed_on: DF.Date | None
		assessment_opinion: DF.SmallText | None
		assessment_score: DF.Int
		co_units: DF.TableMultiSelect[TaskCoUnit]
		completed_on: DF.Date | None
		deployed_on: DF.Date
		deployment_number: DF.Data | None
		due_on: DF.Date
		evidence: DF.Attach | None
		in_charge: DF.Link | None
		is_assessed: DF.Check
		is_on_time: DF.Check
		last_urged_on: DF.Date | None
		measure: DF.SmallText | None
		percent: DF.Percent
		plan: DF.Link | None
		progress_log: DF.Table[TaskProgress]
		result: DF.SmallText | None
		source: DF.DynamicLink | None
		source_kind: DF.Link | None
		status: DF.Literal["Not Started", "In Progress", "Done", "Cancelled"]
		sub_area: DF.Data | None
		target: DF.SmallText | None
		task_due_on: DF.Date | None
		task_warn_on: DF.Date | None
		title: DF.Data
		unit: DF.Link
		urged_count: DF.Int
	# end: auto-generated types

	rule_date_field = "deployed_on"
	not_in_future = ("deployed_on", "assessed_on")
	in_order = (("deployed_on", "due_on"), ("deployed_on", "assessed_on"))
	clocks = (
		Clock(
			"O1",
			start="due_on",
			stop="completed_on",
			due="task_due_on",
			warn="task_warn_on",
			when={"status": (NOT_STARTED, IN_PROGRESS, DONE)},
			who="in_charge",
		),
	)
	gates = (Gate("O2", "done_without_proof"),)
	written_by = (
		WrittenBy(("progress_log", "result", "evidence"), "is_closed_to_reports"),
		WrittenBy(("progress_log", "result", "evidence"), "is_not_office", is_all_but=True),
	)
	set_by_record = (
		*("percent", "completed_on", "is_on_time", "is_assessed"),
		*("urged_count", "last_urged_on"),
	)

	def derive(self):
		self.refuse_hidden_matter("source_kind", "source")
		self.in_charge = self.in_charge or frappe.db.get_value(UNIT, self.unit, "head")
		self.sign_entries()
		self.follow_status()
		self.follow_progress()
		self.follow_assessment()
		self.update(self.urging())

	def kept_files(self) -> list[str]:
		"""What an assessment rests on."""
		return evidence.attached(self) if self.is_assessed else []

	# who

	def is_not_office(self) -> str | None:
		if not OFFICE & set(frappe.get_roles()):
			return _("Who carries out the task writes its progress alone.")

	def is_closed_to_reports(self) -> str | None:
		before = self.get_doc_before_save() or self
		if not self.is_new() and before.status in (DONE, CANCELLED) and self.is_not_office():
			return _("The task is closed: its status is {0}.").format(_(before.status))

	# progress

	def sign_entries(self):
		"""An entry is its writer's own; the office alone enters checks and changes what others have entered."""
		before = self.get_doc_before_save()
		stored = {row.name: row for row in before.progress_log} if before else {}
		is_office = not self.is_not_office() or "System Manager" in frappe.get_roles()
		for row in self.progress_log:
			known = stored.pop(row.name, None)
			row.kind = row.kind or REPORT
			row.reported_by = known.reported_by if known else frappe.session.user
			if is_office:
				continue
			is_changed = known and any(
				(row.get(field) or None) != (known.get(field) or None)
				for field in ("kind", "percent", "text", "evidence")
			)
			if known and (is_changed or getdate(row.reported_on) != getdate(known.reported_on)):
				self.refuse_touching(known)
			elif not known and row.kind == CHECK:
				self.refuse(
					_("Progress Log, row {0}: a check is entered by the office that urges.").format(row.idx),
					_("Choose Report as the kind of entry."),
				)
		if not is_office:
			for row in stored.values():
				self.refuse_touching(row)

	def refuse_touching(self, row):
		"""The own report may be mended."""
		if row.reported_by != frappe.session.user:
			self.refuse(
				_("Progress Log, row {0}: it has been entered by {1}.").format(
					row.idx, frappe.utils.get_fullname(row.reported_by)
				),
				_("Leave it as it was, and add an entry of your own."),
			)

	def follow_status(self):
		"""What is set by hand, as on the Kanban board, has to agree with the progress log or is entered there."""
		before = self.get_doc_before_save()
		if before and before.status == self.status:
			return
		if self.status == DONE and self.reached() < WHOLE:
			self.append(
				"progress_log",
				{
					"reported_on": current_date(),
					"kind": REPORT,
					"percent": WHOLE,
					"text": self.result or _("Done"),
					"reported_by": frappe.session.user,
				},
			)
		elif before and self.status == NOT_STARTED and self.progress_log:
			self.refuse(
				_("It cannot be set back to Not Started: progress has been entered."),
				_("Leave the status; it follows from the progress entered."),
			)
		elif self.status == IN_PROGRESS and self.reached() == WHOLE:
			self.refuse(
				_("It cannot be set back to In Progress: the progress entered is 100 percent."),
				_("Add an entry that says how far it is."),
			)
		elif self.status == CANCELLED and not self.result:
			self.refuse(
				_("It is cancelled without a reason."), _("Write under Result Achieved why it is cancelled.")
			)

	def reached(self) -> int:
		"""Percent done by the last entry that says so; a check may leave it open."""
		reached = 0
		for row in self.progress_log:
			reached = row.percent if row.percent or row.kind == REPORT else reached
		return reached

	def follow_progress(self):
		self.progress_log.sort(key=lambda row: getdate(row.reported_on))
		self.percent, self.completed_on = 0, None
		for number, row in enumerate(self.progress_log, start=1):
			row.idx = number
			self.refuse_faulty_entry(row)
			if row.percent or row.kind == REPORT:
				self.percent = row.percent
				self.completed_on = (
					(self.completed_on or getdate(row.reported_on)) if row.percent == WHOLE else None
				)
		if self.status == CANCELLED:
			self.completed_on = None
		elif self.percent == WHOLE:
			self.status = DONE
		elif self.progress_log or self.status != NOT_STARTED:
			self.status = IN_PROGRESS
		self.is_on_time = int(bool(self.completed_on and self.completed_on <= getdate(self.due_on)))

	def refuse_faulty_entry(self, row):
		if not getdate(self.deployed_on) <= getdate(row.reported_on) <= current_date():
			self.refuse(
				_("Progress Log, row {0}: {1} is before the deployment ({2}) or in the future.").format(
					row.idx, formatdate(row.reported_on), formatdate(self.deployed_on)
				),
				_("Enter the day as of which it is reported."),
			)
		if not 0 <= row.percent <= WHOLE:
			self.refuse(
				_("Progress Log, row {0}: {1} percent.").format(row.idx, row.percent),
				_("Enter 0 to 100."),
			)

	# urging and assessment

	def urging(self) -> dict:
		"""How often and when last the task was urged: by checks in its log and by supervision notices."""
		notice = frappe.qb.DocType("Supervision Notice")
		((count, last),) = (
			frappe.qb.from_(notice)
			.select(Count("*"), Max(notice.issued_on))
			.where(notice.task == (self.name or ""))
			.run()
		)
		days: list[date] = [getdate(row.reported_on) for row in self.progress_log if row.kind == CHECK]
		return {
			"urged_count": count + len(days),
			"last_urged_on": max([*days, *([last] if last else [])], default=None),
		}

	def follow_urging(self):
		"""A supervision notice has been issued or has gone."""
		self.db_set(self.urging(), update_modified=False)

	def follow_assessment(self):
		if self.assessment_score > WHOLE:
			self.refuse(_("The assessment score is {0}.").format(self.assessment_score), _("Enter 0 to 100."))
		if (self.assessment_score or self.assessment_opinion) and not self.assessed_on:
			self.assessed_on = current_date()
		self.is_assessed = int(bool(self.assessed_on))

	def done_without_proof(self) -> str | None:
		proofs = (self.evidence, self.result, *(row.evidence for row in self.progress_log))
		if self.status == DONE and not any(proofs):
			return _("It is done, but neither a result nor evidence shows it.")

	def on_trash(self):
		"""The decision or shortcoming that it was made of may be made a task again."""
		frappe.db.set_value("Meeting Agenda Item", {"task": self.name}, "task", None, update_modified=False)
		shortcoming.release(self.name)
