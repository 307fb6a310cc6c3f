"""The one way from the registry to the desk: an issue of figures becomes a record to be reviewed.

Registry and desk do not know each other; the application installs this between them. It carries
fields that `models.Figure` declares, submits them, and lets nothing out: publishing takes another
person and goes through the release like everything else.
"""

from datetime import date, datetime
from typing import Any

from admin.desk import review, revisions
from models import Figure


def figure(fields: dict[str, Any], author_id: int, now: datetime, today: date) -> str:
    """Save the record (anew, if its address is known) and put it before a reviewer; its key.

    :raises revisions.Invalid, readiness.Refused: it may not be kept or published.
    """
    standing = Figure.get_or_none(Figure.slug == fields["slug"])
    key = standing.key if standing is not None else None
    saved = revisions.save("figure", key, fields, author_id=author_id, now=now, today=today)
    act = review.Act("figure", saved.key, saved.number, author_id, now)
    review.submit(act, today)
    return saved.key
