"""Figures in a report's text: {{name}} for the exact value, {{name|rounded}} for the wording with 余,
{{name|last_year}} for last year's value, {{name|change}} for the change from it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

EXACT = "exact"
ROUNDED = "rounded"
LAST_YEAR = "last year"
CHANGE = "change"
WORDINGS = (EXACT, ROUNDED, LAST_YEAR, CHANGE)

# What an author may write behind the pipe
_WORDINGS = {
	"rounded": ROUNDED,
	"约数": ROUNDED,
	"last_year": LAST_YEAR,
	"上年": LAST_YEAR,
	"change": CHANGE,
	"同比": CHANGE,
}

_PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")
_STRAY_BRACES = re.compile(r"\{\{|\}\}")
_EXCERPT = 20  # characters shown behind the place of a fault

_NEAR = 0.5  # from this likeness (0 to 1) a name is worth suggesting
_CONTAINED = 0.75  # the likeness that containment counts as, at least


@dataclass(frozen=True)
class Placeholder:
	"""A figure's name and how it is to be worded: one of WORDINGS."""

	name: str
	wording: str = EXACT


class PlaceholderError(ValueError):
	"""A placeholder that can't be read.

	`message` is fixed English text (what is wrong, what to write instead), so that it can be translated;
	`excerpt` is the place in the author's text.
	"""

	def __init__(self, message: str, excerpt: str):
		super().__init__(f"{message} (at: {excerpt})")
		self.message = message
		self.excerpt = excerpt


def parse(text: str) -> list[str | Placeholder]:
	"""The text cut into plain stretches and placeholders, in order.

	Raises PlaceholderError for braces without their partner, a missing name and an unknown wording.
	"""
	segments: list[str | Placeholder] = []
	end = 0
	for match in _PLACEHOLDER.finditer(text):
		segments += _plain(text, end, match.start())
		segments.append(_placeholder(match))
		end = match.end()

	return segments + _plain(text, end, len(text))


def names(text: str) -> list[str]:
	"""The names of the figures in the text, in order, each once. Raises PlaceholderError as `parse` does."""
	return list(dict.fromkeys(segment.name for segment in parse(text) if isinstance(segment, Placeholder)))


def mentions(text: str | None, wanted: Iterable[str]) -> bool:
	"""Whether the text names one of these figures; one that can't be read names none."""
	try:
		return not set(wanted).isdisjoint(names(text or ""))
	except PlaceholderError:
		return False


def render(text: str, resolve: Callable[[Placeholder], str]) -> str:
	"""The text with each placeholder replaced by what `resolve` gives. Raises as `parse` and `resolve` do."""
	return "".join(
		resolve(segment) if isinstance(segment, Placeholder) else segment for segment in parse(text)
	)


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
	"""Up to `limit` candidates like `name`, the likest first; one that contains the other is always like."""
	likeness = {candidate: _likeness(name, candidate) for candidate in candidates}
	near = [candidate for candidate, value in likeness.items() if value >= _NEAR]
	return sorted(near, key=lambda candidate: -likeness[candidate])[:limit]


def _placeholder(match: re.Match) -> Placeholder:
	name, pipe, wording = (part.strip() for part in match[1].partition("|"))
	if not name:
		raise PlaceholderError("The figure has no name: write {{name}} or {{name|rounded}}.", match[0])

	if pipe and wording not in _WORDINGS:
		raise PlaceholderError(
			"The wording is unknown: write {{name}}, {{name|rounded}}, {{name|last_year}} or {{name|change}}.",
			match[0],
		)

	return Placeholder(name, _WORDINGS[wording] if pipe else EXACT)


def _plain(text: str, start: int, end: int) -> list[str]:
	stretch = text[start:end]
	if stray := _STRAY_BRACES.search(stretch):
		at = start + stray.start()
		# what stands before closing braces is what lacks the opening ones
		excerpt = (
			text[at : at + _EXCERPT]
			if stray[0] == "{{"
			else text[max(start, at - _EXCERPT) : at + len(stray[0])]
		)
		raise PlaceholderError(
			"The braces have no partner: write {{name}} or {{name|rounded}}, with two braces on either side.",
			excerpt,
		)

	return [stretch] if stretch else []


def _likeness(name: str, candidate: str) -> float:
	name, candidate = name.strip().casefold(), candidate.strip().casefold()
	if not name or not candidate:
		return 0

	ratio = SequenceMatcher(None, name, candidate).ratio()
	return max(ratio, _CONTAINED) if name in candidate or candidate in name else ratio
