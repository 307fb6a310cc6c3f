"""The kinds that people write as the desk shows them: columns of the list, groups of the form."""

from typing import ClassVar

from admin.desk.views.figures import FigureView
from admin.desk.views.listing import CATEGORY, LACKING, STANDING, TOWN, VERIFIED, ListFilter
from admin.desk.views.record_view import Group, RecordView
from models import N_

BASICS, MORE = N_("基本信息"), N_("其他")
REACH = N_("怎样联系")
OFFICE = N_("维护与核实")


class PlacedView(RecordView):
    """A kind that an office keeps."""

    filters: ClassVar[list[ListFilter]] = [TOWN, STANDING, VERIFIED]
    column_searchable_list: tuple[str, ...] = ("name", "slug")
    column_sortable_list: tuple[str, ...] = ("name", "area", "verified_on")


class ServiceView(PlacedView):
    column_list = ("name", "category", "area", "phones", "six", "standing", "verified_on")
    column_sortable_list = ("name", "category", "area", "verified_on")
    filters: ClassVar[list[ListFilter]] = [TOWN, CATEGORY, STANDING, VERIFIED, LACKING]
    groups: ClassVar[list[Group]] = [
        (BASICS, ["name", "summary", "category"]),
        (REACH, ["phones", "hours"]),
        (
            N_("清单六项"),
            ["content", "audience", "eligibility", "delivery", "standard", "funder", "channels"],
        ),
        (N_("怎样办"), ["steps", "bring", "cost_kind", "cost_note"]),
        (N_("谁来做、覆盖哪里"), ["providers", "areas"]),
        (OFFICE, ["area", "verified_on", "source", "valid_from", "valid_until", "slug"]),
    ]


class ProviderView(PlacedView):
    column_list = ("name", "type", "area", "phones", "standing", "verified_on")
    column_sortable_list = ("name", "type", "area", "verified_on")
    groups: ClassVar[list[Group]] = [
        (BASICS, ["name", "type", "address"]),
        (REACH, ["phones", "hours"]),
        (N_("介绍"), ["description", "capacity", "photo", "photo_alt"]),
        (N_("位置"), ["latitude", "longitude"]),
        (OFFICE, ["area", "verified_on", "slug"]),
    ]


class ChannelView(PlacedView):
    column_list = ("name", "type", "area", "phones", "standing", "verified_on")
    column_sortable_list = ("name", "type", "area", "verified_on")
    groups: ClassVar[list[Group]] = [
        (BASICS, ["name", "type", "summary", "address"]),
        (REACH, ["phones", "hours"]),
        (N_("介绍"), ["description"]),
        (OFFICE, ["area", "verified_on", "slug"]),
    ]


class TeamView(PlacedView):
    column_list = ("name", "members", "area", "phones", "standing", "verified_on")
    groups: ClassVar[list[Group]] = [
        (BASICS, ["name", "summary", "members", "founded_on"]),
        (REACH, ["phones"]),
        (N_("介绍"), ["description"]),
        (OFFICE, ["area", "verified_on", "slug"]),
    ]


class ContactView(PlacedView):
    column_list = ("name", "duty", "area", "phones", "standing", "verified_on")
    groups: ClassVar[list[Group]] = [
        (BASICS, ["name", "duty", "address", "position"]),
        (REACH, ["phones", "hours"]),
        (N_("联系人（须本人同意）"), ["person", "person_consent_on"]),
        (OFFICE, ["area", "verified_on", "slug"]),
    ]


class ActivityView(PlacedView):
    column_list = ("name", "starts_at", "place", "area", "standing", "verified_on")
    column_sortable_list = ("name", "starts_at", "area")
    groups: ClassVar[list[Group]] = [
        (BASICS, ["name", "summary", "starts_at", "ends_at", "place", "team"]),
        (REACH, ["phones"]),
        (N_("介绍"), ["description"]),
        (OFFICE, ["area", "verified_on", "slug"]),
    ]


class CategoryView(RecordView):
    structure = True
    column_list = ("name", "need", "parent", "position", "standing")
    column_searchable_list = ("name", "need", "slug")
    column_sortable_list = ("name", "position")
    filters: ClassVar[list[ListFilter]] = [STANDING]
    groups: ClassVar[list[Group]] = [
        (BASICS, ["name", "need", "summary", "parent"]),
        (MORE, ["icon", "position", "slug"]),
    ]


class AreaView(RecordView):
    structure = True
    column_list = ("code", "name", "level", "parent", "is_rural", "standing")
    column_searchable_list = ("code", "name", "pinyin")
    column_sortable_list = ("code", "name", "level")
    filters: ClassVar[list[ListFilter]] = [TOWN, STANDING]
    groups: ClassVar[list[Group]] = [
        (BASICS, ["code", "name", "level", "parent", "is_rural", "pinyin"]),
    ]


LIST = N_("服务清单")
PEOPLE = N_("机构与队伍")
GROUND = N_("基础资料")

VIEWS: list[tuple[type[RecordView], str, str]] = [
    (ServiceView, "service", LIST),
    (ChannelView, "channel", LIST),
    (ContactView, "contact", LIST),
    (ActivityView, "activity", LIST),
    (ProviderView, "provider", PEOPLE),
    (TeamView, "team", PEOPLE),
    (CategoryView, "category", GROUND),
    (AreaView, "area", GROUND),
    (FigureView, "figure", GROUND),
]
