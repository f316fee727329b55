import frappe
from frappe.utils import add_days, formatdate, today

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import concluded


class TestMediationCase(GovernanceTestCase):
	"""Its clocks: statute/test_clocks.py; its gates: statute/test_gates.py."""

	RECORD = "Mediation Case“测试甲与测试乙的相邻纠纷”"

	def case(self, **values):
		with self.as_user(self.clerk):
			return factories.make_case(self.community_1, **values)

	def test_a_clerk_takes_a_case_in_with_the_least_there_is_to_say(self):
		with self.as_user(self.clerk):
			case = frappe.new_doc("Mediation Case", subject="测试纠纷", dispute_type="Labour").insert()
		self.assertEqual(
			(case.unit, case.status, case.source), (self.community_1, "In Mediation", "On Application")
		)
		self.assertEqual(frappe.utils.getdate(case.received_on), frappe.utils.getdate())

	def test_a_future_day_is_refused(self):
		tomorrow = add_days(today(), 1)
		for fieldname in ("received_on", "police_told_on"):
			label = frappe.get_meta("Mediation Case").get_label(fieldname)
			with self.refused(
				self.RECORD, f"{label} is {formatdate(tomorrow)}", "Only what has happened is recorded"
			):
				self.case(**{fieldname: tomorrow})

	def test_a_negative_count_is_refused(self):
		for fieldname in ("persons_count", "amount"):
			with self.refused(self.RECORD, "cannot be negative", "Enter 0 or more"):
				self.case(**{fieldname: -1})

	def test_text_from_a_posted_form_is_read_as_numbers(self):
		case = self.case(persons_count="5", is_refused="0", may_escalate="0", amount="12.5")
		self.assertEqual((case.persons_count, case.is_refused, case.amount), (5, 0, 12.5))
		self.assertEqual(self.messages(), [])
		with self.refused("is -5, but a count cannot be negative"):
			self.case(persons_count="-5")
		with self.refused("A party has refused mediation"):
			self.case(is_refused="1")
		extension = {"clock": "M7", "event": "Extension", "from_date": "2024-03-10", "length": "1"}
		case = self.case(clock_events=[{**extension, "reason": "测试原因"}])
		self.assertEqual(str(case.mediation_due_on), "2024-05-01")

	def test_a_day_that_is_none_is_refused(self):
		with self.refused("yesterday"):
			self.case(received_on="yesterday")

	def test_an_end_before_the_start_is_refused(self):
		with self.refused(self.RECORD, "is before Received On", "Correct one of the two dates"):
			self.case(**concluded("Withdrawn", closed_on="2024-02-29"))
		with self.refused(self.RECORD, "is before"):
			self.case(**concluded(followed_up_on="2024-03-19"))

	def test_a_case_concluded_without_a_result_or_a_day_is_refused(self):
		way_out = "set the status back to In Mediation"
		for missing in ({"result": ""}, {"closed_on": None}):
			with self.refused(self.RECORD, "concluded without a result or a day", way_out):
				self.case(**{**concluded(), **missing})

	def test_a_result_before_the_conclusion_is_refused(self):
		for early in ({"result": "Withdrawn"}, {"closed_on": "2024-03-20"}):
			with self.refused(self.RECORD, "its status is In Mediation", "Set the status to Concluded"):
				self.case(**early)

	def test_success_without_an_agreement_is_refused(self):
		for result in ("Written Agreement", "Oral Agreement"):
			for missing in ({"agreement": ""}, {"agreement_on": None}):
				with self.refused(
					self.RECORD, "concluded as successful without an agreement", "Rule M8", "What to do"
				):
					self.case(**{**concluded(result), **missing})

	def test_each_result_concludes_a_case(self):
		options = frappe.get_meta("Mediation Case").get_field("result").options.split("\n")
		for result in filter(None, options):
			case = self.case(**concluded(result))
			self.assertEqual(case.is_successful, result in ("Written Agreement", "Oral Agreement"))

	def test_a_concluded_case_is_taken_up_again(self):
		case = self.case(**concluded("Withdrawn"))
		with self.as_user(self.clerk):
			case.update({"status": "In Mediation", "result": "", "closed_on": None})
			case.save()
		self.assertEqual(case.status, "In Mediation")

	def test_a_mediation_committee_of_the_street_may_be_named(self):
		committee = factories.make_group(self.street_a, kind="Mediation Committee").name
		self.assertEqual(self.case(mediation_committee=committee).mediation_committee, committee)

	def test_of_two_who_close_the_same_case_the_second_is_told_to_look_again(self):
		name = self.case().name
		opened = {}
		for user in (self.clerk, self.officer):
			with self.as_user(user):
				opened[user] = frappe.get_doc("Mediation Case", name)
		with self.as_user(self.clerk):
			opened[self.clerk].update(concluded("Withdrawn"))
			opened[self.clerk].save()
		for lang, fragments in (
			("en", ("modified after you have opened it", "refresh to get the latest")),
			("zh", ("文档在你打开后已被修改", "请刷新以获得最新的文档")),
		):
			frappe.local.lang = lang
			with self.as_user(self.officer), self.refused(*fragments, error=frappe.TimestampMismatchError):
				opened[self.officer].update(concluded("Transferred"))
				opened[self.officer].save()
		self.assertEqual(frappe.db.get_value("Mediation Case", name, "result"), "Withdrawn")
