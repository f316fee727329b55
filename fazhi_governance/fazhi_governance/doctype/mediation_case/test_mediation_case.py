import threading
import unittest

import frappe
from frappe.utils import add_days, formatdate, getdate, today

from fazhi_governance.api import privacy
from fazhi_governance.scope import UNIT
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import ID_NUMBERS, concluded, make_person

SESSION = {"mediated_on": "2024-03-05", "place": "测试调解室", "record": "测试双方各自陈述。"}
FOLLOW_UP = {"followed_on": "2024-04-10", "performance": "Performed", "satisfaction": "Satisfied"}


class TestMediationCase(GovernanceTestCase):
	"""Its clocks: statute/test_clocks.py; its gates: statute/test_gates.py."""

	RECORD = "Mediation Case“测试甲与测试乙的相邻纠纷”"

	def case(self, **values):
		with self.as_user(self.clerk):
			return factories.make_case(self.community_1, **values)

	def test_a_case_goes_from_receipt_to_the_archive_by_the_hands_of_its_people(self):
		"""A clerk takes it in, a mediator mediates, follows up and closes the dossier."""
		mediator = self.users["Mediator"]
		case = self.case(
			facts="测试双方因雨棚滴水争执。",
			persons=[
				make_person("测试某甲", phone="13800000001"),
				make_person("测试某乙", role="Respondent"),
			],
		)
		self.assertEqual((case.persons_count, case.is_dossier_complete), (2, 0))

		with self.as_user(mediator):
			case = frappe.get_doc("Mediation Case", case.name)
			case.update({"handled_by": mediator, "has_consent": 1, "rights_told_on": "2024-03-04"})
			case.append("sessions", SESSION)
			case.save()
			case.update(concluded(perform_by="2024-04-01", performance_way="Once by a Day"))
			case.save()
			self.assertEqual(str(case.performance_due_on), "2024-04-01")
			self.assertEqual(state_of(case, case.clocks[2]), "Overdue")
			case.performed_on = "2024-03-29"
			case.append("follow_ups", FOLLOW_UP)
			case.save()
			self.assertEqual(
				(getdate(case.followed_up_on), case.is_dossier_complete), (getdate("2024-04-10"), 0)
			)
			self.assertEqual(state_of(case, case.clocks[2]), "Met")
			case.append("dossier_documents", {"kind": "Identity Papers", "pages": 2})
			case.archived_on = "2024-05-06"
			case.save()
		self.assertEqual(self.messages(), [])
		self.assertEqual((case.archive_number, case.is_dossier_complete), (case.case_number, 1))

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

	def test_what_needs_an_agreement_waits_for_it(self):
		for early, label in (
			({"performed_on": "2024-03-05"}, "Performed On"),
			({"follow_ups": [FOLLOW_UP]}, "Follow-ups"),
			({"confirmation_applied_on": "2024-03-05"}, "Confirmation Applied For On"),
		):
			with self.refused(self.RECORD, f"no agreement in force, yet {label} is filled in"):
				self.case(**early)
		with self.refused("a confirmation that was never applied for", "clear Confirmation Result"):
			self.case(**concluded(confirmation_result="Confirmed by the Court"))

	def test_rows_have_days_that_can_be(self):
		after_tomorrow = add_days(today(), 2)
		for values, fragment in (
			(
				{"sessions": [{**SESSION, "mediated_on": "2024-02-29"}]},
				"Mediated On, row 1 (2024-02-29) is before",
			),
			({"sessions": [SESSION, {**SESSION, "mediated_on": after_tomorrow}]}, "Mediated On, row 2 is"),
			(concluded(sessions=[{**SESSION, "mediated_on": "2024-03-21"}]), "is before Mediated On, row 1"),
			(
				concluded(follow_ups=[{**FOLLOW_UP, "followed_on": "2024-03-19"}]),
				"Followed Up On, row 1 (2024-03-19) is before",
			),
			(
				concluded(follow_ups=[{**FOLLOW_UP, "followed_on": after_tomorrow}]),
				"a day that has not come yet",
			),
		):
			with self.subTest(fragment), self.refused(self.RECORD, fragment):
				self.case(**values)

	def test_the_last_follow_up_is_the_day_of_the_case(self):
		later = {"followed_on": "2024-06-03", "performance": "Performed"}
		case = self.case(**concluded(follow_ups=[later, FOLLOW_UP]))
		self.assertEqual(str(case.followed_up_on), "2024-06-03")
		with self.as_user(self.clerk):
			case.follow_ups = case.follow_ups[1:]
			case.save()
			self.assertEqual(str(case.followed_up_on), "2024-04-10")
			case.follow_ups = []
			case.save()
		self.assertIsNone(case.followed_up_on)

	def test_an_old_ledger_knows_the_day_of_the_follow_up_alone(self):
		case = self.case(**concluded(followed_up_on="2024-04-10"))
		self.assertEqual([str(row.followed_on) for row in case.follow_ups], ["2024-04-10"])

	def test_what_is_performed_on_the_spot_is_performed_with_the_agreement(self):
		case = self.case(**concluded(performance_way="On the Spot"))
		self.assertEqual(str(case.performed_on), "2024-03-20")

	def test_the_count_of_persons_is_that_of_the_parties_unless_it_was_counted(self):
		persons = [make_person(), make_person(role="Respondent"), make_person(role="Agent")]
		self.assertEqual(self.case(persons=persons).persons_count, 2)
		self.assertEqual(self.case(persons=persons, persons_count=9).persons_count, 9)


class TestPapers(GovernanceTestCase):
	def printed(self, **values) -> str:
		persons = [make_person("测试某甲", sex="Male", age=40), make_person("测试某乙", role="Respondent")]
		with self.as_user(self.users["Mediator"]):
			case = factories.make_case(self.community_1, persons=persons, **values)
			frappe.local.lang = "zh"
			return frappe.get_print("Mediation Case", case.name, "Mediation Papers")

	def test_a_written_agreement_is_printed_with_hidden_names(self):
		page = self.printed(**concluded(facts="测试双方因<b>雨棚</b>争执。", amount=1200.5))
		for fragment in (
			"受理登记表",
			"人民调解协议书",
			"人调字第1号",
			# the cell keeps its line breaks, so the template must not bring any of its own
			'<td colspan="3">测***，男，40岁</td>',
			"邻里",
			"测试甲拆除雨棚。",
		):
			self.assertIn(fragment, page)
		self.assertIn("2024年3月20日", page)
		self.assertIn("1,200.50", page)
		self.assertIn("&lt;b&gt;雨棚", page)
		self.assertNotIn("测试某甲", page)

	def test_an_oral_agreement_has_its_own_form_and_an_open_case_none(self):
		self.assertIn("口头协议登记表", self.printed(**concluded("Oral Agreement")))
		page = self.printed()
		self.assertIn("受理登记表", page)
		self.assertNotIn("协议书", page)


class TestNumbers(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.set_value(UNIT, self.street_a, "case_number_prefix", "测甲")
		frappe.set_user(self.officer)

	def number(self, unit: str | None = None, **values) -> str | None:
		return factories.make_case(unit or self.community_1, **values).case_number

	def stored(self, case) -> str:
		return frappe.db.get_value("Mediation Case", case.name, "case_number")

	def test_cases_are_numbered_by_year_and_committee(self):
		self.assertEqual(self.number(), "〔2024〕测甲人调字第1号")
		# the community has no prefix of its own, so the whole street counts on
		self.assertEqual(self.number(self.community_2), "〔2024〕测甲人调字第2号")
		self.assertEqual(self.number(received_on="2023-12-31"), "〔2023〕测甲人调字第1号")
		frappe.db.set_value(UNIT, self.community_2, "case_number_prefix", "测二")
		self.assertEqual(self.number(self.community_2), "〔2024〕测二人调字第1号")
		frappe.set_user("Administrator")
		self.assertEqual(self.number(self.community_3), f"〔2024〕{self.community_3}人调字第1号")

	def test_the_committee_that_mediates_gives_the_number(self):
		committee = factories.make_group(self.community_2, kind="Mediation Committee").name
		frappe.db.set_value(UNIT, self.community_2, "case_number_prefix", "测二")
		self.assertEqual(self.number(mediation_committee=committee), "〔2024〕测二人调字第1号")

	def test_a_refusal_at_the_outset_uses_up_no_number(self):
		refused = factories.make_case(self.community_1, **concluded("Mediation Refused", is_refused=1))
		self.assertFalse(refused.case_number)
		self.assertEqual(self.number(), "〔2024〕测甲人调字第1号")
		refused.update({"is_refused": 0, "status": "In Mediation", "result": "", "closed_on": None})
		refused.save()
		self.assertEqual(refused.case_number, "〔2024〕测甲人调字第2号")

	def test_a_number_stays_whatever_becomes_of_the_case(self):
		case = factories.make_case(self.community_1)
		case.update({"received_on": "2023-05-06", "unit": self.community_2, "case_number": "改写"})
		case.save()
		self.assertEqual(self.stored(case), "〔2024〕测甲人调字第1号")
		case.case_number = ""
		case.save()
		self.assertEqual(case.case_number, "〔2024〕测甲人调字第1号")
		frappe.set_user("Administrator")
		case.case_number = "〔2024〕测甲人调字第7号"
		case.save()
		self.assertEqual(self.stored(case), "〔2024〕测甲人调字第7号")

	def test_numbers_of_an_old_ledger_are_kept_and_passed_over(self):
		self.assertEqual(self.number(case_number=" 〔2024〕测甲人调字第2号 "), "〔2024〕测甲人调字第2号")
		self.assertEqual(self.number(case_number="旧字3号"), "旧字3号")
		self.assertEqual(self.number(), "〔2024〕测甲人调字第1号")
		self.assertEqual(self.number(), "〔2024〕测甲人调字第3号")
		with self.refused("The number 旧字3号 is another case's", "Leave Case Number empty"):
			self.number(self.community_2, case_number="旧字3号")

	def test_the_database_itself_has_no_number_twice(self):
		number, other = self.number(), factories.make_case(self.community_1).name
		with self.assertRaises(Exception) as caught:
			frappe.db.set_value("Mediation Case", other, "case_number", number)
		self.assertTrue(frappe.db.is_unique_key_violation(caught.exception))

	def test_a_numbered_case_is_not_deleted(self):
		case = factories.make_case(self.community_1)
		manager = self.users["Fazhi Manager"]
		with (
			self.as_user(manager),
			self.refused(case.case_number, "the numbers would have a gap", "Conclude it as Withdrawn"),
		):
			frappe.delete_doc("Mediation Case", case.name)
		refused = factories.make_case(self.community_1, **concluded("Mediation Refused", is_refused=1))
		with self.as_user(manager):
			frappe.delete_doc("Mediation Case", refused.name)
		self.assertFalse(frappe.db.exists("Mediation Case", refused.name))

	def test_a_system_manager_who_clears_cases_away_gives_back_the_last_number_alone(self):
		first, second = (factories.make_case(self.community_1) for _each in range(2))
		with self.as_user("Administrator"):
			frappe.delete_doc("Mediation Case", first.name)
		self.assertEqual(self.number(), "〔2024〕测甲人调字第3号")
		with self.as_user("Administrator"):
			frappe.delete_doc(
				"Mediation Case", frappe.db.get_value("Mediation Case", {"case_number": ["like", "%第3号"]})
			)
			frappe.delete_doc("Mediation Case", second.name)
		self.assertEqual(self.number(), "〔2024〕测甲人调字第2号")

	def test_what_is_undone_has_taken_no_number(self):
		frappe.db.savepoint("before_case")
		taken = self.number()
		frappe.db.rollback(save_point="before_case")
		self.assertEqual(self.number(), taken)

	def test_a_copy_has_a_number_of_its_own(self):
		case = factories.make_case(self.community_1)
		self.assertEqual(
			frappe.copy_doc(case, ignore_no_copy=False).insert().case_number, "〔2024〕测甲人调字第2号"
		)


class TestRace(unittest.TestCase):
	"""Two connections to the database, each with a transaction of its own, as two clerks at two desks have."""

	UNIT = "测试竞速社区"
	HEAD = "〔2024〕测竞人调字第"

	def setUp(self):
		self.apart(self.make_unit)
		self.addCleanup(self.apart, self.clear)

	def make_unit(self):
		factories.make_unit(self.UNIT, case_number_prefix="测竞")
		frappe.db.commit()

	def clear(self):
		for name in frappe.get_all("Mediation Case", {"unit": self.UNIT}, pluck="name", order_by="name desc"):
			frappe.delete_doc("Mediation Case", name, delete_permanently=True)
		frappe.delete_doc(UNIT, self.UNIT, delete_permanently=True)
		frappe.db.delete("Series", {"name": self.HEAD})
		frappe.db.commit()

	def apart(self, work, *arguments):
		"""In a thread, which has a connection and session of its own; what fails there fails here."""
		thread, failed = self.started(work, *arguments)
		thread.join(60)
		self.assertEqual(failed, [])

	def started(self, work, *arguments) -> tuple[threading.Thread, list]:
		site, sites_path, failed = frappe.local.site, frappe.local.sites_path, []

		def run():
			frappe.init(site=site, sites_path=sites_path)
			frappe.connect()
			try:
				frappe.set_user("Administrator")
				frappe.flags.in_test = True
				work(*arguments)
			except Exception as error:
				failed.append(error)
			finally:
				frappe.destroy()

		thread = threading.Thread(target=run)
		thread.start()
		return thread, failed

	def take(self, numbers: list, has_taken=None, may_end=None, is_undone=False):
		numbers.append(factories.make_case(self.UNIT).case_number)
		if has_taken:
			has_taken.set()
			may_end.wait(30)
		if is_undone:
			frappe.db.rollback()
		else:
			frappe.db.commit()

	def race(self, is_undone: bool) -> tuple[list, list]:
		"""The second begins while the first has its number but has not ended yet."""
		first, second, has_taken, may_end = [], [], threading.Event(), threading.Event()
		one, one_failed = self.started(self.take, first, has_taken, may_end, is_undone)
		has_taken.wait(30)
		two, two_failed = self.started(self.take, second)
		two.join(1)
		self.assertEqual(second, [])  # it waits for the first to end
		may_end.set()
		one.join(60), two.join(60)
		self.assertEqual((one_failed, two_failed), ([], []))
		return first, second

	def test_who_comes_second_waits_and_has_the_next_number(self):
		self.assertEqual(self.race(is_undone=False), ([f"{self.HEAD}1号"], [f"{self.HEAD}2号"]))

	def test_what_is_rolled_back_leaves_its_number_to_the_next(self):
		self.assertEqual(self.race(is_undone=True), ([f"{self.HEAD}1号"], [f"{self.HEAD}1号"]))

	def test_many_at_once_have_neither_gaps_nor_doubles(self):
		self.apart(self.take, [])
		numbers = []
		runs = [self.started(self.take, numbers) for _each in range(5)]
		for thread, _failed in runs:
			thread.join(60)
		self.assertEqual([failed for _thread, failed in runs], [[]] * 5)
		self.assertEqual(sorted(numbers), [f"{self.HEAD}{number}号" for number in range(2, 7)])


class TestDossier(GovernanceTestCase):
	COMPLETE = {
		"facts": "测试双方因雨棚滴水争执。",
		"has_consent": 1,
		"rights_told_on": "2024-03-04",
		"sessions": [SESSION],
		"follow_ups": [FOLLOW_UP],
		"persons": [make_person(id_number=ID_NUMBERS[0])],
	}

	def case(self, **values):
		with self.as_user(self.users["Mediator"]):
			return factories.make_case(self.community_1, **values)

	def states(self, case) -> dict[str, str]:
		case.run_method("onload")
		return {row["rule"]: row["state"] for row in case.get_onload("checklist")}

	def test_each_paper_is_done_missing_not_yet_or_not_required(self):
		dossier = ("M11", "M12", "M13", "M14", "M15", "M16", "M17")
		required = dict.fromkeys(dossier[:3], "Missing")
		for values, expected in (
			({}, required | dict.fromkeys(dossier[3:6], "Not Yet") | {"M17": "Not Required"}),
			(
				concluded("Withdrawn"),
				required | dict.fromkeys(dossier[3:], "Not Required"),
			),
			(
				concluded("No Agreement"),
				required | {"M14": "Missing"} | dict.fromkeys(dossier[4:], "Not Required"),
			),
			(
				concluded(),
				required | {"M14": "Missing", "M15": "Done", "M16": "Missing", "M17": "Not Required"},
			),
			(
				concluded(**self.COMPLETE, wants_confirmation=1, confirmation_applied_on="2024-04-01"),
				dict.fromkeys(dossier, "Done") | {"M17": "Not Yet"},
			),
			(
				concluded(perform_by="2099-01-01"),
				required | {"M14": "Missing", "M15": "Done", "M16": "Not Yet"},
			),
		):
			with self.subTest(values=values):
				self.assertLessEqual(expected.items(), self.states(self.case(**values)).items())

	def test_papers_of_the_paper_dossier_count_as_well(self):
		kinds = ("Application", "Rights Notice", "Identity Papers", "Follow-up Record", "Confirmation Papers")
		case = self.case(
			**concluded(has_consent=1, sessions=[SESSION]),
			dossier_documents=[{"kind": kind} for kind in kinds],
		)
		self.assertEqual(set(self.states(case).values()), {"Done"})
		self.assertEqual(case.is_dossier_complete, 1)

	def test_the_court_document_is_asked_for_once_the_court_has_decided(self):
		values = {"confirmation_applied_on": "2024-04-01", "confirmation_decided_on": "2024-04-09"}
		case = self.case(
			**concluded(
				**self.COMPLETE, **values, wants_confirmation=1, confirmation_result="Confirmed by the Court"
			)
		)
		self.assertEqual((self.states(case)["M17"], case.is_dossier_complete), ("Missing", 0))
		with self.as_user(self.users["Mediator"]):
			case.confirmation_number = "（2024）测民特1号"
			case.save()
		self.assertEqual((self.states(case)["M17"], case.is_dossier_complete), ("Done", 1))

	def test_what_the_law_demands_must_be_there_before_it_is_archived(self):
		for missing, rule, says in (
			({"facts": ""}, "M11", "facts and claims of the registration"),
			({"sessions": []}, "M14", "No session has been recorded"),
		):
			with (
				self.subTest(rule),
				self.refused(f"Rule {rule}", says, "《人民调解法》第二十七条", "What to do"),
			):
				self.case(**concluded(**{**self.COMPLETE, **missing}, archived_on="2024-05-06"))
		factories.make_local_rule(self.street_a, "M8-2011-01-01", is_in_use=0)
		with self.refused("Rule M15", "The agreement has not been written down"):
			self.case(**concluded(**self.COMPLETE, agreement="", archived_on="2024-05-06"))

	def test_what_practice_asks_for_is_warned_of(self):
		court = {
			"wants_confirmation": 1,
			"confirmation_applied_on": "2024-04-01",
			"confirmation_result": "Confirmed by the Court",
		}
		for missing, rule, says in (
			({"rights_told_on": None}, "M12", "have not been told of their rights"),
			({"persons": []}, "M13", "No identity papers"),
			({"follow_ups": []}, "M16", "No one has followed up"),
			(court, "M17", "The court's document is not in the dossier"),
		):
			with self.subTest(rule):
				case = self.case(**concluded(**{**self.COMPLETE, **missing}, archived_on="2024-05-06"))
				(told,) = self.messages()
				self.assertIn(f"Rule {rule}", told)
				self.assertIn(says, told)
				self.assertEqual(len(self.notes(case)), 1)

	def test_a_complete_dossier_is_archived_in_silence(self):
		case = self.case(**concluded(**self.COMPLETE, archived_on="2024-05-06"))
		self.assertEqual((self.messages(), self.notes(case)), ([], []))

	def test_an_open_case_is_not_archived(self):
		with self.refused("It is archived, but its status is In Mediation", "Conclude the case first"):
			self.case(archived_on="2024-05-06")


class TestParties(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.mediator = self.users["Mediator"]
		self.other = factories.make_user("mediator.b@street-a.invalid", "Mediator", self.street_a)

	def case(self, **values):
		return factories.make_case(self.community_1, persons=[make_person("测试某甲")], **values)

	def reveal(self, case) -> list:
		return [row["value"] for row in privacy.reveal("Mediation Case", case.name, "测试：通知到场")]

	def test_a_mediator_sees_the_parties_of_the_own_cases_alone(self):
		with self.as_user(self.mediator):
			own = self.case()
			self.assertEqual(own.handled_by, self.mediator)
			self.assertEqual(own.mediator, frappe.utils.get_fullname(self.mediator))
			self.assertEqual(self.reveal(own), ["测试某甲"])
		with self.as_user(self.other):
			with self.refused("the parties of the own cases alone", "Ask who handles the record"):
				self.reveal(own)
		with self.as_user(self.users["Fazhi Manager"]):
			self.assertEqual(self.reveal(own), ["测试某甲"])

	def test_a_mediator_takes_no_case_from_another(self):
		with self.as_user(self.mediator):
			own = self.case()
		with self.as_user(self.other):
			taken = frappe.get_doc("Mediation Case", own.name)
			self.assertEqual(taken.locked_fields(), ["handled_by"])
			taken.handled_by = self.other
			with self.refused("Handled By cannot be written by you", "handed over by who handles it"):
				taken.save()
		with self.as_user(self.mediator):
			own.handled_by = self.other
			own.save()
			with self.refused("the parties of the own cases alone"):
				self.reveal(own)
		with self.as_user(self.other):
			self.assertEqual(self.reveal(own), ["测试某甲"])

	def test_a_case_that_no_one_handles_is_taken_over_by_a_mediator(self):
		with self.as_user(self.clerk):
			case = self.case()
		self.assertFalse(case.handled_by)
		with self.as_user(self.mediator):
			case = frappe.get_doc("Mediation Case", case.name)
			case.handled_by = self.mediator
			case.save()
			self.assertEqual(self.reveal(case), ["测试某甲"])
