"""What is done for an elder day by day: logs, requests, pairings, money; not the monthly visit."""
