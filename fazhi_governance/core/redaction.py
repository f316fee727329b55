"""Passages of a text that not every reader gets: between [[ and ]], left out with what punctuation they leave behind."""

import re

OPEN, CLOSE = "[[", "]]"

_MARKED = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_EXCERPT = 20  # characters shown behind the place of a fault

# what a passage that is gone leaves behind: a stop after a comma, the same mark twice, empty brackets …
_TIDY = (
	(re.compile(r"（[\s，；、。]*）|《》|“”"), ""),
	(re.compile(r"[，、；：]+(?=[。；])"), ""),
	(re.compile(r"(?<=[。；：])[，、；。]+"), ""),
	(re.compile(r"([，、；。])\1+"), r"\1"),
	(re.compile(r"、+(?=，)|(?<=，)、+"), ""),
	(re.compile(r"(?<=（)[，、；。]+|[，、；。]+(?=）)"), ""),
	(re.compile(r"^[，、；：。]+", re.MULTILINE), ""),
	(re.compile(r"[，、；]+$", re.MULTILINE), "。"),
)


class RedactionError(ValueError):
	"""Marks that do not pair. `message` is fixed English text, so that it can be translated; `excerpt` the place."""

	def __init__(self, message: str, excerpt: str):
		super().__init__(f"{message} (at: {excerpt})")
		self.message = message
		self.excerpt = excerpt


def check(text: str):
	"""Raises RedactionError for marks without their partner, one within another, or over several lines."""
	rest = _MARKED.sub("", text)
	places = [at for at in (rest.find(OPEN), rest.find(CLOSE)) if at >= 0]
	if places:
		start = max(0, min(places) - _EXCERPT // 2)
		raise RedactionError(
			"The marks [[ and ]] do not pair: write [[ before and ]] behind a passage, within one line and not within each other.",
			rest[start : start + _EXCERPT],
		)


def whole(text: str) -> str:
	"""With the passages, without their marks."""
	return _MARKED.sub(r"\1", text)


def redacted(text: str) -> str:
	"""Without the passages; what is left reads as if they had never been there."""
	if not _MARKED.search(text):
		return text
	return "\n".join(filter(None, (_tidied(line) for line in text.splitlines())))


def _tidied(line: str) -> str:
	if not _MARKED.search(line):
		return line
	line = _MARKED.sub("", line)
	for pattern, instead in _TIDY:
		line = pattern.sub(instead, line)
	return line.strip()
