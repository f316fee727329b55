from hypothesis import given
from hypothesis import strategies as st

from fazhi_governance.core.masking import ADDRESS, ID_NUMBER, MASK, NAME, PHONE, masked, normal

KINDS = (NAME, ID_NUMBER, PHONE, ADDRESS)


SHOWN = (
	(NAME, "王示例", "王**"),
	(NAME, "王", "王*"),
	(ID_NUMBER, "110101190001010014", "110101**********14"),
	(ID_NUMBER, "E12345678", "E********"),
	(PHONE, "13800001234", "138****1234"),
	(PHONE, "6251234", "6******"),
	(ADDRESS, "示例市河湾街道柳岸社区8号楼2单元", "示例市河湾街道柳岸社区***"),
	(ADDRESS, "示例县示例镇东沟村一组5号", "示例县示例镇东沟村***"),
	(ADDRESS, "河湾街道胜利路1号", "河湾街道***"),
	(ADDRESS, "胜利路1号", "胜利路***"),
)


def test_what_is_shown():
	for kind, text, shown in SHOWN:
		assert masked(kind, text) == shown


@given(st.sampled_from(KINDS), st.text(min_size=1).filter(lambda text: text.strip() and MASK not in text))
def test_a_mask_is_never_the_text_itself_and_says_that_it_is_one(kind, text):
	assert MASK in masked(kind, text)
	assert masked(kind, text) != text.strip()


def test_however_it_is_typed_it_is_compared_alike():
	for kind, typed, compared in (
		(ID_NUMBER, " １１０１０１１９０００１０１００１x", "11010119000101001X"),
		(PHONE, "+86 138-0000-1234", "13800001234"),
		(NAME, "王 示例 ", "王示例"),
	):
		assert normal(kind, typed) == compared
