"""Issues of figures on the desk: to be read, reviewed, published and withdrawn, never typed.

They come from the registry through `admin.handing_over`. Nobody may write one here.
"""

from typing import Any, ClassVar

from admin.accounts import scope
from admin.desk.views.listing import STANDING, ListFilter
from admin.desk.views.record_view import Group, RecordView


class FigureView(RecordView):
    """The list of issues, and one issue as its tables."""

    column_list = ("name", "counted_on", "area", "standing")
    column_searchable_list = ("name", "slug")
    column_sortable_list = ("name", "counted_on")
    filters: ClassVar[list[ListFilter]] = [STANDING]
    groups: ClassVar[list[Group]] = []
    edit_template = "figure.html"

    def may(self, action: scope.Action, area_code: str | None) -> bool:
        return action != "edit" and super().may(action, area_code)

    def render(self, template: str, **values: Any) -> str:
        """The issue's own page instead of a form."""
        shown = "figure.html" if template == "form.html" else template
        answer: str = super().render(shown, **values)
        return answer
