"""What deserves a look (检查): missing columns, possible doubles, suspicious numbers.

Shows and links; mending is the form's.
"""

from flask import Blueprint, render_template, request
from flask_login import current_user

from admin.accounts import scope
from admin.desk import duplicates, inspection
from admin.desk.views import reach
from models import Area

blueprint = Blueprint("quality", __name__, url_prefix="/quality")


@blueprint.get("/")
def index() -> str:
    """Everything found in scope, or in one town of it."""
    town = reach.code(request.args.get("town"))
    found = inspection.inspect(current_user, town)
    towns = scope.visible(current_user, Area.select(), Area).where(Area.level == "town")
    return render_template(
        "quality.html",
        found=found,
        reasons=duplicates.REASONS,
        town=town,
        towns=list(towns.order_by(Area.code).limit(500)),
    )
