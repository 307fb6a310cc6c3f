"""Names in cells and the records they mean, within what the person may point to.

A name that several records share is refused with their numbers; what lies outside the scope is not
found, like anything that does not exist.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from admin.accounts import scope
from admin.accounts.users import User
from admin.sheets.values import Wrong
from models import KINDS

NUMBERED = re.compile(r"(\d{1,15})(?:\s.*)?", re.ASCII | re.DOTALL)
CHUNK = 500


class References:
    """Looks each name up once; for one import or one export."""

    def __init__(self, user: User) -> None:
        self._user = user
        self._keys: dict[tuple[str, str], str] = {}
        self._texts: dict[tuple[str, str], str] = {}

    def find(self, kind: str, text: str, known: Iterable[str] = ()) -> str:
        """The key of what the text means; `known` are those that the record points to already.

        :raises Wrong: nothing, or more than one, is meant.
        """
        said = unicodedata.normalize("NFKC", text).strip()
        numbered = NUMBERED.fullmatch(said)
        if numbered and numbered[1] in known:
            return numbered[1]
        if (kind, said) not in self._keys:
            self._keys[kind, said] = self._look_up(kind, said, numbered)
        return self._keys[kind, said]

    def _look_up(self, kind: str, said: str, numbered: re.Match[str] | None) -> str:
        rows = self._pickable(kind)
        model = KINDS[kind]
        named = [str(row) for (row,) in rows(model.name == said).limit(5).tuples()]
        if not named and numbered:
            primary = model._meta.primary_key
            named = [str(row) for (row,) in rows(primary == numbered[1]).tuples()]
        if not named:
            raise Wrong(_("没有找到“%(said)s”，或者它不归您用。", said=said[:40]))
        if len(named) > 1:
            message = _(
                "有几个都叫“%(said)s”，请写编号：%(keys)s", said=said, keys="、".join(named)
            )
            raise Wrong(message)
        return named[0]

    def _pickable(self, kind: str) -> Any:
        model = KINDS[kind]

        def rows(condition: Any) -> Any:
            query = model.select(model._meta.primary_key).where(condition)
            return scope.pickable(self._user, query, model)

        return rows

    def learn(self, kind: str, keys: Iterable[str]) -> None:
        """Read the names of many records at once, for `text`."""
        model = KINDS[kind]
        wanted = [key for key in dict.fromkeys(keys) if (kind, key) not in self._texts]
        for start in range(0, len(wanted), CHUNK):
            primary = model._meta.primary_key
            query = model.select(primary, model.name).where(
                primary.in_(wanted[start : start + CHUNK])
            )
            for key, name in query.tuples():
                self._texts[kind, str(key)] = f"{key} {name}"

    def text(self, kind: str, key: str) -> str:
        """Number and name, as `find` understands them."""
        self.learn(kind, [key])
        return self._texts.get((kind, key), key)
