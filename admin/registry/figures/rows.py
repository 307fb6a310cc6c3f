"""The rows of public figures: each issue as it was frozen, and words that a release lets pass.

An issue keeps what was shown, not what was hidden.
"""

import peewee as pw

from admin.registry.logged import Logged
from models import N_, Json


class FigureIssue(Logged):
    """One issue of public figures (公开统计), one a quarter; `record` is the desk's key of it."""

    kind, label = "figure_issue", N_("公开统计")

    period = pw.CharField(max_length=6)
    counted_on = pw.DateField()
    threshold = pw.IntegerField()
    is_rounded = pw.BooleanField(default=False)
    tables = Json(default=list)
    groups = Json(default=dict)
    record = pw.CharField(max_length=20, default="")


class AllowedWord(Logged):
    """A word that is somebody's name and also means something else, such as 高峰."""

    kind, label = "allowed_word", N_("允许公开的词")

    word = pw.CharField(max_length=20)
    reason = pw.CharField(max_length=120)


TABLES = (FigureIssue, AllowedWord)
