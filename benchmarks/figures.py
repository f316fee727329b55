"""All figures of one year and unit ÷ the plain grouped queries that a person would write to know the same.

By hand there is one query for each date of a record kind (or of a table in it) by which something is counted:
over the rows of the year and of the unit with all below it, grouped by just the fields by which the figures of
that date tell rows apart, with the counts and sums; and one for each distinct count. These queries are made from
the figures' definitions so that they keep up with them, but know nothing of the app: the units are listed, and no
right is asked for. They are written beforehand; their time is that of the database and of fetching the groups, and
what a person would then do with the groups is not counted.
"""

from dataclasses import replace
from datetime import date

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum
from frappe.query_builder.terms import NamedParameterWrapper
from measure import begin_request, interleaved, line, of_request
from site_data import DISTRICT_OFFICER, NORTH_DISTRICT, STREET_OFFICER, TODAY, street

from fazhi_governance import scope
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.statistics.conditions import EQUAL, IN, NOT_IN, UNEQUAL, holder
from fazhi_governance.statistics.cube import compute
from fazhi_governance.statistics.figures import DISTINCT, NAMES, RATIO, SUM, Figure, Period, figures

OPPOSITE = {EQUAL: UNEQUAL, UNEQUAL: EQUAL, IN: NOT_IN, NOT_IN: IN}
YEAR = Period.year(TODAY.year)


def main():
	for name, user, unit in (
		("street", STREET_OFFICER, street(1)),
		("district of 70 streets", DISTRICT_OFFICER, NORTH_DISTRICT),
	):
		begin_request(user)
		asked = readable(user)
		doubled = [*asked, *map(twin, asked)]
		queries = by_hand(asked, unit)
		hand, ours, twice = interleaved(
			of_request(user, lambda queries=queries: run(queries)),
			of_request(user, lambda asked=asked, unit=unit: compute(asked, YEAR, unit)),
			of_request(user, lambda asked=doubled, unit=unit: compute(asked, YEAR, unit)),
		)
		of = f"{len(asked)} figures, {len(queries)} queries by hand"
		line(f"figures of a year, {name} ÷ by hand", ours, hand, 1.3, of=of)
		line(f"twice as many figures, {name} ÷ as many", twice, ours, 1.1)


def readable(user: str) -> list[Figure]:
	"""The figures whose record kinds the user may read."""
	known = {figure.code: figure for figure in figures()}

	def may_read(figure: Figure) -> bool:
		if figure.aggregate == RATIO:
			return may_read(known[figure.numerator]) and may_read(known[figure.denominator])
		return frappe.has_permission(figure.record_kind, "read", user=user)

	return [figure for figure in known.values() if may_read(figure)]


def twin(figure: Figure) -> Figure:
	"""A figure that is not there yet: of the same rows, but of what its first condition leaves out."""
	conditions = figure.conditions
	if conditions and conditions[0].operator in OPPOSITE:
		first = replace(conditions[0], operator=OPPOSITE[conditions[0].operator])
		conditions = (first, *conditions[1:])
	return replace(figure, code=f"{figure.code}.twin", conditions=conditions)


# --- by hand ----------------------------------------------------------------------------------------


def by_hand(asked: list[Figure], unit: str) -> list[tuple[str, dict]]:
	"""Statements with their values."""
	units = [unit, *frappe.db.get_descendants(scope.UNIT, unit)]
	groups, queries = {}, []
	for figure in asked:
		if figure.aggregate not in (RATIO, DISTINCT):
			groups.setdefault((figure.record_kind, figure.child_table, figure.span), []).append(figure)
		if figure.aggregate == DISTINCT:
			queries.append(
				distinct(_Rows(figure.record_kind, figure.child_table, figure.span, units), figure)
			)
	queries += [grouped(_Rows(*rows, units), of_rows) for rows, of_rows in groups.items()]
	return [_written(query) for query in queries]


def run(queries: list[tuple[str, dict]]):
	for statement, values in queries:
		frappe.db.sql(statement, values)


def _written(query) -> tuple[str, dict]:
	values = NamedParameterWrapper()
	return query.get_sql(param_wrapper=values), values.get_parameters()


def grouped(rows: "_Rows", asked: list[Figure]):
	conditions = [condition for figure in asked for condition in figure.conditions]
	told_apart = {condition.fieldname for condition in conditions if condition.is_dimension}
	told_apart |= {figure.breakdown_field for figure in asked if figure.breakdown_field}
	told_apart |= {figure.aggregate_field for figure in asked if figure.aggregate == NAMES}
	terms = [rows.column(name) for name in sorted(told_apart)]
	flags = dict.fromkeys(condition for condition in conditions if not condition.is_dimension)
	terms += [Case().when(rows.holds(condition), 1).else_(0) for condition in flags]
	sums = sorted({figure.aggregate_field for figure in asked if figure.aggregate == SUM})
	query = rows.query().select(
		*(term.as_(f"c{number}") for number, term in enumerate(terms)),
		Count("*"),
		*(Sum(rows.column(name)) for name in sums),
	)
	for term in terms:
		query = query.groupby(term)
	return query


def distinct(rows: "_Rows", figure: Figure):
	query = rows.query().select(Count(rows.column(figure.aggregate_field)).distinct())
	for condition in figure.conditions:
		query = query.where(rows.holds(condition))
	return query


class _Rows:
	def __init__(self, record_kind: str, child_table: str | None, span: tuple, units: list[str]):
		self.record_kind, self.child_table, self.span, self.units = record_kind, child_table, span, units

	def column(self, fieldname: str):
		return frappe.qb.DocType(holder(self.record_kind, self.child_table, fieldname))[fieldname]

	@staticmethod
	def holds(condition):
		return condition.criterion(frappe.qb.DocType(condition.doctype))

	def query(self):
		record = frappe.qb.DocType(self.record_kind)
		query = frappe.qb.from_(record)
		if self.child_table:
			child = frappe.qb.DocType(self.child_table)
			query = query.join(child).on(child.parent == record.name)
		begin, until, *_whether_that_day_counts = self.span
		first, last = date(TODAY.year, 1, 1), TODAY
		if until:
			query = query.where(self.column(begin) <= last)
			query = query.where(self.column(until).isnull() | (self.column(until) > last))
		else:
			query = query.where(self.column(begin).between(first, last))
		query = query.where(record.unit.isin(self.units))
		if frappe.get_meta(self.record_kind).is_submittable:
			query = query.where(record.docstatus != CANCELLED)
		return query


if __name__ == "__main__":
	main()
