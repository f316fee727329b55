frappe.listview_settings["Register Import"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colors = {
			"To Be Checked": "gray",
			"Being Checked": "blue",
			"Has Faults": "red",
			"Ready to Import": "orange",
			"Being Imported": "blue",
			Imported: "green",
			"Being Undone": "blue",
			"Import Undone": "gray",
		};
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
