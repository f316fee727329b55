frappe.listview_settings["Publicity Plan"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["from_year", "to_year"],
	get_indicator(doc) {
		const year = Number(frappe.datetime.get_today().slice(0, 4));
		if (doc.to_year < year) return [__("Plan Has Ended"), "gray", `to_year,<,${year}`];
		if (doc.from_year > year) return [__("Plan to Come"), "blue", `from_year,>,${year}`];
		return [__("Plan in Force"), "green", `from_year,<=,${year}|to_year,>=,${year}`];
	},
};
