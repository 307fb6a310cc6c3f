"""The ledgers (台账) that towns keep as spreadsheets: taken in, tried out, undone, given out."""
