"""Finds the numbers that an article states."""
