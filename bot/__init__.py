"""The process: what runs, with which parts, and when."""
