"""政务服务和政务公开: inquiries at the windows, monthly quantities, information made public."""

from datetime import date

from fazhi_governance.register.columns import CHECK, CLOCK, DATE, INTEGER, LINK, NUMBERED, SELECT, Column
from fazhi_governance.register.importing import readers
from fazhi_governance.register.records import RecordRegister
from fazhi_governance.register.tallies import Share, Tally, TallyRegister
from fazhi_governance.statute.calendar import work_calendar


def complete_inquiry(record: dict, ledger):
	"""Answered at once unless the ledger says otherwise, or answered on a later day."""
	if record.get("answered_on") and record["answered_on"] != record.get("asked_on"):
		record["is_answered_at_once"] = 0


TOPICS_AS_WRITTEN = {
	**dict.fromkeys(("社保", "医保", "养老", "参保"), "Social Insurance"),
	**dict.fromkeys(("低保", "救助", "补贴", "残疾", "优抚"), "Relief and Allowances"),
	**dict.fromkeys(("就业", "创业", "失业", "劳动"), "Employment"),
	**dict.fromkeys(("房", "物业"), "Housing and Property"),
	**dict.fromkeys(("许可", "执照", "审批", "执法"), "Permits and Enforcement"),
	**dict.fromkeys(("法律", "纠纷", "调解"), "Law and Disputes"),
}

SERVICE_INQUIRIES = RecordRegister(
	code="service_inquiries",
	title="政务咨询台账",
	record_kind="Service Inquiry",
	date_field="asked_on",
	columns=(
		NUMBERED,
		Column("咨询日期", "asked_on", 12, DATE, aliases=("咨询时间", "日期", "时间", "接待日期")),
		Column("单位", "unit", 18, aliases=("窗口",)),
		Column(
			"咨询类别",
			"topic",
			14,
			SELECT,
			aliases=("类别", "类型", "咨询类型", "业务类型", "业务类别"),
			words=TOPICS_AS_WRITTEN,
		),
		Column("咨询内容", "question", 34, aliases=("内容", "咨询事项", "问题", "咨询问题")),
		Column("服务事项", "service_item", 20, LINK, aliases=("办理事项",)),
		Column("当场答复", "is_answered_at_once", 8, CHECK, aliases=("是否当场答复",)),
		Column("答复日期", "answered_on", 12, DATE, aliases=("答复时间", "办结日期")),
		Column("用时（分钟）", "minutes", 9, INTEGER, is_summed=True, aliases=("用时", "时长")),
		Column("满意度", "satisfaction", 10, SELECT, aliases=("评价", "满意度评价")),
		Column("经办人", "handled_by", 12, LINK, aliases=("接待人", "工作人员", "受理人")),
	),
	complete=complete_inquiry,
	told_by=(),
)


def months(days: list) -> list[str]:
	return [f"{day:%Y-%m}" for day in days]


MONTHLY_TALLIES = RecordRegister(
	code="monthly_tallies",
	title="月度工作量台账",
	record_kind="Monthly Tally",
	date_field="month_on",
	columns=(
		NUMBERED,
		Column(
			"月份", "month_on", 10, compute=months, aliases=("年月", "统计月份", "日期"), read=readers.month
		),
		Column("单位", "unit", 20),
		Column("工作量类别", "tally_kind", 24, aliases=("类别", "事项", "业务类别", "项目")),
		Column("数量", "quantity", 10, INTEGER, aliases=("办件量", "数值", "件数")),
		Column("计量单位", "unit_of_measure", 10),
		Column("数据来源", "source", 28, aliases=("来源",)),
		Column("备注", "remark", 20),
	),
	told_by=("unit", "tally_kind", "month_on"),
)


def days_taken(units: list, formed: list[date], published: list[date | None]) -> list[int | None]:
	"""Working days from the day after the one on which it was formed; None while it is not published."""
	return [
		work_calendar(unit).count(start, end) if end else None
		for unit, start, end in zip(units, formed, published, strict=True)
	]


DISCLOSURE_ITEMS = RecordRegister(
	code="disclosure_items",
	title="主动公开目录台账",
	record_kind="Disclosure Item",
	date_field="created_on",
	columns=(
		NUMBERED,
		Column(
			"信息名称", "title", 24, aliases=("名称", "标题", "信息标题", "公开内容", "公开事项", "事项名称")
		),
		Column("文号", "document_number", 12),
		Column("公开类别", "category", 13, SELECT, aliases=("类别", "信息类别", "目录类别")),
		Column("单位", "unit", 13, aliases=("公开主体", "责任科室")),
		Column("产生日", "created_on", 11, DATE, aliases=("形成日期", "生成日期", "产生日期", "制发日期")),
		Column("结果", "check_result", 10, SELECT, group="公开审查", aliases=("审查结果", "审查意见")),
		Column("审查人", "checked_by", 8, LINK, group="公开审查", aliases=("审核人", "公开审查人")),
		Column("审查日期", "checked_on", 11, DATE, group="公开审查"),
		Column("公开日", "published_on", 11, DATE, aliases=("公开日期", "公开时间", "发布日期", "发布时间")),
		Column("用时（工作日）", ("unit", "created_on", "published_on"), 9, INTEGER, compute=days_taken),
		Column("应公开日", "disclosure_due_on", 11, DATE),
		Column("时限状态", "I1", 9, CLOCK),
		Column(
			*("公开渠道", "channel", 12, SELECT),
			aliases=("渠道", "公开方式", "发布渠道", "公开形式"),
			words={
				**dict.fromkeys(("公示栏", "宣传栏", "公开栏", "张贴"), "Notice Board"),
				**dict.fromkeys(("微信", "公众号", "微博", "新媒体"), "Official Account"),
				**dict.fromkeys(("门户网站", "官网", "网站"), "Government Website"),
			},
		),
		Column("网址", "url", 18),
		Column("撤下日期", "withdrawn_on", 11, DATE),
	),
	also_read=(Column("不公开的依据", "withheld_because"),),
	note="注：按产生日列入；用时自产生日的次日起算，只计工作日；时限状态为打印当日的状态。",
	figures=("disclosure.in_time_rate",),
)

DISCLOSURE_STATISTICS = TallyRegister(
	code="disclosure_statistics",
	title="主动公开情况统计表",
	record_kind="Disclosure Item",
	row_field="category",
	row_column=("公开类别", 24),
	columns=(
		Tally("产生（条）", "created_on", width=12),
		Tally("不予公开（条）", "created_on", {"check_result": "Not to Be Published"}, width=12),
		Tally("公开（条）", "published_on", width=12),
		Tally("按期公开（条）", "published_on", {"is_late": 0}, width=12),
		Tally("逾期公开（条）", "published_on", {"is_late": 1}, width=12),
		Share("按期公开率", "按期公开（条）", ("公开（条）",), width=12),
		Tally("撤下（条）", "withdrawn_on", width=12),
	),
	note="注：产生、不予公开按产生日统计，公开、按期、逾期按公开日统计，撤下按撤下日期统计；依申请公开不在本系统登记。",
)
