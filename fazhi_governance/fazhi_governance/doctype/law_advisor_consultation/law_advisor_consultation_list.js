// who answers and does not ask: the list is an inbox
const IS_INBOX =
	frappe.user.has_role("Legal Advisor") &&
	!frappe.user.has_role(["Fazhi Manager", "Fazhi Officer", "Legality Reviewer", "System Manager"]);

frappe.listview_settings["Law Advisor Consultation"] = {
	hide_name_column: true,
	add_fields: ["workflow_state", "answer_due_on", "answer_warn_on", "adoption"],
	filters: IS_INBOX ? [["workflow_state", "=", "Asked"]] : [],
	onload(listview) {
		fazhi.add_register_button(listview);
		if (!IS_INBOX) return;
		for (const [name, field] of Object.entries(listview.page.fields_dict)) {
			if (name !== "workflow_state") field.$wrapper.addClass("hidden-xs");
		}
	},
	get_indicator(doc) {
		if (doc.workflow_state === "Asked") {
			const late = fazhi.clock_indicator(doc.answer_due_on, doc.answer_warn_on);
			return [...(late || [__("Asked"), "blue"]), "workflow_state,=,Asked"];
		}
		if (doc.workflow_state === "Adoption Decided") {
			const colour = { Adopted: "green", "Partly Adopted": "yellow", "Not Adopted": "red" }[doc.adoption];
			return [__(doc.adoption), colour, `adoption,=,${doc.adoption}`];
		}
		const colour = doc.workflow_state === "Answered" ? "green" : "gray";
		return [__(doc.workflow_state), colour, `workflow_state,=,${doc.workflow_state}`];
	},
};
