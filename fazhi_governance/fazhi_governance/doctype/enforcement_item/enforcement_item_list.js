frappe.listview_settings["Enforcement Item"] = {
	hide_name_column: true,
	add_fields: ["kind", "held_from", "held_to", "decision_published_on"],
	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.held_to && doc.held_to < today) return [__("No Longer Held"), "gray", `held_to,<,${today}`];
		if (doc.kind === "Penalty" && !doc.decision_published_on) {
			return [__("Not Published"), "red", "kind,=,Penalty|decision_published_on,is,not set"];
		}
		return [__("Held"), "green", `held_from,<=,${today}`];
	},
};
