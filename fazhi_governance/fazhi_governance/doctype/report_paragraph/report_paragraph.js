const FIELDS = {
	"Shortcoming of the Year": ["题目", "表现", "原因", "措施", "责任单位", "整改时限"],
	"Task of the Next Year": ["任务", "目标", "措施", "领域", "责任单位", "完成时限"],
	"Act of the Party Head": ["事项", "做法", "结果", "日期", "方式"],
	"Act of the Government Head": ["事项", "做法", "结果", "日期", "方式"],
};

frappe.ui.form.on("Report Paragraph", {
	refresh(frm) {
		show_fields(frm);
		frm.add_custom_button(__("Try It"), () => try_it(frm));
	},
	repeats: show_fields,
});

function show_fields(frm) {
	const words = FIELDS[frm.doc.repeats] || [];
	const listed = words.map((word) => `<code>{{${word}}}</code>`).join(" ");
	frm.fields_dict.fields_help.$wrapper.html(
		listed ? `<p class="text-muted small">${__("Fields of the Record")}: ${listed}</p>` : ""
	);
}

// what it would say, as it stands in the form, saved or not
function try_it(frm) {
	const today = frappe.datetime.str_to_obj(frappe.datetime.get_today());
	const dialog = new frappe.ui.Dialog({
		title: __("Try It"),
		fields: [
			{ fieldname: "year", label: __("Report Year"), fieldtype: "Int", reqd: 1, default: today.getFullYear() - 1 },
			{
				fieldname: "unit",
				label: __("Unit"),
				fieldtype: "Link",
				options: "Governance Unit",
				reqd: 1,
				default: frm.doc.only_for || frappe.defaults.get_user_default("Governance Unit"),
			},
			{ fieldname: "answer", fieldtype: "HTML" },
		],
		primary_action_label: __("Try It"),
		primary_action: ({ year, unit }) =>
			frappe.call({
				method: "fazhi_governance.api.annual_report_form.try_paragraph",
				args: { paragraph: frm.doc, year, unit },
			}).then(({ message }) => {
				const escape = frappe.utils.escape_html;
				const why = message.why.map((reason) => `<li>${escape(reason)}</li>`).join("");
				const text = escape(message.text).replaceAll("\n", "<br>");
				dialog.fields_dict.answer.$wrapper.html(
					(text ? `<p style="line-height: 1.9">${text}</p>` : `<p class="text-muted">${__("It is left out.")}</p>`) +
						(why ? `<ul class="text-muted">${why}</ul>` : "")
				);
			}),
	});
	dialog.show();
}
