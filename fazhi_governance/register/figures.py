"""The standard figures as a register states them: in words, with what was divided by what."""

from dataclasses import dataclass

from fazhi_governance.reporting import Asked
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import RATIO, Period, Value, faulty, readable, sound


@dataclass(frozen=True)
class Stated:
	"""A figure in words, what was divided by what, and its label; empty where there is nothing to state."""

	value: str = ""
	parts: str = ""
	label: str = ""


def worded(value: Value) -> Stated:
	label = value.figure.label
	if value.problem or not value.has_data:
		return Stated(parts=value.problem, label=label)
	if value.figure.aggregate != RATIO:
		return Stated(value.worded(), label=label)
	parts = [f"{part.figure.label}{part.worded()}" for part in (value.numerator, value.denominator)]
	return Stated(value.worded(), "÷".join(parts), label)


def read(codes: list[str], asked: Asked) -> dict[str, Value]:
	"""The figures by code; one that cannot be read says why, one of a kind that the user may not read says nothing."""
	found, faults = sound(codes)
	wanted = readable(found)
	silent = {figure.code: Value(figure, None) for figure in found if figure not in wanted}
	values = cube.compute(wanted, Period(asked.from_date, asked.to_date), asked.unit)
	return {code: faulty(code, error) for code, error in faults.items()} | silent | values


def sentence(codes: tuple[str, ...], asked: Asked) -> str:
	"""Of the figures that have any data; empty where none has."""
	values = read(list(codes), asked)
	said = [worded(value) for value in values.values() if value.has_data]
	texts = [f"{each.label}{each.value}" + (f"（{each.parts}）" if each.parts else "") for each in said]
	return f"本期统计指标：{'；'.join(texts)}。" if texts else ""
