// A list's way to its registers (台账): choose period and unit, get the xlsx; and from a ledger back into the list.
frappe.provide("fazhi");

fazhi.add_register_button = function (listview) {
	frappe
		.call({
			method: "fazhi_governance.api.register.available",
			type: "GET",
			args: { doctype: listview.doctype },
		})
		.then(({ message: registers }) => {
			if (registers.length) {
				listview.page.add_inner_button(__("Export Register"), () => ask(registers));
			}
		});
	if (!frappe.model.can_create("Register Import")) return;
	frappe
		.call({
			method: "fazhi_governance.api.register_import.importable",
			type: "GET",
			args: { doctype: listview.doctype },
		})
		.then(({ message: registers }) => {
			if (registers.length) {
				listview.page.add_inner_button(__("Import Register"), () =>
					frappe.new_doc("Register Import", { register: registers[0].title })
				);
			}
		});
};

function ask(registers) {
	const dialog = new frappe.ui.Dialog({
		title: __("Export Register"),
		fields: [
			{
				fieldname: "register",
				fieldtype: "Select",
				label: __("Register"),
				options: registers.map(({ register, title }) => ({ value: register, label: title })),
				default: registers[0].register,
				reqd: 1,
			},
			fazhi.unit_filter(),
			{ fieldname: "column", fieldtype: "Column Break" },
			...fazhi.period_filters(),
			...(registers[0].may_be_clear
				? [
						{ fieldname: "section", fieldtype: "Section Break" },
						{
							fieldname: "reason",
							fieldtype: "Data",
							label: __("Personal Data in the Clear, Because"),
							description: __("Leave it empty to have it hidden. A reason is written down with your name."),
						},
				  ]
				: []),
		],
		primary_action_label: __("Export Register"),
		primary_action(values) {
			const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
			window.open(`/api/method/fazhi_governance.api.register.download?${query}`);
			dialog.hide();
		},
	});
	dialog.show();
}
