"""The columns that most reports begin with: the town's name and the village's."""

from collections.abc import Iterable

from admin.registry import access
from models import N_

TOWN, VILLAGE = N_("镇办"), N_("村居")


def places(codes: Iterable[str]) -> dict[str, str]:
    """The names of areas and of the towns that they lie in, by code."""
    known = set(codes)
    return access.names(known | {code[:9] for code in known})


def where(code: str, names: dict[str, str]) -> list[str]:
    """The cells of town and village; of what a town or district keeps the second is empty."""
    return [names.get(code[:9], ""), names.get(code, "") if len(code) == 12 else ""]
