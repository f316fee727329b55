"""How far a publicity plan has come in one of its years."""

import frappe

from fazhi_governance.reckoning.publicity_duties import duties_done, duty_tables
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import FigureError, Period, lookup


@frappe.whitelist(methods=["GET"])
def progress(name: str, year: int) -> dict:
	"""What is planned and done of each duty and target, as far as the user may see what has been done.

	:returns: `{"duties", "targets"}`: rows with `planned` and `done`; a target that cannot be read has a
		`problem`, one over records that the user's roles do not read is left out
	:raises frappe.PermissionError: the user may not read the plan
	"""
	plan = frappe.get_doc("Publicity Plan", name)
	plan.check_permission("read")
	table, _duty = duty_tables()
	return {"duties": duties_done(year, table.name == name), "targets": _targets(plan, year)}


def _targets(plan, year: int) -> list[dict]:
	rows, wanted = [], {}
	for target in plan.targets:
		row = {"label": target.figure, "planned": target.quantity, "done": None}
		try:
			figure = lookup(target.figure)
		except FigureError as error:
			rows.append(row | {"problem": str(error)})
			continue
		# a figure may have become a ratio since
		if figure.record_kind and frappe.has_permission(figure.record_kind):
			wanted[figure.code] = (figure, row | {"label": figure.label})
			rows.append(wanted[figure.code][1])
	values = cube.compute([figure for figure, _row in wanted.values()], Period.year(year), plan.unit)
	for code, (_figure, row) in wanted.items():
		row["done"] = values[code].value
	return rows
