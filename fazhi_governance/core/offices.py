"""What an office of the lowest tier is called, what it calls its work and its heads, by what kind of unit it is.

One and the same sentence is written by a sub-district (街道), a town (镇) and a township (乡), each in its own words.
"""

from dataclasses import dataclass

OFFICES = SUB_DISTRICT, TOWNSHIP = "Sub-district Office", "Township Government"
_GOVERNMENT, _OFFICE = "人民政府", "办事处"


@dataclass(frozen=True)
class Office:
	"""
	:param name: as it signs
	:param governance: 依法治街
	:param committee: its party committee
	:param communities: what lies below it
	:param heads: the posts of its party head and of its government head, as
		《党政主要负责人履行推进法治建设第一责任人职责规定》 has two of them
	"""

	name: str
	governance: str
	committee: str
	communities: str
	heads: tuple[str, str]


def office(unit_name: str, unit_type: str) -> Office:
	"""
	:param unit_name: 河湾街道, 清水镇, 清水镇人民政府
	:param unit_type: of Governance Unit; one that is neither a sub-district nor a township has words for any office
	"""
	if unit_type == SUB_DISTRICT:
		name = unit_name + _OFFICE if unit_name.endswith("街道") else unit_name
		return Office(name, "依法治街", "党工委", "社区", ("党工委书记", "办事处主任"))
	if unit_type == TOWNSHIP:
		place = unit_name.removesuffix(_GOVERNMENT)
		# whoever has another word for it, such as 苏木, is governed as a town
		kind = "乡" if place.endswith("乡") else "镇"
		name = place + _GOVERNMENT if place.endswith(("镇", "乡", "苏木")) else unit_name
		return Office(name, f"依法治{kind}", "党委", "村（社区）", ("党委书记", f"{kind}长"))
	return Office(unit_name, "依法治理", "党组织", "所属单位", ("党组织书记", "行政主要负责人"))
