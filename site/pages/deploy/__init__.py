"""Puts a built site on a web host, whole at every moment, and back again.

A site that has been built is kept as an *edition*: a list of files and their content. A *target*
is a place of `config.toml` that readers are served from. `delivery` makes a target equal to an
edition; it knows no database, renders nothing, and removes nothing that it did not write.
"""
