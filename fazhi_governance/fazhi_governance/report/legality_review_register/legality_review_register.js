frappe.query_reports["Legality Review Register"] = {
	filters: fazhi.report_filters(
		{ fieldname: "review_type", fieldtype: "Link", options: "Review Type", label: __("Review Type") },
		{
			fieldname: "conclusion",
			fieldtype: "Select",
			label: __("Conclusion"),
			options: [
				"",
				"Lawful",
				"Lawful After Changes",
				"Resubmit After Procedure",
				"Unlawful",
				"No Authority",
				"Reform With Risk Stated",
			].map((value) => ({ value, label: __(value) })),
		}
	),
	formatter: fazhi.report_formatter,
};
