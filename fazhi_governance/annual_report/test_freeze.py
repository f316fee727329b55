import json
from unittest.mock import patch

import frappe

from fazhi_governance.annual_report import drift, freeze, text
from fazhi_governance.annual_report.word import to_word
from fazhi_governance.api import annual_report_form as form
from fazhi_governance.compat import clear_request_cache
from fazhi_governance.register.importing import job, states
from fazhi_governance.statistics import cube, figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import concluded

BODY = "化解{{化解矛盾纠纷|约数}}，成功率{{调解成功率}}，涉及{{受理矛盾纠纷的类型}}，{{化解矛盾纠纷|同比}}。"


class FrozenTestCase(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.cases = cls.with_cases("本年", 12, "2024-03-20")
		cls.with_cases("上年", 10, "2023-03-20")

	@classmethod
	def with_cases(cls, prefix: str, count: int, day: str) -> list[str]:
		"""Written straight to the table for speed."""
		values = concluded(closed_on=day, agreement_on=day) | {
			"unit": cls.community_1,
			"subject": "测试纠纷",
			"received_on": day,
			"dispute_type": "Neighbours",
		}
		names = [f"测试{prefix}-{number}" for number in range(count)]
		frappe.db.bulk_insert(
			"Mediation Case", ["name", *values], [(name, *values.values()) for name in names]
		)
		return names

	def draft(self, body: str = BODY, **values):
		with self.as_user(self.officer):
			sections = [{"part": "Achievements", "heading": "测试", "body": body}]
			return factories.make_report(self.street_a, sections=sections, **values)

	def frozen(self, body: str = BODY):
		report = self.draft(body)
		with self.as_user(self.officer):
			report.submit()
		return frappe.get_doc("Annual Report", report.name)

	def said(self, report) -> str:
		clear_request_cache()
		report = frappe.get_doc("Annual Report", report.name)
		return text.plain(text.sections_of(report)).splitlines()[1]

	def kept(self, report, name: str):
		return next(row for row in report.figures if row.figure_name == name)

	def move(self):
		"""One case more, one gone, one that is no success any more."""
		self.added = factories.make_case(self.community_2, **concluded(), dispute_type="Medical").name
		frappe.delete_doc("Mediation Case", self.cases[0])
		frappe.db.set_value("Mediation Case", self.cases[1], "result", "No Agreement")


class TestFreezing(FrozenTestCase):
	def test_what_is_kept_of_a_figure(self):
		report = self.frozen()
		self.assertEqual((report.docstatus, report.status), (1, "Frozen"))
		self.assertEqual(report.frozen_by, self.officer)
		row = self.kept(report, "化解矛盾纠纷")
		self.assertEqual(
			(row.figure, row.words, row.words_rounded, row.words_last_year, row.words_change),
			("mediation.resolved", "12件", "10余件", "10件", "较上年增长20%"),
		)
		self.assertEqual((row.value, row.last_year_value, row.record_count), ("12", "10", 12))
		found = dict.fromkeys(self.cases, 1)
		self.assertEqual(freeze.evidence_of(report.name, "mediation.resolved"), found)
		self.assertEqual(row.digest, freeze.digest_of([found]))
		self.assertEqual(json.loads(row.definition)["date_field"], "closed_on")
		rate = self.kept(report, "调解成功率")
		self.assertEqual((rate.words, rate.numerator, rate.denominator), ("100%", "12件", "12件"))
		self.assertEqual(
			[part["code"] for part in json.loads(rate.definition)["parts"]],
			["mediation.resolved", "mediation.concluded"],
		)

	def test_a_contribution_is_what_the_figure_adds_up(self):
		for number, count in enumerate((30, 0, 12)):
			factories.make_activity(self.community_1, materials_count=count, held_on=f"2024-06-0{number + 1}")
		period = text.period_of(self.draft())
		for code in (
			*("mediation.resolved", "mediation.sessions", "publicity.materials"),
			*("mediation.types", "publicity.units", "resident.in_post"),
		):
			figure = figures.find(code)
			found = cube.contributions(figure, period, self.street_a)
			value = cube.compute([figure], period, self.street_a)[code]
			with self.subTest(code=code):
				self.assertEqual(set(found), set(self.names(figure, period)))
				if figure.aggregate in ("Count", "Sum"):
					self.assertEqual(sum(found.values()), value.value or 0)
				else:
					brought = {each for values in found.values() for each in values.splitlines()}
					expected = value.value if isinstance(value.value, list) else range(value.value or 0)
					self.assertEqual(len(brought), len(expected))

	def names(self, figure, period) -> list[str]:
		doctype, filters = cube.drill_down(figure, period, self.street_a)
		return frappe.get_all(doctype, filters=filters, pluck="name")

	def test_the_text_stands_whatever_becomes_of_the_records(self):
		report = self.frozen()
		before = self.said(report)
		self.assertEqual(before, "化解10余件，成功率100%，涉及邻里，较上年增长20%。")
		self.move()
		frappe.db.set_value("Statistical Figure", "mediation.resolved", "is_enabled", 0)
		self.assertEqual(self.said(report), before)
		report = frappe.get_doc("Annual Report", report.name)
		self.assertTrue(to_word(report).startswith(b"PK"))
		with self.as_user(self.officer):
			shown = form.edition_text(report.name, "Submitted Edition")
		self.assertIn("10余件", json.dumps(shown, ensure_ascii=False))

	def test_a_text_without_data_is_not_frozen(self):
		for body, fragments in (
			("宣传{{普法活动}}。", ("普法活动", "Log their records")),
			("宣传{{化解矛盾纠纷}}，{{普法活动|同比}}。", ("普法活动", "no value of the year before")),
			("", ("no text yet", "Compose it first")),
		):
			report = self.draft(body)
			with self.as_user(self.officer), self.refused(*fragments):
				report.submit()
			frappe.delete_doc("Annual Report", report.name, force=True)

	def test_nobody_writes_a_frozen_figure_or_text(self):
		report = self.draft()
		report.append("figures", {"figure_name": "化解矛盾纠纷", "words": "900件"})
		report.frozen_by = "Administrator"
		report.save()
		self.assertEqual((report.figures, report.frozen_by), ([], None))
		with self.as_user(self.officer):
			report.submit()
			report.reload()
			report.figures[0].words = "900件"
			report.save()
			self.assertEqual(self.kept(report, "化解矛盾纠纷").words, "12件")
			report.reload()
			report.sections[0].body = "改过的正文。"
			with self.refused(error=frappe.UpdateAfterSubmitError):
				report.save()
			report.reload()
			with self.refused("It is frozen", "choose Amend"):
				report.compose()

	def test_it_is_signed_sent_and_published_afterwards(self):
		report = self.frozen()
		with self.as_user(self.officer):
			for field, day, status in (
				("signed_on", "2025-01-20", "Signed"),
				("sent_on", "2025-02-20", "Filed"),
				("published_on", "2025-03-20", "Made Public"),
			):
				report.set(field, day)
				report.document_number = "测甲发〔2025〕1号"
				report.save()
				self.assertEqual(report.status, status)

	def test_roles_that_do_not_write_do_not_freeze(self):
		report = self.draft()
		for user in (self.users["Fazhi Leader"], self.users["Fazhi Auditor"], self.stranger):
			with self.as_user(user), self.refused(error=frappe.PermissionError):
				frappe.get_doc("Annual Report", report.name).submit()

	def test_not_while_a_register_is_imported(self):
		report = self.draft()
		running = factories.make_register_import(self.street_a)
		running.db_set("status", states.IMPORTING)
		job._beat(running.name, 0)
		self.addCleanup(job._still, running.name)
		with self.as_user(self.officer), self.refused(running.name, "Wait until it has ended"):
			report.submit()
		job._still(running.name)
		with self.as_user(self.officer):
			report.reload()
			report.submit()

	def test_who_composes_second_is_told_and_loses_nothing(self):
		report = self.draft()
		with self.as_user(self.officer):
			first, second = (frappe.get_doc("Annual Report", report.name) for _each in range(2))
			first.sections[0].body = "第一人所写。"
			first.save()
			second.append("sections", {"part": "Next Year", "body": "第二人所写。"})
			for act in (second.save, second.compose):
				with self.refused(error=frappe.TimestampMismatchError):
					act()
		report.reload()
		self.assertEqual([row.body for row in report.sections], ["第一人所写。"])


class TestDrift(FrozenTestCase):
	def test_an_unchanged_year_has_not_moved(self):
		report = self.frozen()
		self.assertEqual(form.check_drift(report.name), 0)
		report.reload()
		self.assertIsNone(report.figures_have_moved())

	def test_moved_figures_name_their_records(self):
		report = self.frozen()
		self.move()
		with self.as_user(self.officer):
			self.assertEqual(form.check_drift(report.name), 3)
			report.reload()
			row = self.kept(report, "化解矛盾纠纷")
			self.assertEqual((row.words, row.words_now), ("12件", "11件"))
			self.assertEqual((row.appeared, row.gone, row.changed), (1, 2, 0))
			moved = form.drifted_records(report.name, row.name)
			rows = {each["name"]: (each["what"], each["frozen"], each["now"]) for each in moved["rows"]}
			# the deleted one is for those alone who may read what is kept of deleted records
			self.assertEqual(rows, {self.added: ("appeared", "", 1), self.cases[1]: ("gone", 1, "")})
			self.assertEqual((moved["record_kind"], moved["hidden"]), ("Mediation Case", 1))
			rate = self.kept(report, "调解成功率")
			self.assertEqual(rate.words_now, "91.7%")
		with self.as_user(self.users["Fazhi Manager"]):
			rows = form.drifted_records(report.name, row.name)["rows"]
		self.assertEqual([each["is_deleted"] for each in rows if each["name"] == self.cases[0]], [True])

	def test_a_moved_record_is_told_by_its_title(self):
		factories.make_activity(self.community_1)
		report = self.frozen("普法活动{{普法活动}}。")
		(row,) = report.figures
		added = factories.make_activity(self.community_1, title="测试补录的活动").name
		(moved,) = form.drifted_records(report.name, row.name)["rows"]
		self.assertEqual((moved["name"], moved["title"]), (added, "测试补录的活动"))

	def test_a_changed_amount_is_told_with_both_amounts(self):
		activity = factories.make_activity(self.community_1, materials_count=120)
		report = self.frozen("发放{{发放宣传材料}}。")
		frappe.db.set_value("Law Publicity Activity", activity.name, "materials_count", 90)
		found = drift.of(report, report.figures[0])
		self.assertEqual(found.changed, {activity.name: (120, 90)})
		self.assertEqual((found.appeared, found.gone, found.words), ({}, {}, "90份"))

	def test_a_record_that_adds_nothing_moves_no_figure(self):
		activity = factories.make_activity(self.community_1, materials_count=120)
		report = self.frozen("发放{{发放宣传材料}}，宣传{{普法活动}}。")
		factories.make_activity(self.community_1, materials_count=0)
		self.assertEqual(form.check_drift(report.name), 1)
		report.reload()
		self.assertEqual(self.kept(report, "发放宣传材料").words_now, None)
		self.assertEqual(self.kept(report, "普法活动").words_now, "2场次")
		frappe.db.set_value("Law Publicity Activity", activity.name, "materials_count", 0)
		self.assertEqual(form.check_drift(report.name), 2)

	def test_names_stand_now_in_the_order_of_then(self):
		for law, times in (("测试乙法", 2), ("测试甲法", 1)):
			factories.make_law(law)
			for _number in range(times):
				factories.make_activity(self.community_1, laws=[{"law": law}])
		report = self.frozen("宣传{{宣传的法律法规}}。")
		self.assertEqual(report.figures[0].words, "《测试乙法》《测试甲法》")
		factories.make_activity(self.community_1, laws=[{"law": "测试乙法"}, {"law": "宪法"}])
		found = drift.of(report, report.figures[0])
		self.assertEqual(found.words, "《宪法》《测试乙法》《测试甲法》")

	def test_it_is_counted_by_the_definition_of_then(self):
		factories.make_figure("test.figure")
		report = self.frozen("另有{{测试指标test.figure}}。")
		frappe.db.set_value(
			"Statistical Figure", "test.figure", {"filters": '[["status", "=", "x"]]', "is_enabled": 0}
		)
		clear_request_cache()
		self.assertEqual(form.check_drift(report.name), 0)
		frappe.db.delete("Statistical Figure", {"name": "test.figure"})
		clear_request_cache()
		self.assertEqual(form.check_drift(report.name), 0)
		self.move()
		self.assertEqual(form.check_drift(report.name), 1)

	def test_a_figure_that_cannot_be_counted_any_more_says_why(self):
		report = self.frozen("化解{{化解矛盾纠纷}}。")
		definition = json.loads(report.figures[0].definition) | {"date_field": "test_gone"}
		frappe.db.set_value(
			"Annual Report Figure", report.figures[0].name, "definition", json.dumps(definition)
		)
		self.assertEqual(form.check_drift(report.name), 1)
		report.reload()
		self.assertIn("test_gone", report.figures[0].fault)

	def test_the_daily_check_warns_once_and_marks_the_report(self):
		report = self.frozen()
		self.move()
		drift.check_all()
		drift.check_all()
		report.reload()
		self.assertEqual(report.drifted_figures, 3)
		self.assertIn("3 of its figures", report.figures_have_moved())
		self.assertEqual(len([note for note in self.notes(report) if "R2" in note]), 1)
		report.run_method("onload")
		self.assertIn("R2", [rule["rule"] for rule in report.get_onload("unmet_rules")])

	def test_one_report_that_cannot_be_checked_keeps_no_other_from_it(self):
		report = self.frozen()
		other = factories.make_report(
			self.street_b, sections=[{"part": "Achievements", "body": "测试正文。"}]
		)
		other.submit()
		self.move()
		check = drift.check

		def failing(each):
			if each.name == other.name:
				raise ZeroDivisionError
			return check(each)

		with patch.object(drift, "check", failing), patch.object(frappe, "log_error") as logged:
			drift.check_all()
		self.assertIn(other.name, logged.call_args.kwargs["title"])
		self.assertEqual(frappe.db.get_value("Annual Report", report.name, "drifted_figures"), 3)

	def test_the_evidence_is_in_no_form_and_the_records_in_no_other_scope(self):
		report = self.frozen()
		with self.as_user(self.officer):
			shown = frappe.get_doc("Annual Report", report.name)
			shown.run_method("onload")
			self.assertNotIn(self.cases[0], frappe.as_json([shown.as_dict(), shown.get_onload()]))
		row = report.figures[0].name
		for user in (self.stranger, self.clerk):
			with self.as_user(user):
				for ask in (
					lambda: form.drifted_records(report.name, row),
					lambda: form.check_drift(report.name),
					lambda: form.figure_rows(report.name),
				):
					with self.refused(error=frappe.PermissionError):
						ask()

	def test_it_counts_the_same_for_whoever_reads(self):
		report = self.draft("信访{{受理登记信访事项（不含检举控告）}}。")
		factories.make_petition(self.community_1)
		said = set()
		for role in ("Fazhi Officer", "Fazhi Auditor", "Fazhi Leader"):
			with self.as_user(self.users[role]):
				said.add(self.said(report))
		self.assertEqual(said, {"信访1件。"})

	def test_the_number_of_accusations_is_told_to_the_circle_alone(self):
		report = self.draft("检举控告{{检举控告}}。")
		with self.as_user(self.officer):
			self.assertEqual(list(text.without_data(text.sections_of(report))), ["检举控告"])


class TestAmending(FrozenTestCase):
	def corrected(self, report):
		with self.as_user(self.users["Fazhi Manager"]):
			report.reload()
			report.cancel()
			new = frappe.copy_doc(report)
			new.amended_from = report.name
			new.docstatus = 0
			return new.insert()

	def test_a_correction_names_the_old_one_which_stays_with_its_figures(self):
		report = self.frozen()
		report.update({"signed_on": "2025-01-20", "sent_on": "2025-02-20"})
		report.save()
		before = self.said(report)
		self.move()
		new = self.corrected(report)
		self.assertEqual(new.amended_from, report.name)
		self.assertEqual((new.status, new.signed_on, new.figures), ("Draft", None, []))
		self.assertEqual(self.said(new), "化解10余件，成功率91.7%，涉及邻里、医疗，较上年增长10%。")
		self.assertEqual(self.said(report), before)
		self.assertEqual(frappe.db.get_value("Annual Report", report.name, "status"), "Withdrawn")
		with self.as_user(self.officer):
			with self.refused("does not say what", "What It Corrects"):
				new.submit()
			new.reload()
			new.correction = "化解件数多计1件。"
			new.save()
			new.submit()
		self.assertEqual(self.kept(new, "化解矛盾纠纷").words, "11件")
		self.assertEqual(self.kept(report, "化解矛盾纠纷").words, "12件")

	def test_a_second_report_beside_a_withdrawn_one_is_refused(self):
		report = self.frozen()
		with self.as_user(self.users["Fazhi Manager"]):
			frappe.get_doc("Annual Report", report.name).cancel()
			with self.refused("was withdrawn", "choose Amend"):
				factories.make_report(self.street_a)

	def test_an_officer_does_not_withdraw(self):
		report = self.frozen()
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			frappe.get_doc("Annual Report", report.name).cancel()

	def test_the_evidence_goes_with_the_report(self):
		report = self.frozen()
		with self.as_user(self.users["Fazhi Manager"]):
			frappe.get_doc("Annual Report", report.name).cancel()
			self.assertTrue(freeze.evidence_of(report.name, "mediation.resolved"))
			frappe.delete_doc("Annual Report", report.name)
		self.assertFalse(frappe.db.count("Report Evidence", {"report": report.name}))


class TestFiguresInUse(FrozenTestCase):
	def setUp(self):
		super().setUp()
		factories.make_figure("test.used")

	def refused_deletion(self, *fragments: str):
		with self.as_user(self.users["Fazhi Manager"]), self.refused(*fragments, "Clear In Use instead"):
			frappe.delete_doc("Statistical Figure", "test.used")

	def test_a_figure_of_a_frozen_report_stays(self):
		report = self.frozen("另有{{测试指标test.used}}。")
		self.refused_deletion(f"the frozen report {report.name}")

	def test_a_figure_of_a_draft_or_a_paragraph_stays(self):
		report = self.draft("另有{{test.used}}。")
		self.refused_deletion(f"the report {report.name}")
		report.delete()
		paragraph = factories.make_paragraph("测试句。", needs="test.used")
		self.refused_deletion("the report paragraph", paragraph.name)
		paragraph.delete()
		frappe.delete_doc("Statistical Figure", "test.used")

	def test_a_figure_whose_name_only_occurs_is_not_in_use(self):
		self.draft("文中提到测试指标test.used几个字。")
		frappe.delete_doc("Statistical Figure", "test.used")
