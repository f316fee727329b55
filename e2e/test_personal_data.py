"""What a person types about someone is not sent to any browser again, until it is asked for with a reason."""

import json
import time

from desk import URL, choose, desk, expect, fill, go, open_form, row, save, shot, wait_for_workspace

PLANTED = {"person_name": "栽种示例", "id_number": "110101190001010049", "phone": "13800004321"}


class Wire:
	"""The bodies of all that the server answers, kept as they come: a browser forgets them on leaving a page."""

	def __init__(self, page):
		self.answers = []
		page.route(f"{URL}/**", self.pass_on)

	def pass_on(self, route):
		if route.request.resource_type not in ("xhr", "fetch", "document"):
			return route.continue_()
		answer = route.fetch()
		self.answers.append((route.request.url, answer.body().decode(errors="replace")))
		return route.fulfill(response=answer)

	def holding(self, secrets: list[str]) -> list[str]:
		"""The addresses whose answers hold one of these, in clear or as JSON spells it."""
		spelled = {*secrets, *(json.dumps(secret)[1:-1] for secret in secrets)}
		return [url for url, body in self.answers if any(secret in body for secret in spelled)]


def test_planted_data_stays_off_the_wire_until_it_is_revealed():
	subject = f"栽种测试纠纷{int(time.time())}"
	with desk("Mediator") as page:
		wire = Wire(page)
		go(page, "Form/Mediation Case/new")
		expect(page.locator("[data-fieldname='subject']:visible").first).to_be_visible()
		fill(page, "subject", subject)
		choose(page, "dispute_type", "Neighbours")
		with row(page, "persons") as person:
			person.locator("select[data-fieldname='role']").select_option("Applicant")
			for fieldname, text in PLANTED.items():
				person.locator(f"input[data-fieldname='{fieldname}']").fill(text)
				person.locator(f"input[data-fieldname='{fieldname}']").blur()
		save(page)
		case = page.evaluate("cur_frm.doc.name")
		assert page.evaluate("cur_frm.doc.persons[0].id_number") == "110101**********49"
		shot(page, "persons_hidden")

		page.reload()
		page.wait_for_function("() => cur_frm && cur_frm.doc && cur_frm.doc.persons")
		go(page, "List/Mediation Case")
		page.wait_for_selector(".list-row:visible")
		page.goto(page.url.split("/app")[0] + f"/printview?doctype=Mediation%20Case&name={case}")
		page.wait_for_selector(".print-format")
		assert len(wire.answers) > 20
		assert wire.holding(list(PLANTED.values())) == []

		page.goto(page.url.split("/printview")[0] + "/app")
		wait_for_workspace(page)
		open_form(page, "Mediation Case", case)
		page.get_by_role("button", name="查看个人信息", exact=True).click()
		page.locator(".modal.show select[data-fieldname='reason']").select_option(index=1)
		page.locator(".modal.show .btn-modal-primary:visible").click()
		expect(page.locator(".fazhi-clear", has_text=PLANTED["id_number"])).to_be_visible()
		shot(page, "persons_in_the_clear")
		(revealed,) = wire.holding(list(PLANTED.values()))
		assert revealed.endswith("fazhi_governance.api.privacy.reveal")

	with desk("Fazhi Auditor") as page:
		go(page, "List/Reveal Log")
		expect(page.locator(".list-row-container", has_text=case)).to_be_visible()
		shot(page, "reveal_log")
