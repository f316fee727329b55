from fazhi_governance.governed import GovernedDocument


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
