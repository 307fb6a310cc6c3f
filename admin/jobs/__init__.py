"""What runs by itself, or beside the pages: publishing to a host, backups, reminders, checks.

A run is a row (`runs`), which survives a restart; huey carries its number to a worker (`queue`).
What a job does is a function of its own module, listed in `kinds`. Nothing here decides what is
published: that is the desk's release.
"""
