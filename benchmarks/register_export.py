"""Registers as styled workbooks ÷ Frappe's own plain make_xlsx of the very same rows, and what memory they take.

Once with the rows at hand, so that writer stands against writer. Once from the database to the file, as a user
has a register, against what Frappe's own export of a list does: the same columns by get_all, then make_xlsx. It is
spared the people, the clocks and the translations that the register shows.
"""

import os
from collections.abc import Callable
from datetime import date

import frappe
from frappe.utils.xlsxutils import make_xlsx
from measure import AT_LEAST, begin_request, interleaved, line, of_request, seconds
from site_data import FIRST_YEAR, TODAY

from fazhi_governance.register import export, registers, sheet
from fazhi_governance.register.columns import CLOCK

USER = "Administrator"
ONE_YEAR = date(TODAY.year, 1, 1), TODAY
ALL_YEARS = date(FIRST_YEAR, 1, 1), TODAY
REGISTERS = ("disputes", "publicity_activities")


def main():
	for code in REGISTERS:
		compare_memory(registers.find(code))
	for code in REGISTERS:
		compare_speed(registers.find(code))


def compare_speed(register):
	begin_request(USER)
	rows = _AtHand(register.rows(*ONE_YEAR, None))
	table = [[column.header for column in rows.columns], *rows]
	count, of = len(rows), f"{len(rows):,} rows"

	plain, styled = interleaved(
		lambda: seconds(lambda: make_xlsx(table, register.title)),
		lambda: seconds(lambda: sheet.workbook(register.title, "", rows).close()),
	)
	name = f"register {register.code}: written ÷ make_xlsx"
	line(name, count / styled, count / plain, 0.8, AT_LEAST, "rows/s", of)

	plain, styled = interleaved(
		of_request(USER, lambda: plain_export(register)),
		of_request(USER, lambda: export.to_xlsx(register, *ONE_YEAR)[1].close()),
	)
	name = f"register {register.code}: whole ÷ get_all, make_xlsx"
	line(name, count / styled, count / plain, 0.8, AT_LEAST, "rows/s", of)


def plain_export(register):
	meta = frappe.get_meta(register.record_kind)
	fields = [
		field
		for column in register.columns
		if column.kind is not CLOCK
		for field in column.fields
		if field == "name" or meta.has_field(field)
	]
	rows = frappe.get_all(
		register.record_kind,
		filters={register.date_field: ("between", ONE_YEAR)},
		fields=fields,
		order_by=register.date_field,
		as_list=True,
	)
	return make_xlsx([fields, *rows], register.title)


class _AtHand(list):
	"""Rows that have been read."""

	def __init__(self, rows):
		super().__init__(rows)
		self.columns, self.total = rows.columns, rows.total


# --- memory -----------------------------------------------------------------------------------------


def compare_memory(register):
	few, many = (
		peak_of(lambda period=period: export.to_xlsx(register, *period)[1].close())
		for period in (ONE_YEAR, ALL_YEARS)
	)
	line(f"register {register.code}: memory, ten years ÷ one", many, few, 1.25, unit="MB")


def peak_of(call: Callable[[], object]) -> float:
	"""MB that a call takes at most, in a process of its own that has just loaded what it needs."""
	receiving, sending = os.pipe()
	if child := os.fork():
		os.close(sending)
		with os.fdopen(receiving) as answer:
			told = answer.read()
		os.waitpid(child, 0)
		return float(told)
	try:
		begin_request(USER)
		# its highest mark begins here
		with open("/proc/self/clear_refs", "w") as marks:
			marks.write("5")
		before = _resident("VmRSS")
		call()
		os.write(sending, str((_resident("VmHWM") - before) / 1024).encode())
	finally:
		os._exit(0)  # nothing of what the parent has open is its own


def _resident(mark: str) -> int:
	"""kB"""
	with open("/proc/self/status") as status:
		return next(int(row.split()[1]) for row in status if row.startswith(f"{mark}:"))


if __name__ == "__main__":
	main()
