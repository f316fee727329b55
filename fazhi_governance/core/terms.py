"""Slips that an official report must not carry: 法制 where 法治 is meant, requests, too many characters."""

import re

# 法制 is the legal system, 法治 the rule of law; these phrases are always meant as the latter
WRONG_TERMS = {
	"法制化轨道": "法治轨道",
	"法制思维": "法治思维",
	"法制方式": "法治方式",
	"法制政府": "法治政府",
	"法制社会": "法治社会",
	"法制建设": "法治建设",
	"依法制国": "依法治国",
}
# closing phrases of a request: a report must not carry one (党政机关公文处理工作条例)
REQUESTS = ("妥否，请批示", "特此请示", "请予批准", "请批复", "请批示", "请予以批准", "恳请批准")
# of a comprehensive document, under the rules to lighten the load of the grass roots
MAX_CHARACTERS = 5000


def wrong_terms(text: str) -> list[tuple[str, str]]:
	"""(as written, as it should read) of each slip in the text, once."""
	return [(wrong, right) for wrong, right in WRONG_TERMS.items() if wrong in text]


def requests(text: str) -> list[str]:
	"""The phrases in the text that belong in a request (请示), each once; of phrases within each other the longer."""
	longest_first = sorted(REQUESTS, key=len, reverse=True)
	return list(dict.fromkeys(re.findall("|".join(longest_first), text)))
