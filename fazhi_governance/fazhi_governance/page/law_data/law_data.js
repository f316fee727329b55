// on its own, since Frappe evaluates a page's script among the desk's globals
(() => {
	const METHODS = "fazhi_governance.api.statistics";
	const YEARS_BACK = 5;
	const FREE = "free";

	// all figures of a period and unit, each with its months, its parts and the list behind it
	class LawData {
		constructor(page) {
			this.page = page;
			this.body = $('<div class="law-data"></div>').appendTo(page.main);
			this.make_fields();
			page.set_primary_action(__("Refresh"), () => this.refresh(), "refresh");
			page.add_menu_item(__("Export"), () => this.export());
			page.add_menu_item(__("Print"), () => window.print());
			this.body.on("click", ".law-data-value", (event) => this.open(event));
			this.body.on("click", ".law-data-name", (event) => this.toggle(event));
			this.body.on("click", ".law-data-all", () => this.only_with_data.set_value(0));
		}

		make_fields() {
			const changed = () => this.refresh();
			const field = (df) => this.page.add_field({ change: changed, ...df });
			this.period = field({
				fieldname: "period",
				fieldtype: "Select",
				label: __("Period of the Figures"),
				options: periods(),
				default: periods()[0].value,
				change: () => {
					this.offer_days();
					this.refresh();
				},
			});
			this.from_date = field({ fieldname: "from_date", fieldtype: "Date", label: __("From") });
			this.to_date = field({ fieldname: "to_date", fieldtype: "Date", label: __("To") });
			this.unit = field({
				fieldname: "unit",
				fieldtype: "Link",
				options: "Governance Unit",
				label: __("Unit"),
			});
			this.search = field({ fieldname: "search", fieldtype: "Data", label: __("Figure Name"), change: null });
			this.search.$input.on("input", () => this.filter());
			this.only_with_data = field({
				fieldname: "only_with_data",
				fieldtype: "Check",
				label: __("Only With Data"),
				default: 1,
				change: () => this.data && this.show(),
			});
		}

		// another period begins as the one that is shown
		offer_days() {
			if (this.period.get_value() !== FREE || this.from_date.get_value() || !this.shown) return;
			this.from_date.set_value(this.shown.from_date);
			this.to_date.set_value(this.shown.to_date);
		}

		asked() {
			const is_free = this.period.get_value() === FREE;
			[this.from_date, this.to_date].forEach((each) => each.$wrapper.toggle(is_free));
			const [from_date, to_date] = is_free
				? [this.from_date.get_value(), this.to_date.get_value()]
				: this.period.get_value().split("/");
			return from_date && to_date ? { from_date, to_date, unit: this.unit.get_value() || undefined } : null;
		}

		call(method, args) {
			return frappe.call({ method: `${METHODS}.${method}`, type: "GET", args }).then(({ message }) => message);
		}

		async refresh() {
			const asked = this.asked();
			if (!asked || JSON.stringify(asked) === this.loading) return;
			const is_current = () => this.loading === JSON.stringify(asked);
			this.loading = JSON.stringify(asked);
			this.body.addClass("law-data-waiting");
			try {
				const data = await this.call("figures", asked);
				if (!is_current()) return; // something else has been asked for since
				this.body.removeClass("law-data-waiting");
				Object.assign(this, { data, shown: asked, months: null });
				this.show();
				const months = await this.call("months", asked);
				if (this.shown !== asked) return;
				this.months = months;
				this.draw();
			} finally {
				if (is_current()) {
					this.body.removeClass("law-data-waiting");
					this.loading = null;
				}
			}
		}

		show() {
			const with_data = this.only_with_data.get_value();
			const groups = this.data.groups
				.map(({ label, figures }) => ({
					label,
					figures: figures.filter(({ value, before }) => !with_data || value || before),
				}))
				.filter(({ figures }) => figures.length);
			const nothing = `<div class="law-data-nothing text-muted">
				${__("There are no records in this period and unit.")}
				<button class="btn btn-xs btn-default law-data-all">${__("Show All Figures")}</button>
			</div>`;
			this.body.html(
				this.heading() + this.faults() + (groups.map((group) => this.section(group)).join("") || nothing)
			);
			this.filter();
			this.draw();
		}

		heading() {
			const { from_date, to_date, unit } = this.shown;
			const day = (value) => frappe.datetime.str_to_user(value);
			const [first, last] = this.data.before;
			return `<div class="law-data-head text-muted">
				${__("{0} to {1}, {2}.", [day(from_date), day(to_date), safe(unit || __("All Units That You See"))])}
				${__("Compared with {0} to {1}.", [day(first), day(last)])}
			</div>`;
		}

		faults() {
			if (!this.data.faults.length) return "";
			const rows = this.data.faults.map(
				({ figure, problem }) =>
					`<li><a href="${frappe.utils.get_form_link("Statistical Figure", figure)}">${safe(problem)}</a></li>`
			);
			return `<div class="law-data-faults"><b>${__("These figures cannot be counted:")}</b><ul>${rows.join("")}</ul></div>`;
		}

		section({ label, figures }) {
			return `<section class="frappe-card law-data-group">
				<h5>${safe(label)}</h5>
				<div class="law-data-line law-data-titles text-muted">
					<span>${__("Figure Name")}</span><span>${__("This Period")}</span><span>${__("Numerator and Denominator")}</span>
					<span>${__("Same Period a Year Before")}</span><span>${__("Growth")}</span><span>${__("Month by Month")}</span>
				</div>
				${figures.map((figure) => this.line(figure)).join("")}
			</section>`;
		}

		line({ figure, label, value, share, before, change }) {
			const none = `<span class="text-muted">${__("no data")}</span>`;
				return `<div class="law-data-figure" data-figure="${safe(figure)}" data-label="${safe(label)}">
				<div class="law-data-line">
					<button class="law-data-name" aria-expanded="false" title="${__("Show how it is counted and made up")}">
						${frappe.utils.icon("right", "xs")}<span>${safe(label)}</span>
					</button>
					<span class="law-data-now">${
						value
							? `<button class="law-data-value" title="${__("Open the records")}">${safe(value)}</button>`
							: none
					}</span>
					<span class="law-data-share text-muted">${safe(share)}</span>
					<span class="law-data-before" data-title="${__("A Year Before")}">${before ? safe(before) : none}</span>
					<span class="law-data-change">${safe(change)}</span>
					<span class="law-data-months"></span>
				</div>
			</div>`;
		}

		// a bar for each month, once the months are there
		draw() {
			if (!this.months || this.months.months.length < 2) return;
			this.body.find(".law-data-figure").each((_, row) => {
				const values = this.months.values[row.dataset.figure];
				if (values) $(row).find(".law-data-months").html(sparkline(this.months.months, values));
			});
		}

		filter() {
			const wanted = (this.search.get_input_value() || "").trim().toLowerCase();
			this.body.find(".law-data-group").each((_, group) => {
				const rows = $(group).find(".law-data-figure");
				rows.each((__, row) => $(row).toggle(row.dataset.label.toLowerCase().includes(wanted)));
				$(group).toggle(rows.toArray().some((row) => row.style.display !== "none"));
			});
		}

		open(event) {
			const { figure } = $(event.currentTarget).closest("[data-figure]")[0].dataset;
			const { from_date, to_date, unit } = this.shown;
			fazhi.open_figure(figure, from_date, to_date, event.currentTarget.dataset.unit || unit);
		}

		async toggle(event) {
			const button = $(event.currentTarget);
			const row = button.closest(".law-data-figure");
			const is_open = button.attr("aria-expanded") === "true";
			button.attr("aria-expanded", String(!is_open));
			row.find(".law-data-details").remove();
			if (is_open) return;
			const box = $(`<div class="law-data-details text-muted">${__("Being counted")}</div>`).appendTo(row);
			const { words, kinds, units } = await this.call("details", { figure: row[0].dataset.figure, ...this.shown });
			box.html(`<p>${safe(words)}</p>
				<div class="law-data-parts">
					${parts(__("By Kind"), kinds)}${parts(__("Units Compared"), units)}
				</div>`);
		}

		export() {
			const query = new URLSearchParams(Object.entries(this.shown || {}).filter(([, value]) => value));
			window.open(`/api/method/${METHODS}.download?${query}`);
		}
	}

	const safe = (text) => frappe.utils.escape_html(String(text || ""));

	// what can be chosen, as "first day/last day"
	function periods() {
		const today = frappe.datetime.get_today();
		const year = Number(today.slice(0, 4));
		const month = Number(today.slice(5, 7));
		const quarter = Math.ceil(month / 3);
		const two = (number) => String(number).padStart(2, "0");
		const last_day = (of_month) => new Date(year, of_month, 0).getDate();
		const span = (first, last) => `${year}-${two(first)}-01/${year}-${two(last)}-${last_day(last)}`;
		const years = Array.from({ length: YEARS_BACK }, (_, back) => year - 1 - back);
		return [
			{ value: `${year}-01-01/${today}`, label: __("This Year to Date") },
			{ value: span(1, 12), label: __("This Whole Year") },
			{ value: span(quarter * 3 - 2, quarter * 3), label: __("This Quarter") },
			{ value: span(month, month), label: __("The Present Month") },
			...years.map((each) => ({ value: `${each}-01-01/${each}-12-31`, label: __("Year {0}", [each]) })),
			{ value: FREE, label: __("Other Period") },
		];
	}

	const BAR = { width: 7, gap: 2, height: 22 };

	function sparkline(months, values) {
		const greatest = Math.max(...values.map((value) => value || 0));
		if (!greatest) return "";
		const bars = values.map((value, number) => {
			if (value === null) return "";
			const height = Math.max((value / greatest) * BAR.height, 1);
			return `<rect x="${number * (BAR.width + BAR.gap)}" y="${BAR.height - height}" width="${BAR.width}"
				height="${height}"><title>${months[number].slice(0, 7)}: ${value}</title></rect>`;
		});
		const width = values.length * (BAR.width + BAR.gap);
		return `<svg viewBox="0 0 ${width} ${BAR.height}" preserveAspectRatio="none">${bars.join("")}</svg>`;
	}

	// a part of each figure, with a bar as long as its number; those without data are named below
	function parts(title, rows) {
		if (!rows.length) return "";
		const filled = rows.filter(({ value }) => value);
		const greatest = Math.max(...filled.map(({ number }) => number || 0));
		const lines = filled.map(({ label, value, number, unit }) => {
			const share = greatest ? Math.max((number / greatest) * 100, 0) : 0;
			const shown = unit
				? `<button class="law-data-value" data-unit="${safe(unit)}">${safe(value)}</button>`
				: safe(value);
			return `<div class="law-data-part"><span>${safe(label)}</span>
				<span class="law-data-bar"><i style="width: ${share}%"></i></span><span>${shown}</span></div>`;
		});
		const without = rows.filter(({ value }) => !value).map(({ label }) => label);
		const rest = without.length ? `<div class="law-data-rest">${__("No data: {0}", [safe(without.join("、"))])}</div>` : "";
		return `<div><h6>${safe(title)}</h6>${lines.join("")}${rest}</div>`;
	}

	frappe.pages["law-data"].on_page_load = function (wrapper) {
		const page = frappe.ui.make_app_page({
			parent: wrapper,
			title: __("Law-based Government Data"),
			single_column: true,
		});
		wrapper.law_data = new LawData(page);
	};

	// whoever comes back from a list finds the page as it was left
	frappe.pages["law-data"].on_page_show = ({ law_data }) => law_data.shown || law_data.refresh();
})();
