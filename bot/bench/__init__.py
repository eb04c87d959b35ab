"""`make bench`: speed and memory, measured side by side with a baseline in one run, on loopback only."""
