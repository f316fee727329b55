frappe.listview_settings["Reviewable Matter"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["review", "is_exempt"],
	get_indicator(doc) {
		if (doc.is_exempt) return [__("No Review Needed"), "gray", "is_exempt,=,1"];
		return doc.review
			? [__("Review Linked"), "blue", "review,is,set"]
			: [__("No Review"), "red", "is_exempt,=,0|review,is,not set"];
	},
};
