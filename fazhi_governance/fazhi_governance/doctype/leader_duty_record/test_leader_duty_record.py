import frappe

from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

KIND = "Leader Duty Record"
RECORD = "Leader Duty Record“测试部署年度法治工作”"


class TestLeaderDutyRecord(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.leader = cls.users["Fazhi Leader"]
		frappe.db.set_value("User", cls.leader, "full_name", "测试书记")
		cls.other_leader = factories.make_user("leader-2@street-a.invalid", "Fazhi Leader", cls.street_a)

	def write(self, doc, user: str, **values):
		with self.as_user(user):
			return frappe.get_doc(KIND, doc.name).update(values).save()

	def test_a_leader_writes_the_own_record_and_nobody_else(self):
		with self.as_user(self.leader):
			record = factories.make_duty_record(self.street_a, leader_name=None)
		self.assertEqual((record.leader, record.leader_name), (self.leader, "测试书记"))
		self.write(record, self.leader, result="测试已印发方案")
		for user in (self.officer, self.users["Fazhi Manager"], self.other_leader):
			with self.refused("Result cannot be written by you", f"with the account {self.leader}"):
				self.write(record, user, result="测试改写")
			with self.refused("Leader's Account cannot be written by you"):
				self.write(record, user, leader=user)

	def test_nobody_writes_in_a_leaders_name(self):
		for user in (self.officer, self.other_leader):
			with self.as_user(user), self.refused(RECORD, f"with the account {self.leader}"):
				factories.make_duty_record(self.street_a, leader=self.leader)
		with self.as_user(self.officer), self.refused(f"{self.officer} is not the account of a leader"):
			factories.make_duty_record(self.street_a, leader=self.officer)

	def test_the_office_keeps_the_records_of_leaders_without_an_account(self):
		with self.as_user(self.officer):
			record = factories.make_duty_record(self.street_a)
		self.assertIsNone(record.leader)
		self.write(record, self.users["Fazhi Manager"], result="测试已完成")
		with self.refused("Result cannot be written by you", "The office keeps this record"):
			self.write(record, self.leader, result="测试改写")

	def test_a_matter_is_one_that_the_writer_may_see(self):
		own, foreign = factories.make_case(self.community_1), factories.make_case(self.community_3)
		with self.as_user(self.leader):
			record = factories.make_duty_record(self.street_a, matter_kind="Mediation Case", matter=own.name)
			self.assertEqual(record.matter, own.name)
			with self.refused(RECORD, f"The matter {foreign.name} is none that you may see"):
				factories.make_duty_record(self.street_a, matter_kind="Mediation Case", matter=foreign.name)

	def test_an_act_to_come_is_refused(self):
		with self.refused(RECORD, "Date of Act is", "a day that has not come yet"):
			factories.make_duty_record(self.street_a, acted_on="2099-01-01")

	def test_a_duty_of_the_other_head_is_warned_of(self):
		for duty, post in (
			("Party Regulations", "Government Head"),
			("Law-minded Personnel", "Government Head"),
			("Law-based Administration", "Party Head"),
		):
			record = factories.make_duty_record(self.street_a, duty=duty, post_kind=post)
			(warned,) = self.messages()
			for part in ("Rule H1", f"The duty is {duty}", f"the post is {post}", "第五条、第六条"):
				self.assertIn(part, warned)
			self.assertEqual(len(self.notes(record)), 1)

	def test_duties_of_both_heads_and_of_other_leaders_are_not_warned_of(self):
		for duty, post in (
			("Party Regulations", "Party Head"),
			("Law-based Administration", "Government Head"),
			("Lawful Decisions", "Party Head"),
			("Support for Justice", "Government Head"),
			("Law-based Administration", "Other Leader"),
		):
			factories.make_duty_record(self.street_a, duty=duty, post_kind=post)
			self.assertEqual(self.messages(), [], (duty, post))

	def test_figures_by_act_and_by_post(self):
		for act, post in (
			("Deployed in Person", "Party Head"),
			("Deployed in Person", "Government Head"),
			("Urged in Person", "Government Head"),
			("Coordinated in Person", "Other Leader"),
		):
			factories.make_duty_record(self.street_a, personal_act=act, post_kind=post)
		factories.make_duty_record(self.street_a, acted_on="2023-05-06")
		codes = (
			*("duty.acts", "duty.deployed", "duty.asked", "duty.coordinated", "duty.urged"),
			*("duty.heads", "duty.party_head", "duty.government_head"),
		)
		with self.as_user(self.officer):
			values = cube.compute(figures(list(codes)), Period.year(2024), self.street_a)
		self.assertEqual([values[code].value for code in codes], [4, 2, 0, 0, 1, 3, 1, 2])
		self.assertEqual(values["duty.heads"].breakdown, {"Deployed in Person": 2, "Urged in Person": 1})
