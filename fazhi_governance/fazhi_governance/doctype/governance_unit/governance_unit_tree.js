frappe.treeview_settings["Governance Unit"] = {
	breadcrumb: "Fazhi Governance",
	title: __("Governance Unit"),
	root_label: __("All Units"),
	get_tree_root: false,
	show_expand_all: true,
	fields: [
		{ fieldtype: "Data", fieldname: "unit_name", label: __("Unit Name"), reqd: 1 },
		{
			fieldtype: "Select",
			fieldname: "unit_type",
			label: __("Unit Type"),
			reqd: 1,
			options: [
				"Community",
				"Village",
				"Station",
				"Centre",
				"Department",
				"Sub-district Office",
				"Township Government",
				"Other",
			].map((value) => ({ value, label: __(value) })),
		},
		{ fieldtype: "Check", fieldname: "is_group", label: __("Has Units Below It") },
	],
};
