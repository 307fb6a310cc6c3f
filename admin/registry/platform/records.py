"""What was made for the platform, who uploaded it when, and in which columns.

Of each elder only a keyed mark of what was uploaded is kept, to know later whether it has changed.
"""

from typing import ClassVar

import peewee as pw

from admin.registry.people.elders import Elder, Kept
from models import Json


class PlatformUpload(Kept):
    """One workbook for the platform; open until somebody says that it was uploaded."""

    area_code = pw.CharField(max_length=12, index=True)
    made_at = pw.DateTimeField()
    made_by = pw.IntegerField(null=True)
    count = pw.IntegerField()
    uploaded_at = pw.DateTimeField(null=True)
    uploaded_by = pw.IntegerField(null=True)

    class Meta:
        table_name = "platform_upload"


class PlatformItem(Kept):
    """That an elder stood in an upload, and the mark of what was said of them."""

    upload = pw.ForeignKeyField(PlatformUpload, backref="items", on_delete="CASCADE")
    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    mark = pw.CharField(max_length=64)

    class Meta:
        table_name = "platform_item"
        indexes: ClassVar = ((("elder", "upload"), True),)


class PlatformCount(Kept):
    """How many people the platform had of an area when its own list was last held to ours."""

    area_code = pw.CharField(max_length=12, unique=True)
    counted_at = pw.DateTimeField()
    count = pw.IntegerField()

    class Meta:
        table_name = "platform_count"


class PlatformLayout(Kept):
    """The platform's columns as a district has them: pairs of its header and our column."""

    area_code = pw.CharField(max_length=12, unique=True)
    columns = Json(default=list)

    class Meta:
        table_name = "platform_layout"
