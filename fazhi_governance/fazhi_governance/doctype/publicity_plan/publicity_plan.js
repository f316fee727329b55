const escape = frappe.utils.escape_html;

frappe.ui.form.on("Publicity Plan", {
	setup(frm) {
		frm.set_query("responsible_unit", "duties", () => ({
			filters: { name: ["descendants of (inclusive)", frm.doc.unit] },
		}));
		frm.set_query("figure", "targets", () => ({
			filters: { is_enabled: 1, aggregate: ["in", ["Count", "Sum", "Distinct"]] },
		}));
	},
	refresh(frm) {
		const field = frm.get_field("progress");
		field.$wrapper.empty();
		if (frm.is_new()) return;
		const { from_year, to_year } = frm.doc;
		const this_year = Number(frappe.datetime.get_today().slice(0, 4));
		const chosen = Math.min(Math.max(this_year, from_year), to_year);
		const years = [];
		for (let year = from_year; year <= to_year; year++) years.push(year);
		const options = years.map((year) => `<option ${year === chosen ? "selected" : ""}>${year}</option>`);
		const picker = $(`<select class="form-control input-xs" style="width: 8em">${options.join("")}</select>`);
		const tables = $("<div>").css("margin-top", "10px");
		picker.attr("aria-label", __("Year")).on("change", () => show(frm, Number(picker.val()), tables));
		field.$wrapper.append(picker, tables);
		show(frm, chosen, tables);
	},
});

function show(frm, year, tables) {
	frappe
		.call({
			method: "fazhi_governance.api.publicity_plan.progress",
			type: "GET",
			args: { name: frm.doc.name, year },
		})
		.then(({ message: { duties, targets } }) => {
			tables.empty();
			if (duties.length) {
				tables.append(
					table(
						[__("Responsible Unit"), __("Law to Be Made Known"), __("Form of Activity")],
						duties.map((row) => [
							[row.responsible_unit, row.law, row.activity_form && __(row.activity_form)],
							row,
						])
					)
				);
			}
			if (targets.length) {
				tables.append(table([__("Target")], targets.map((row) => [[row.label], row])));
			}
			if (!duties.length && !targets.length) {
				tables.append($("<p class='text-muted'>").text(__("The plan has neither duties nor targets.")));
			}
		});
}

// rows: the words of each, and what is planned and done
function table(heads, rows) {
	const head = [...heads, __("Planned"), __("Done")].map((each) => `<th>${escape(each)}</th>`);
	const body = rows.map(([words, { planned, done, problem }]) => {
		const colour = problem ? "gray" : done >= planned ? "green" : "orange";
		const shown = problem || String(done ?? __("no data"));
		return `<tr>${words.map((each) => `<td>${escape(each || "—")}</td>`).join("")}
			<td>${escape(String(planned))}</td>
			<td><span class="indicator-pill no-indicator-dot ${colour}">${escape(shown)}</span></td></tr>`;
	});
	return `<table class="table table-bordered table-sm">
		<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}
