"""The back office: everything that a stranger may not see."""

from admin.app import create_app

__all__ = ["create_app"]
