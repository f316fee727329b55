frappe.treeview_settings["Governance Unit"] = {
	breadcrumb: "Fazhi Governance",
	title: __("Governance Unit"),
	// a user may see several branches and not their common root: all hang below a root of the view's own
	root_label: __("All Units"),
	get_tree_root: false,
	get_tree_nodes: "fazhi_governance.api.governance_unit.children",
	onload: (treeview) => treeview.make_tree(),
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
