"""What threatens an elder: incidents with their clock, urged children, who is at risk."""
