"""What may be published: one class a published thing, field by field, and nothing else.

A column reaches the public database only when it is declared here through `public()`, with the
label and the help that the clerk reads beside it. The same classes hold the working rows in the
admin database; `with using(database):` says which of the two is meant, and outside any `using`
every query fails. This module knows no user, no draft and no elder, and imports nothing from
`admin` or `pages`.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, ClassVar, TypeVar

import peewee as pw

AnyField = TypeVar("AnyField", bound=pw.Field)

_current: ContextVar[pw.Database | None] = ContextVar("database", default=None)


def N_(message: str) -> str:
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return message


class CurrentDatabase(pw.DatabaseProxy):
    """The database of the innermost `using`: one for each thread and task, none to begin with."""

    __slots__ = ()

    def __init__(self) -> None:
        object.__setattr__(self, "_callbacks", [])

    @property
    def obj(self) -> pw.Database | None:
        return _current.get()


@contextmanager
def using(database: pw.Database) -> Iterator[pw.Database]:
    """Let every model of this house speak to `database` inside the block."""
    token = _current.set(database)
    try:
        yield database
    finally:
        _current.reset(token)


current_database = CurrentDatabase()


class Json(pw.TextField):
    """A list or a dict, kept as compact JSON text so that equal values are equal bytes."""

    def db_value(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def python_value(self, value: str | None) -> Any:
        return None if value is None else json.loads(value)


def public(field: AnyField, label: str, help_text: str = "") -> AnyField:
    """Declare that a column may be published, and what the clerk reads beside it."""
    field.verbose_name, field.help_text, field.may_be_published = label, help_text, True
    return field


def _text(label: str, help_text: str = "", length: int = 80) -> pw.CharField:
    return public(pw.CharField(max_length=length, default=""), label, help_text)


def _long(label: str, help_text: str = "") -> pw.TextField:
    return public(pw.TextField(default=""), label, help_text)


def _rows(label: str, help_text: str = "") -> Json:
    return public(Json(default=list), label, help_text)


def _phones() -> Json:
    """Rows of `{"number": str, "label": str, "hours": str}`, the one to ring first on top."""
    return _rows(N_("电话"), N_("可填多个，最该先打的放在最上面；写上谁接、几点有人接。"))


def _hours() -> Json:
    """A week and its exceptions in the shape that `pages.hours` describes; `{}` is unknown."""
    field = Json(default=dict)
    return public(field, N_("开放时间"), N_("按星期填写；节假日另列。不清楚就空着，不要猜。"))


def _verified_on() -> pw.DateField:
    return public(pw.DateField(null=True), N_("核实日期"), N_("最近一次打电话或上门核对的日期。"))


def _slug() -> pw.CharField:
    field = pw.CharField(max_length=80, unique=True)
    return public(
        field, N_("网址名"), N_("网页地址里的拼音，如 song-can。留空则自动生成；发布后请勿改动。")
    )


def _html() -> pw.TextField:
    return public(pw.TextField(default=""), N_("正文（网页）"))


class Published(pw.Model):
    """A thing that may be published; `revision` numbers the revision it was filled from."""

    kind: ClassVar[str]
    label: ClassVar[str]
    rendered: ClassVar[dict[str, str]] = {}

    revision = public(pw.IntegerField(default=0), N_("版本"))

    class Meta:
        database = current_database
        legacy_table_names = False

    def __str__(self) -> str:
        return str(self.name)

    @property
    def key(self) -> str:
        """The primary key as text: what `data-key`, revisions and the Change log call it by."""
        return str(self.get_id())

    @classmethod
    def public_fields(cls) -> list[pw.Field]:
        """The fields that the release may copy: only those declared through `public()`."""
        return [f for f in cls._meta.sorted_fields if getattr(f, "may_be_published", False)]

    def fields(self) -> dict[str, Any]:
        """The declared fields as plain JSON values, without the primary key and the revision."""
        return {
            f.name: _plain(self.__data__.get(f.name))
            for f in self.public_fields()
            if f.name not in {"revision", self._meta.primary_key.name}
        }


def _plain(value: Any) -> Any:
    """Dates and instants as the databases write them; everything else is JSON already."""
    return str(value) if isinstance(value, date) else value


class Area(Published):
    """A district, town or village (区 / 镇办 / 村居). A prefix of the code is a scope.

    `code` is the national statistical code without trailing zeros: 6, 9 or 12 digits.
    """

    kind, label = "area", N_("镇村")
    LEVELS: ClassVar[dict[str, str]] = {
        "province": N_("省"),
        "city": N_("市"),
        "district": N_("区县"),
        "town": N_("镇办"),
        "village": N_("村居"),
    }

    code = public(pw.CharField(max_length=12, primary_key=True), N_("统计用区划代码"))
    name = _text(N_("名称"), N_("民政部门使用的全称。"))
    level = public(pw.CharField(max_length=10, choices=list(LEVELS.items())), N_("级别"))
    parent = public(
        pw.ForeignKeyField("self", null=True, backref="children", on_delete="RESTRICT"), N_("上级")
    )
    pinyin = _text(N_("拼音"), N_("每个字之间空一格，如 nan ding；可按首字母查找。"), length=160)
    is_rural = public(
        pw.BooleanField(default=False), N_("是否农村"), N_("村委会一般是农村；以民政部门认定为准。")
    )


class Category(Published):
    """A kind of service (服务类别), two levels deep."""

    kind, label = "category", N_("服务类别")

    name = _text(N_("名称"), N_("例如“生活照料”。"), length=40)
    slug = _slug()
    parent = public(
        pw.ForeignKeyField("self", null=True, backref="children", on_delete="RESTRICT"),
        N_("上级类别"),
        N_("留空就是大类；最多两级。"),
    )
    need = _text(N_("老人会怎么说"), N_("用老人自己的话，如“没人做饭”。首页按它来找。"), length=40)
    summary = _text(N_("一句话说明"), N_("这类服务帮什么忙。"), length=200)
    icon = _text(N_("图标"), N_("图标名称，如 meal。"), length=40)
    position = public(pw.IntegerField(default=0), N_("顺序"), N_("数字小的排在前面。"))


class Placed(Published):
    """A published thing that an office keeps: `area` is that office's, and decides who may edit."""

    area = public(
        pw.ForeignKeyField(Area, backref="+", on_delete="RESTRICT"),
        N_("归口镇村"),
        N_("由哪个区、镇或村负责维护这条信息。"),
    )
    verified_on = _verified_on()


class Provider(Placed):
    """An institution or facility (服务机构 / 设施)."""

    kind, label = "provider", N_("服务机构")
    rendered: ClassVar[dict[str, str]] = {"description": "description_html"}
    TYPES: ClassVar[dict[str, str]] = {
        "day_care_centre": N_("社区日间照料中心"),
        "rural_happiness_home": N_("农村幸福院"),
        "destitute_support_home": N_("特困人员供养机构"),
        "health_centre": N_("卫生服务中心"),
        "social_work_station": N_("社会工作站点"),
        "elders_association": N_("老年协会"),
        "company": N_("企业"),
        "charity": N_("社会组织"),
        "office": N_("政府窗口"),
    }

    name = _text(N_("名称"), N_("门口牌子上的名字。"))
    slug = _slug()
    type = public(pw.CharField(max_length=30, choices=list(TYPES.items())), N_("机构类型"))
    address = _text(N_("地址"), N_("写到门牌；写清怎么走，如“村委会东邻”。"), length=200)
    latitude = public(
        pw.FloatField(null=True),
        N_("纬度"),
        N_("可不填，如 36.81。要用高德或腾讯地图上点选的数（GCJ-02）。"),
    )
    longitude = public(
        pw.FloatField(null=True),
        N_("经度"),
        N_("可不填，如 118.02。和纬度一起从同一张地图上点选。"),
    )
    phones = _phones()
    hours = _hours()
    capacity = public(
        pw.IntegerField(null=True), N_("床位或可接待人数"), N_("只填数字；不适用就空着。")
    )
    description = _long(N_("介绍"), N_("有什么、适合谁、要注意什么。可用 Markdown。"))
    description_html = _html()
    photo = _text(N_("照片"), N_("JPEG 或 PNG。上传后会缩小，并去掉拍摄地点等信息。"))
    photo_alt = _text(
        N_("照片说明"), N_("看不见照片的人听到的话，如“幸福院大门，门口有坡道”。"), 120
    )


class Channel(Placed):
    """How a service is got (资源获取渠道): a window, a hotline, a purchase, a fund."""

    kind, label = "channel", N_("获取渠道")
    rendered: ClassVar[dict[str, str]] = {"description": "description_html"}
    TYPES: ClassVar[dict[str, str]] = {
        "government_purchase": N_("政府购买服务"),
        "village_funds": N_("村集体投入"),
        "donation": N_("社会捐赠"),
        "volunteers": N_("志愿服务"),
        "social_work_station": N_("社会工作站点"),
        "hotline": N_("热线电话"),
        "window": N_("办事窗口"),
    }

    name = _text(N_("名称"), N_("例如“镇民政办窗口”。"))
    slug = _slug()
    type = public(pw.CharField(max_length=30, choices=list(TYPES.items())), N_("渠道类型"))
    summary = _text(N_("一句话说明"), N_("到这里能办成什么。"), length=200)
    address = _text(N_("地址"), "", length=200)
    phones = _phones()
    hours = _hours()
    description = _long(N_("怎么用"), N_("第一步做什么、谁来答复、几天有结果。可用 Markdown。"))
    description_html = _html()


class VolunteerTeam(Placed):
    """A village's team of volunteers for elders (为老服务志愿者队伍)."""

    kind, label = "team", N_("志愿队伍")
    rendered: ClassVar[dict[str, str]] = {"description": "description_html"}

    name = _text(N_("名称"), N_("队伍的名字，不写个人姓名。"))
    slug = _slug()
    summary = _text(N_("一句话说明"), N_("这支队伍帮什么忙。"), length=200)
    members = public(pw.IntegerField(null=True), N_("人数"), N_("只填数字。"))
    founded_on = public(pw.DateField(null=True), N_("成立日期"))
    phones = _phones()
    description = _long(N_("介绍"), N_("什么时候活动、怎样请他们来、怎样加入。可用 Markdown。"))
    description_html = _html()


class ContactPoint(Placed):
    """An office or duty phone (公开联系人). A person's name only with recorded consent."""

    kind, label = "contact", N_("公开联系人")

    name = _text(N_("名称"), N_("写岗位或科室，如“南定镇民政办”。"))
    slug = _slug()
    duty = _text(N_("管什么"), N_("什么事找他，如“养老补贴、上门探访”。"), length=200)
    person = _text(N_("联系人姓名"), N_("本人书面同意公开才能填，并填下面的同意日期。"), length=30)
    person_consent_on = public(
        pw.DateField(null=True), N_("本人同意公开的日期"), N_("书面同意书上的日期。")
    )
    address = _text(N_("地址"), "", length=200)
    phones = _phones()
    hours = _hours()
    position = public(pw.IntegerField(default=0), N_("顺序"), N_("数字小的先打。"))


class Service(Placed):
    """An entry of the care service list (关爱服务项目), with its six statutory columns.

    山东省养老服务条例 art. 49 names 项目, 供给对象, 供给方式, 服务标准, 支出责任主体; the order of
    2018, three (二) 4, adds 资源获取渠道.
    """

    kind, label = "service", N_("服务项目")
    rendered: ClassVar[dict[str, str]] = {"content": "content_html"}
    AUDIENCES: ClassVar[dict[str, str]] = {
        "left_behind": N_("留守老人"),
        "living_alone": N_("独居老人"),
        "advanced_age": N_("高龄老人"),
        "care_dependent": N_("失能老人"),
        "destitute": N_("特困老人"),
        "low_income": N_("低保和低收入老人"),
        "lost_only_child": N_("失独老人"),
        "everyone_60": N_("所有60岁以上老人"),
        "family": N_("子女和家属"),
    }
    COSTS: ClassVar[dict[str, str]] = {
        "free": N_("免费"),
        "purchased": N_("政府购买，老人不花钱"),
        "low_fee": N_("低收费"),
        "paid": N_("收费"),
    }

    name = _text(N_("服务名称"), N_("老人一看就懂的叫法，如“送餐上门”。"))
    slug = _slug()
    summary = _text(N_("一句话说明"), N_("用一句大白话说清帮什么忙。"), length=200)
    category = public(
        pw.ForeignKeyField(Category, backref="+", on_delete="RESTRICT"), N_("服务类别")
    )
    content = _long(N_("服务内容（项目）"), N_("做什么、不做什么、多久一次。可用 Markdown。"))
    content_html = _html()
    audience = _rows(N_("供给对象"), N_("给谁的，可多选。"))
    eligibility = _long(N_("具体条件"), N_("年龄、户籍、身体状况等；没有别的条件就写“无”。"))
    delivery = _text(N_("供给方式"), N_("怎样提供：上门、到站、电话……"), length=200)
    standard = _long(N_("服务标准"), N_("做到什么程度算合格，如“每日一餐，热餐送到手”。"))
    funder = _text(N_("支出责任主体"), N_("谁出钱：区财政、镇财政、村集体、个人……"), length=120)
    channels = _rows(N_("资源获取渠道"), N_("到哪里、找谁能办成。"))
    providers = _rows(N_("服务机构"), N_("由谁来做。机构没发布的，会随本条一起发布。"))
    areas = _rows(N_("服务范围"), N_("覆盖哪些区、镇、村；选上一级就包括下面所有的村。"))
    steps = _rows(N_("怎样申请"), N_("一步一句，按顺序写。"))
    bring = _rows(N_("要带什么"), N_("如身份证、户口簿；不用带就空着。"))
    cost_kind = public(
        pw.CharField(max_length=12, choices=list(COSTS.items()), default="free"), N_("费用")
    )
    cost_note = _text(N_("费用说明"), N_("如“每餐3元，80岁以上免费”。"), length=200)
    phones = _phones()
    hours = _hours()
    source = _text(N_("依据文件"), N_("文件名和文号，如“张民[2018]152号”。"), length=200)
    valid_from = public(pw.DateField(null=True), N_("开始日期"), N_("到这一天才出现在网站上。"))
    valid_until = public(pw.DateField(null=True), N_("截止日期"), N_("过了这一天从网站撤下。"))


class Activity(Placed):
    """A dated event (活动). Times are local: Asia/Shanghai."""

    kind, label = "activity", N_("活动")
    rendered: ClassVar[dict[str, str]] = {"description": "description_html"}

    name = _text(N_("活动名称"))
    slug = _slug()
    summary = _text(N_("一句话说明"), N_("来了做什么。"), length=200)
    starts_at = public(pw.DateTimeField(), N_("开始时间"))
    ends_at = public(pw.DateTimeField(null=True), N_("结束时间"))
    place = _text(N_("地点"), N_("写清怎么走。"), length=200)
    team = public(
        pw.ForeignKeyField(VolunteerTeam, null=True, backref="+", on_delete="RESTRICT"),
        N_("主办队伍"),
    )
    phones = _phones()
    description = _long(N_("介绍"), N_("可用 Markdown。"))
    description_html = _html()


class Figure(Placed):
    """An issue of the few totals that may be published (公开统计), frozen as it was reviewed.

    `tables` is a list of `{"title": str, "columns": [str], "rows": [{"name": str, "cells": [int |
    null]}], "unit": str, "note": str}`; null is a number that is not shown. Nobody types it in.
    """

    kind, label = "figure", N_("公开统计")

    name = _text(N_("名称"), N_("哪一期，如“2026年第4季度”。"))
    slug = _slug()
    counted_on = public(pw.DateField(), N_("统计日期"), N_("数字截至这一天。"))
    threshold = public(pw.IntegerField(), N_("最小人数"), N_("少于这个数的不显示。"))
    is_rounded = public(pw.BooleanField(default=False), N_("按 5 取整"))
    tables = _rows(N_("表格"), N_("由系统统计，不能手改。"))


class Photo(pw.Model):
    """A photograph of a published record, already made small and rid of its metadata."""

    name = public(pw.CharField(max_length=80, primary_key=True), N_("文件名"))
    width = public(pw.IntegerField(), N_("宽"))
    height = public(pw.IntegerField(), N_("高"))
    content = public(pw.BlobField(), N_("内容"))

    class Meta:
        database = current_database
        legacy_table_names = False


class Setting(pw.Model):
    """What the whole site says of itself; only the names of `NAMES` exist."""

    NAMES: ClassVar[dict[str, str]] = {
        "title": N_("网站名称"),
        "office": N_("主办单位"),
        "district": N_("本区县的区划代码"),
        "demonstration": N_("演示数据（填 yes 则每页说明是演示）"),
    }

    name = public(
        pw.CharField(max_length=20, primary_key=True, choices=list(NAMES.items())), N_("名称")
    )
    value = public(pw.CharField(max_length=200, default=""), N_("内容"))

    class Meta:
        database = current_database
        legacy_table_names = False


class FormerSlug(pw.Model):
    """An address that a record had while it was published: it leads on, and is never reused."""

    kind = public(pw.CharField(max_length=20), N_("种类"))
    slug = public(pw.CharField(max_length=80), N_("旧网址名"))
    key = public(pw.CharField(max_length=20), N_("记录"))

    class Meta:
        database = current_database
        legacy_table_names = False
        primary_key = pw.CompositeKey("kind", "slug")


class Change(pw.Model):
    """The public database's log: what was put or taken away, in order, and when (UTC)."""

    sequence = public(pw.AutoField(), N_("序号"))
    kind = public(pw.CharField(max_length=20), N_("种类"))
    key = public(pw.CharField(max_length=20), N_("记录"))
    at = public(pw.DateTimeField(), N_("时间"))

    class Meta:
        database = current_database
        legacy_table_names = False


KINDS: dict[str, type[Published]] = {
    model.kind: model
    for model in (
        Area,
        Category,
        Provider,
        Channel,
        VolunteerTeam,
        ContactPoint,
        Service,
        Activity,
        Figure,
    )
}
PUBLIC_TABLES: list[type[pw.Model]] = [*KINDS.values(), Photo, Setting, FormerSlug, Change]
SCHEMA_VERSION = 2
