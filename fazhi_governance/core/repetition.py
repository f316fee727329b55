"""Whether a text says again, in nearly the same words, what another one has said."""

import re
from difflib import SequenceMatcher

# of all characters of both texts, the share that stand in both in the same order (difflib's ratio)
NEARLY_THE_SAME = 0.8
# below so many characters without marks and numbers, sentences are alike by chance
SHORT = 12
_NO_CONTENT = re.compile(r"[\W_\d]+")
_SENTENCE = re.compile(r"[^。；！？\n]+")


def likeness(first: str, second: str) -> float:
	"""Between 0 and 1 by difflib; marks, spaces and numbers, such as the year, do not count."""
	first, second = (_NO_CONTENT.sub("", text) for text in (first, second))
	if not (first and second):
		return 0.0
	# a character that is frequent in a long text counts as any other
	return SequenceMatcher(None, first, second, autojunk=False).ratio()


def sentences(text: str) -> list[str]:
	"""As `repeated` tells them apart, without the mark at the end."""
	return [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]


def repeated(text: str, earlier: str) -> list[tuple[str, str]]:
	"""(sentence, earlier sentence) of each sentence that the earlier text has in nearly the same words."""
	said = [(sentence, _NO_CONTENT.sub("", sentence)) for sentence in _SENTENCE.findall(earlier)]
	said = [pair for pair in said if len(pair[1]) >= SHORT]
	found = []
	for sentence in _SENTENCE.findall(text):
		content = _NO_CONTENT.sub("", sentence)
		if len(content) < SHORT:
			continue
		matcher = SequenceMatcher(None, autojunk=False)
		matcher.set_seq2(content)  # what difflib looks at again and again stands second
		for before, before_content in said:
			matcher.set_seq1(before_content)
			# the two upper bounds cost little
			bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
			if all(bound() >= NEARLY_THE_SAME for bound in bounds):
				found.append((sentence.strip(), before.strip()))
				break
	return found
