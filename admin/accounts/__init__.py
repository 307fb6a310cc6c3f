"""Who may enter the back office, what each may do, and how they prove who they are."""
