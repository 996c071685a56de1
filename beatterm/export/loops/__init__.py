"""What makes a loop come round: when a pattern repeats, and when all that rings has settled."""
