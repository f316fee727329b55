frappe.listview_settings["Leader Reception"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["status", "reception_due_on", "reception_warn_on"],
	get_indicator(doc) {
		const colours = { "Reception Held": "green", "Reception Called Off": "gray" };
		const label = [__(doc.status), colours[doc.status] || "blue"];
		const late =
			doc.status === "Reception Planned"
				? fazhi.clock_indicator(doc.reception_due_on, doc.reception_warn_on)
				: null;
		return [...(late || label), `status,=,${doc.status}`];
	},
};
