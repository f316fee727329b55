frappe.listview_settings["Dispute Screening"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["disputes_count", "open_count", "handling_due_on", "handling_warn_on"],
	get_indicator(doc) {
		if (!doc.disputes_count) return [__("None Found"), "gray", "disputes_count,=,0"];
		if (!doc.open_count) return [__("All Dealt With"), "green", "open_count,=,0|disputes_count,>,0"];
		const late = fazhi.clock_indicator(doc.handling_due_on, doc.handling_warn_on);
		return [...(late || [__("Being Dealt With"), "blue"]), "open_count,>,0"];
	},
};
