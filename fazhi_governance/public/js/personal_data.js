// Personal data is shown hidden. Seeing it in the clear is an act with a reason, written down; what is shown goes
// away by itself. Finding a person again is an exact search over what is sealed.
frappe.provide("fazhi");

const SECONDS_SHOWN = 60;
const escape = frappe.utils.escape_html;

function may_reveal() {
	if (!fazhi.revealing_asked) {
		fazhi.revealing_asked = frappe
			.call({ method: "fazhi_governance.api.privacy.may_reveal", type: "GET" })
			.then(({ message }) => message);
	}
	return fazhi.revealing_asked;
}

const reason_fields = () => [
	{
		fieldname: "reason",
		fieldtype: "Select",
		label: __("Reason"),
		reqd: 1,
		options: [
			{ value: "", label: "" },
			{ value: __("Contact the person about this matter"), label: __("Contact the person about this matter") },
			{ value: __("Draw up or serve a document"), label: __("Draw up or serve a document") },
			{ value: __("Check an entry for mistakes"), label: __("Check an entry for mistakes") },
			{ value: __("Asked for by a competent authority"), label: __("Asked for by a competent authority") },
		],
	},
	{ fieldname: "detail", fieldtype: "Data", label: __("In Your Own Words") },
];

const reason_of = (values) => [values.reason, values.detail].filter(Boolean).join("：");

function show(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Show Personal Data"),
		fields: [
			...reason_fields(),
			{
				fieldname: "note",
				fieldtype: "HTML",
				options: `<p class="text-muted small">${__(
					"Your name, the time and the reason are written down. What is shown disappears after {0} seconds.",
					[SECONDS_SHOWN]
				)}</p>`,
			},
		],
		primary_action_label: __("Show Personal Data"),
		primary_action(values) {
			frappe
				.call({
					method: "fazhi_governance.api.privacy.reveal",
					type: "POST",
					args: { doctype: frm.doctype, name: frm.docname, reason: reason_of(values) },
				})
				.then(({ message: shown }) => {
					dialog.hide();
					present(shown);
				});
		},
	});
	dialog.show();
}

function present(shown) {
	const rows = shown.map(
		({ row, label, value }) =>
			`<tr><td>${row || ""}</td><td>${escape(label)}</td><td class="fazhi-clear">${escape(value)}</td></tr>`
	);
	const body = rows.length
		? `<table class="table table-bordered"><thead><tr><th>${__("Row of a Table")}</th><th>${__("Sealed Field")}</th><th>${__(
				"In the Clear"
		  )}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`
		: `<p>${__("Nothing is sealed in this record.")}</p>`;
	const dialog = new frappe.ui.Dialog({
		title: __("Personal Data"),
		fields: [{ fieldname: "shown", fieldtype: "HTML", options: body }],
		on_hide: () => dialog.$wrapper.remove(),
	});
	dialog.show();
	setTimeout(() => dialog.hide(), SECONDS_SHOWN * 1000);
}

$(document).on("form-refresh", (event, frm) => {
	const onload = frm.doc.__onload;
	if (!onload || !onload.same_persons || frm.is_new()) return;

	may_reveal().then((may) => {
		if (may) frm.add_custom_button(__("Show Personal Data"), () => show(frm));
	});
	if (onload.same_persons.length) {
		const links = onload.same_persons.map(
			({ doctype, name, title, unit }) =>
				`<div>${escape(__(doctype))} ${frappe.utils.get_form_link(doctype, name, true, escape(title || name))}
				<span class="text-muted small">${escape(unit)}</span></div>`
		);
		frm.dashboard.add_section(links.join(""), __("The Same People Elsewhere"));
	}
});

fazhi.add_person_search = function (listview) {
	may_reveal().then((may) => {
		if (may) listview.page.add_menu_item(__("Find Person"), find);
	});
};

function find() {
	const dialog = new frappe.ui.Dialog({
		title: __("Find Person"),
		fields: [
			{
				fieldname: "kind",
				fieldtype: "Select",
				label: __("Search By"),
				reqd: 1,
				default: "ID Number",
				options: ["Full Name", "ID Number", "Phone"].map((kind) => ({ value: kind, label: __(kind) })),
			},
			{ fieldname: "text", fieldtype: "Data", label: __("Written in Full"), reqd: 1 },
			...reason_fields(),
			{ fieldname: "found", fieldtype: "HTML" },
		],
		primary_action_label: __("Find Person"),
		primary_action(values) {
			frappe
				.call({
					method: "fazhi_governance.api.privacy.find_person",
					type: "POST",
					args: { kind: values.kind, text: values.text, reason: reason_of(values) },
				})
				.then(({ message: found }) => {
					const rows = found.map(
						({ doctype, name, title, unit }) =>
							`<div>${escape(__(doctype))} ${frappe.utils.get_form_link(
								doctype,
								name,
								true,
								escape(title || name)
							)} <span class="text-muted small">${escape(unit)}</span></div>`
					);
					dialog.fields_dict.found.$wrapper.html(
						rows.join("") || __("No record that you may see holds this.")
					);
				});
		},
	});
	dialog.show();
}
