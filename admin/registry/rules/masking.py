"""What is shown of a name, an id number or a telephone where the whole is not needed."""


def name(text: str) -> str:
    """The family name and the last character of longer ones: 王*英, 王*."""
    if len(text) < 3:
        return text[:1] + "*" * (len(text) - 1)
    return text[0] + "*" * (len(text) - 2) + text[-1]


def id_number(text: str) -> str:
    """The province's first three digits and the last four."""
    return _middle(text, 3, 4)


def phone(text: str) -> str:
    """A telephone without its middle; of a short one only the last two digits."""
    return _middle(text, 3, 4) if len(text) > 8 else _middle(text, 0, 2)


def _middle(text: str, before: int, after: int) -> str:
    hidden = len(text) - before - after
    if hidden < 1:
        return "*" * len(text)
    return text[:before] + "*" * hidden + text[len(text) - after :]
