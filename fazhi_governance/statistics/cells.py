"""The groups that one query has answered with, and how figures are read from them.

There may be thousands of groups and dozens of figures: to ask each group of each figure would take longer than the
query. So a condition is asked once of each value of its field, its answers for all groups stand in one number, a
byte for a group, and the conditions of a figure are joined by one operation on such numbers.
"""

from collections import Counter
from collections.abc import Callable
from itertools import compress

from fazhi_governance.statistics.conditions import Condition
from fazhi_governance.statistics.figures import DISTINCT, NAMES, SUM, Figure, Value

# keys of columns beside fields and conditions: how many rows a group has; with a span, whether they lie in the
# period by it; with a field, its sum; the part of a split
ROWS, IN_PERIOD, PART = "rows", "in period", "part"


class Cells:
	"""The groups, column by column.

	:param keys: what each value of a row is: ROWS, (SUM, field), (IN_PERIOD, span), a field, a Condition
	"""

	def __init__(self, keys: list, rows: list[tuple]):
		columns = zip(*rows, strict=True) if rows else [()] * len(keys)
		self.columns = dict(zip(keys, columns, strict=True))
		self.count = len(rows)
		self.masks = {}

	def value(self, figure: Figure) -> Value:
		matching = self._matching(figure)
		rows = sum(compress(self.columns[ROWS], matching))
		amounts = self.columns[SUM, figure.aggregate_field] if figure.aggregate == SUM else self.columns[ROWS]
		breakdown = Counter()
		if figure.breakdown_field:
			keys = compress(self.columns[figure.breakdown_field], matching)
			for key, amount in zip(keys, compress(amounts, matching), strict=True):
				breakdown[key or ""] += amount or 0
		if not self._in_period(figure):
			value = None
		elif figure.aggregate == NAMES:
			value = self._names(figure, matching)
		elif figure.aggregate == DISTINCT:
			value = len({*compress(self.columns[figure.aggregate_field], matching)} - {None})
		elif figure.aggregate == SUM:
			# a count that nobody made is stored as 0: a sum of nothing but these says nothing
			value = sum(amount or 0 for amount in compress(amounts, matching)) or None
		else:
			value = rows
		return Value(figure, value, rows, dict(breakdown))

	def _names(self, figure: Figure, matching: bytes) -> list[str]:
		rows = Counter()
		names = compress(self.columns[figure.aggregate_field], matching)
		for name, count in zip(names, compress(self.columns[ROWS], matching), strict=True):
			rows[name or ""] += count
		# the one met most often comes first
		return sorted(filter(None, rows), key=lambda name: (-rows[name], name))

	def _matching(self, figure: Figure) -> bytes:
		"""A byte for each group: whether the figure counts it."""
		mask = self._in_period(figure)
		for condition in figure.conditions:
			mask &= self._holding(condition)
		return mask.to_bytes(self.count, "little")

	def _in_period(self, figure: Figure) -> int:
		"""With several date fields in one query, a row may lie in the period by one and not by the other."""
		key = (IN_PERIOD, figure.span)
		return self._mask(key, bool) if key in self.columns else self._mask(ROWS, bool)

	def _holding(self, condition: Condition) -> int:
		if condition.is_dimension:
			return self._mask(condition.fieldname, condition.matches, condition)
		return self._mask(condition, bool)

	def _mask(self, column, holds: Callable[[object], bool], kept_as=None) -> int:
		kept_as = kept_as or column
		if kept_as not in self.masks:
			values = self.columns[column]
			answers = {value: bool(holds(value)) for value in set(values)}
			self.masks[kept_as] = int.from_bytes(bytes(map(answers.get, values)), "little")
		return self.masks[kept_as]
