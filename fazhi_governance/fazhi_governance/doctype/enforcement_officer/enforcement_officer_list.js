frappe.listview_settings["Enforcement Officer"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["status", "left_on", "certificate_due_on", "certificate_warn_on"],
	get_indicator(doc) {
		if (doc.left_on) return [__("Has Left"), "gray", "left_on,is,set"];
		if (doc.status === "Auxiliary") return [__("Auxiliary"), "gray", "status,=,Auxiliary"];
		const today = frappe.datetime.get_today();
		if (doc.certificate_due_on < today) {
			return [__("Run Out"), "red", `left_on,is,not set|certificate_due_on,<,${today}`];
		}
		const late = fazhi.clock_indicator(doc.certificate_due_on, doc.certificate_warn_on);
		const filter = `left_on,is,not set|certificate_due_on,>=,${today}`;
		return [...(late || [__("Still Valid"), "green"]), filter];
	},
};
