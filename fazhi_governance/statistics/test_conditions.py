from datetime import date

import frappe
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_governance.statistics.conditions import OPERATORS, Condition
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

CASE = "Mediation Case"
# field → values that a record may hold; None is an empty column, as an import or an old record leaves it
HELD = {
	"result": [None, "", "Written Agreement", "Withdrawn"],
	"mediator": [None, "", "a", "b'", "c%", "测试丁"],
	"is_refused": [0, 1],
	"persons_count": [0, 1, 7],
	"amount": [0, 0.5, 100],
	"closed_on": [None, date(2024, 1, 1), date(2024, 6, 30), date(2024, 12, 31)],
}


@st.composite
def filters(draw):
	"""[field, operator, value] as a figure carries it."""
	fieldname = draw(st.sampled_from(list(HELD)))
	values = st.sampled_from([value for value in HELD[fieldname] if value is not None])
	operator = draw(st.sampled_from(OPERATORS))
	if operator == "is":
		value = draw(st.sampled_from(["set", "not set"]))
	elif operator == "between":
		value = sorted([draw(values), draw(values)])
	elif operator in ("in", "not in"):
		value = draw(st.lists(values, min_size=1, max_size=3, unique=True))
	else:
		value = draw(values)
	return [fieldname, operator, value]


def holds(condition: Condition, held) -> bool:
	"""What the condition means, said once more in the plainest way."""
	empty = {"closed_on": None, "result": "", "mediator": ""}.get(condition.fieldname, 0)
	held = empty if held is None else held
	value = condition.value
	if condition.operator == "is":
		return (held == empty) == (value == "not set")
	if held in (None, "") and condition.operator in ("between", ">", "<", ">=", "<="):
		return False
	return {
		"=": lambda: held == value,
		"!=": lambda: held != value,
		"in": lambda: held in value,
		"not in": lambda: held not in value,
		"between": lambda: value[0] <= held <= value[1],
		">": lambda: held > value,
		"<": lambda: held < value,
		">=": lambda: held >= value,
		"<=": lambda: held <= value,
	}[condition.operator]()


class TestOneMeaning(GovernanceTestCase):
	"""A figure counts by a condition in SQL and opens onto a list with the same one."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.rows = {}
		for number in range(40):
			values = {field: held[(number * 7 + number // 5) % len(held)] for field, held in HELD.items()}
			cls.rows[f"测试-{number}"] = values
		frappe.db.bulk_insert(
			CASE,
			["name", "unit", *HELD],
			[(name, cls.station, *values.values()) for name, values in cls.rows.items()],
		)

	@settings(deadline=None, max_examples=200, database=None)
	@given(filters())
	def test_a_figure_and_its_list_read_a_condition_alike(self, listed):
		condition = Condition.read(CASE, listed)
		expected = {name for name, held in self.rows.items() if holds(condition, held[condition.fieldname])}
		table = frappe.qb.DocType(CASE)
		counted = (
			frappe.qb.from_(table)
			.select(table.name)
			.where((table.unit == self.station) & condition.criterion(table))
			.run(pluck=True)
		)
		self.assertEqual(set(counted), expected)

		with self.as_user(self.officer):
			in_list = frappe.get_list(
				CASE, filters=[*condition.list_filters(), [CASE, "unit", "=", self.station]], pluck="name"
			)
		self.assertEqual(set(in_list), expected)

		if condition.is_dimension:
			matching = {
				name for name, held in self.rows.items() if condition.matches(held[condition.fieldname])
			}
			self.assertEqual(matching, expected)

	def test_a_list_is_never_asked_for_0_of_a_check(self):
		"""In Frappe's list a check that has a field of its own above the rows, and shall be 0, is no filter."""
		for listed in (["is_refused", "=", 0], ["is_refused", "is", "not set"]):
			self.assertEqual(
				Condition.read(CASE, listed).list_filters(), [[CASE, "is_refused", "!=", 1]], listed
			)

	def test_selects_and_checks_are_read_from_the_groups(self):
		dimensions = [
			Condition.read(CASE, listed).is_dimension
			for listed in (
				["status", "=", "Concluded"],
				["is_refused", "in", [1]],
				["status", "is", "set"],
				["mediator", "=", "测试甲"],
				["closed_on", ">", "2024-01-01"],
			)
		]
		self.assertEqual(dimensions, [True, True, False, False, False])


class TestRefusedConditions(GovernanceTestCase):
	def assert_faulty(self, listed, *fragments: str):
		with self.refused(*fragments, error=ValueError):
			Condition.read(CASE, listed)

	def test_what_is_no_filter_is_refused(self):
		for listed in ("status", ["status"], ["status", "="], ["status", "=", "a", "b"], {}):
			self.assert_faulty(listed, "write it as [field, operator, value]")

	def test_an_unknown_field_is_refused(self):
		self.assert_faulty(["colour", "=", "red"], "Mediation Case has no field colour")
		self.assert_faulty(["clock_events", "is", "set"], "has no field clock_events")

	def test_an_unknown_operator_is_refused_with_those_that_there_are(self):
		self.assert_faulty(["subject", "like", "%a%"], "no operator like", "between", "not in")

	def test_a_value_that_does_not_go_with_the_operator_is_refused(self):
		self.assert_faulty(["status", "in", "Concluded"], "does not go with the operator in")
		self.assert_faulty(["status", "in", []], "does not go with the operator in")
		self.assert_faulty(["status", "=", ["Concluded"]], "does not go with the operator =")
		self.assert_faulty(["closed_on", "between", ["2024-01-01"]], "does not go with the operator between")
		self.assert_faulty(["closed_on", "is", None], "set")

	def test_a_value_of_another_type_is_refused(self):
		for listed in (
			["closed_on", "=", "soon"],
			["closed_on", "=", ""],
			["closed_on", "in", [None]],
			["closed_on", "=", 20240101],
			["persons_count", ">", "many"],
			["persons_count", ">", None],
			["status", "=", 1],
			["status", "in", [None]],
		):
			self.assert_faulty(listed, "is no value of such a field")

	def test_a_field_with_a_time_only_knows_set_or_not(self):
		figure = Condition.read("User", ["last_active", "is", "set"])
		self.assertEqual(figure.value, "set")
		with self.refused("a date with a time", error=ValueError):
			Condition.read("User", ["last_active", ">", "2024-01-01"])
