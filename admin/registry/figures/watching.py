"""What the release looks for in every published text: the registry's names, numbers and addresses.

Read anew for each release, on the admin database, with a few plain columns and no rows. Words that
are somebody's name and also mean something else may be let pass, with a reason.
"""

from collections.abc import Callable

from admin.registry.care.rows import Companion
from admin.registry.figures.rows import AllowedWord
from admin.registry.people.elders import Elder
from admin.registry.people.families import Guardian, Relative
from admin.registry.people.helping import Helper
from admin.registry.publication_watch import Lexicon

# Who is there by office may be published by a contact point's own consent; the family never.
NAMED = (Elder, Relative, Guardian, Companion)
NUMBERED = (Elder, Relative, Guardian, Companion, Helper)


def lexicon() -> Lexicon:
    """Everything that must not be published, as it stands now."""
    names = {name for model in NAMED for (name,) in model.select(model.name).tuples()}
    numbers = {
        sealed.reveal()
        for model in NUMBERED
        for (sealed,) in model.select(model.phone).where(model.phone != "").tuples()
    }
    addresses = {address for (address,) in Elder.select(Elder.address).tuples() if address}
    words = AllowedWord.select(AllowedWord.word).where(AllowedWord.void_at.is_null())
    allowed = {word for (word,) in words.tuples()}
    return Lexicon(names, addresses, numbers, allowed)


def finder() -> Callable[[str], bool]:
    """The lexicon as the release asks for it."""
    return lexicon().finds
