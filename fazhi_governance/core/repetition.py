"""Whether a text says again, in nearly the same words, what another one has said."""

import re
from difflib import SequenceMatcher

# of all characters of both texts, the share that stand in both in the same order (difflib's ratio)
NEARLY_THE_SAME = 0.8
_NO_CONTENT = re.compile(r"[\W_\d]+")


def likeness(first: str, second: str) -> float:
	"""Between 0 and 1 by difflib; marks, spaces and numbers, such as the year, do not count."""
	first, second = (_NO_CONTENT.sub("", text) for text in (first, second))
	if not (first and second):
		return 0.0
	# a character that is frequent in a long text counts as any other
	return SequenceMatcher(None, first, second, autojunk=False).ratio()
