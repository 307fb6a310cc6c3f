"""Names of villages and towns as ledgers spell them, and the areas of the clerk that they mean.

An area beyond the clerk's own is not found, like one that does not exist.
"""

import re
import unicodedata
from collections import defaultdict
from typing import NamedTuple

from flask_babel import gettext as _

from admin.accounts import scope
from admin.accounts.users import User
from admin.sheets.values import Wrong
from models import Area

SUFFIX = re.compile(
    r"(村民委员会|居民委员会|村委会|居委会|社区居委会|社区|街道办事处|街道|镇政府|镇|乡|村|居)$"
)
CODE = re.compile(r"\d{9}|\d{12}", re.ASCII)


class Place(NamedTuple):
    """One area that may be meant."""

    code: str
    name: str
    level: str


class Places:
    """Looks areas up for one clerk and one import; `default` is where rows without one belong."""

    def __init__(self, user: User, default: str = "") -> None:
        rows = scope.visible(user, Area.select(Area.code, Area.name, Area.level), Area)
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._by_code: dict[str, Place] = {}
        for row in rows.tuples().iterator():
            place = Place(*row)
            self._by_code[place.code] = place
            self._by_name[bare(place.name)].append(place)
        self._found: dict[tuple[str, str], str] = {}
        self.default = default if default in self._by_code else self._only(user.area_code)

    def _only(self, code: str) -> str:
        return code if len(code) == 12 and code in self._by_code else ""

    def name(self, code: str) -> str:
        """The name of an area that the clerk may see."""
        return self._by_code[code].name if code in self._by_code else code

    def find(self, village: str, town: str) -> str:
        """The code of the village meant; the town tells apart two of one name.

        :raises Wrong: none is, or several are.
        """
        if (village, town) not in self._found:
            self._found[village, town] = self._look_up(village, town)
        return self._found[village, town]

    def _look_up(self, village: str, town: str) -> str:
        if not village:
            return self._without(town)
        if CODE.fullmatch(village) and village in self._by_code:
            return village
        places = self._named(village, "village") or self._at_the_end(village)
        inside = self.default or self._town(town)
        if len(places) > 1 and inside:
            places = [place for place in places if place.code.startswith(inside[:9])]
        if not places:
            raise Wrong(_("没有找到“%(said)s”这个村居，或者它不归您管。", said=village[:20]))
        if len(places) > 1:
            codes = "、".join(f"{place.name} {place.code}" for place in places[:5])
            raise Wrong(_("有几个村居都叫这个名字，请写代码：%(codes)s", codes=codes))
        return places[0].code

    def _without(self, town: str) -> str:
        if self.default:
            return self.default
        found = self._town(town)
        if found:
            return found
        raise Wrong(_("没有写是哪个村居。请在表里加上村名，或在上传时选好村居。"))

    def _town(self, town: str) -> str:
        places = self._named(town, "town") if town else []
        return places[0].code if len(places) == 1 else ""

    def _named(self, text: str, level: str) -> list[Place]:
        return [place for place in self._by_name.get(bare(text), ()) if place.level == level]

    def _at_the_end(self, text: str) -> list[Place]:
        """`南定镇测试村` names the town first."""
        tidy = bare(text)
        for start in range(1, max(len(tidy) - 1, 1)):
            places = self._named(tidy[start:], "village")
            towns = {place.code[:9] for place in self._named(tidy[:start], "town")}
            if places and towns:
                return [place for place in places if place.code[:9] in towns]
        return []


def bare(name: str) -> str:
    """A name without blanks and without what kind of area it is: 测试村村委会 is 测试."""
    tidy = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    for _turn in range(2):
        tidy = SUFFIX.sub("", tidy) or tidy
    return tidy
