"""What the registers of petitions and receptions say, row by row."""

import frappe

from fazhi_governance.register.registers import find
from fazhi_governance.register.test_export import YEAR
from fazhi_governance.register.test_tables import TablesTestCase
from fazhi_governance.tests import factories

PERSON = {"role": "Petitioner", "party_kind": "Natural Person", "person_name": "测试信访人甲"}


class TestPetitionRegisters(TablesTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(self.users["Petition Officer"])

	def stored(self, **values):
		return factories.make_stored(
			"Petition",
			**{
				"unit": self.community_1,
				"subject": "测试供暖",
				"received_on": "2024-03-01",
				"purpose": "Claim",
				"channel": "Visit in Person",
				**values,
			},
		)

	def test_a_petition_with_its_whole_course(self):
		petition = factories.make_petition(self.community_1, persons_count=3, persons=[PERSON])
		petition.db_set(
			{
				"route": "Handling Opinion",
				"accepted_on": "2024-03-04",
				"conclusion_due_on": "2024-05-06",
				"workflow_state": "Concluded",
				"is_repeat": 1,
				"is_claim_solved": 1,
				"is_hardship_helped": 1,
				"satisfaction": "Petitioner Satisfied",
				"review_asked_on": "2024-05-20",
			}
		)
		(row,) = self.rows_of(find("petitions"))
		self.assertEqual(
			[row[each] for each in ("编号", "来源", "信访人", "人数", "初重")],
			[petition.name, "来访", "测*****", 3, "重复"],
		)
		self.assertEqual(row["办理途径"], "出具处理意见书（第三十一条第六项）")
		self.assertEqual(
			[row[each] for each in ("三到位一处理", "满意度", "复查复核", "进展")],
			["解决到位、帮扶到位", "满意", "复查中", "办结"],
		)

	def test_how_far_a_review_has_come(self):
		for days, word in (
			({"review_asked_on": "2024-05-20", "review_answered_on": "2024-06-10"}, "已复查"),
			({"review_asked_on": "2024-05-20", "recheck_asked_on": "2024-06-20"}, "复核中"),
			(
				{
					"review_asked_on": "2024-05-20",
					"recheck_asked_on": "2024-06-20",
					"recheck_answered_on": "2024-07-01",
				},
				"已复核",
			),
			({}, None),
		):
			petition = self.stored(**days)
			(row,) = (each for each in self.rows_of(find("petitions")) if each["编号"] == petition.name)
			self.assertEqual(row["复查复核"], word)

	def test_leaders_cases_stand_by_the_day_on_which_they_were_taken_on(self):
		self.stored()
		self.stored(
			case_leader="测试主任",
			case_accepted_on="2024-03-05",
			case_deadline="2024-04-30",
			case_due_on="2024-04-30",
			case_warn_on="2024-04-23",
			concluded_on="2024-04-20",
		)
		(row,) = self.rows_of(find("leader_cases"))
		self.assertEqual([row["包案领导"], row["时限状态"]], ["测试主任", "按期完成"])

	def test_accusations_stand_in_their_own_register_alone(self):
		self.stored(purpose="Accusation", accused_unit=self.community_2, case_accepted_on="2024-03-05")
		frappe.set_user("Administrator")
		for code, rows in (("petitions", 0), ("leader_cases", 0), ("accusations", 1)):
			units = [self.community_1]
			self.assertEqual(len(list(find(code).rows(*YEAR, units))), rows, code)

	def test_the_roster_and_the_record_of_receptions(self):
		for values in (
			{"held_on": "2024-05-06", "groups_count": 2, "persons_count": 5, "outcome": "测试：已答复"},
			{"is_called_off": 1, "called_off_reason": "测试防汛"},
		):
			factories.make_reception(self.street_a, **values)
		roster, record = (self.rows_of(find(code)) for code in ("reception_roster", "receptions"))
		self.assertEqual({row["状态"] for row in roster}, {"已接访", "已取消"})
		self.assertEqual([(row["批次"], row["人次"]) for row in record], [(2, 5)])
