"""How far an entry of the list says what the law wants it to say: the six statutory columns.

山东省养老服务条例 art. 49 and the order of 2018, three (二) 4. Pure, and the same once more in SQL
for lists; an entry that lacks one is not hidden, only named.
"""

from functools import reduce
from operator import or_
from typing import Any

import peewee as pw

from models import N_, Service

COLUMNS: dict[str, str] = {
    "content": N_("项目内容"),
    "audience": N_("供给对象"),
    "delivery": N_("供给方式"),
    "standard": N_("服务标准"),
    "funder": N_("支出责任主体"),
    "channels": N_("资源获取渠道"),
}
# As literals: an index over "lacks something" is found only by the very same words.
NOTHING = {"audience": pw.SQL("'[]'"), "channels": pw.SQL("'[]'")}


def missing(fields: dict[str, Any]) -> list[str]:
    """Which of the six are empty, in the order of the law."""
    return [name for name in COLUMNS if not fields.get(name)]


def lacking() -> Any:
    """The condition on services that at least one of the six is empty."""
    empty = [getattr(Service, name) == NOTHING.get(name, pw.SQL("''")) for name in COLUMNS]
    return reduce(or_, empty)
