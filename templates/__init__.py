"""Turns values into chat bubbles and pages, in three languages."""
