frappe.listview_settings["Monthly Tally"] = {
	hide_name_column: true,
	onload(listview) {
		fazhi.add_register_button(listview);
		if (frappe.model.can_create("Monthly Tally")) {
			listview.page.add_inner_button(__("Enter a Year"), () => enter_year(listview));
		}
	},
};

const MONTHS = Array.from({ length: 12 }, (_each, index) => index + 1);

// one kind of work of one unit: its twelve months side by side
function enter_year(listview) {
	// a field may tell of its default before the dialog is there
	let dialog = null;
	const reload = () => dialog && load(dialog);
	const month = (number) => ({
		fieldname: `month_${number}`,
		fieldtype: "Int",
		label: __("Month {0}", [number]),
	});
	dialog = new frappe.ui.Dialog({
		title: __("Monthly Quantities of a Year"),
		fields: [
			{
				fieldname: "unit",
				fieldtype: "Link",
				options: "Governance Unit",
				label: __("Unit"),
				reqd: 1,
				default: frappe.defaults.get_user_default("Governance Unit"),
				onchange: reload,
			},
			{
				fieldname: "tally_kind",
				fieldtype: "Link",
				options: "Tally Kind",
				label: __("Kind of Work"),
				reqd: 1,
				get_query: () => ({ filters: { is_in_use: 1 } }),
				onchange: reload,
			},
			{ fieldname: "column_1", fieldtype: "Column Break" },
			{
				fieldname: "year",
				fieldtype: "Int",
				label: __("Year"),
				reqd: 1,
				default: Number(frappe.datetime.get_today().slice(0, 4)),
				onchange: reload,
			},
			{ fieldname: "source", fieldtype: "Data", label: __("Source of the Count") },
			{
				fieldname: "months",
				fieldtype: "Section Break",
				description: __("An empty month is left as it is."),
			},
			...MONTHS.slice(0, 6).map(month),
			{ fieldname: "column_2", fieldtype: "Column Break" },
			...MONTHS.slice(6).map(month),
		],
		primary_action_label: __("Save"),
		primary_action({ unit, tally_kind, year, source, ...months }) {
			const quantities = {};
			for (const number of MONTHS) {
				const quantity = months[`month_${number}`];
				if (Number.isInteger(quantity)) quantities[number] = quantity;
			}
			frappe
				.call({
					method: "fazhi_governance.api.monthly_tally.enter_year",
					args: { unit, tally_kind, year, source, quantities },
					freeze: true,
				})
				.then(({ message: saved }) => {
					dialog.hide();
					listview.refresh();
					frappe.show_alert({ message: __("{0} months saved", [saved]), indicator: "green" });
				});
		},
	});
	dialog.show();
}

function load(dialog) {
	const { unit, tally_kind, year } = dialog.get_values(true);
	const asked = [unit, tally_kind, year].join();
	// a field tells of its value once more when it is left, and must not empty the month just typed
	if (!(unit && tally_kind && year) || asked === dialog.asked) return;
	dialog.asked = asked;
	frappe
		.call({
			method: "fazhi_governance.api.monthly_tally.quantities_of_year",
			type: "GET",
			args: { unit, tally_kind, year },
		})
		.then(({ message: quantities }) => {
			for (const number of MONTHS) dialog.set_value(`month_${number}`, quantities[number] ?? null);
		});
}
