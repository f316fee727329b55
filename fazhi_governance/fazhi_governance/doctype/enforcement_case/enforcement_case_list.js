frappe.listview_settings["Enforcement Case"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["status", "decided_on", "decision_due_on", "decision_warn_on"],
	get_indicator(doc) {
		const colours = { Decided: "orange", Delivered: "green", Archived: "gray" };
		const label = [__(doc.status), colours[doc.status] || "blue"];
		const late = doc.decided_on ? null : fazhi.clock_indicator(doc.decision_due_on, doc.decision_warn_on);
		return [...(late || label), `status,=,${doc.status}`];
	},
};
