"""What the elder is told, and on which ground each group of fields is kept."""
