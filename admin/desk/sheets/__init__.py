"""Services, institutions and teams as spreadsheets: read, tried out, imported, undone, written.

An import makes drafts and never publishes; a file that is dangerous or unclear is refused in words.
"""
