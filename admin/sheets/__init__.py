"""Files with tables that somebody sends: opened within bounds, and handed on as plain rows.

It knows no field of ours and stores nothing; the desk and the registry each say what they expect.
"""
