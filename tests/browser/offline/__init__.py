"""A reader without a network, with an old page, a full phone or a browser that keeps nothing."""
