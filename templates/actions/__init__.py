"""What an inline button asks for, by conversation."""

from templates.actions import admins, announcements, figures, settings, team

__all__ = ["EVERY_ACTION"]

EVERY_ACTION = (*settings.EVERY, *figures.EVERY, *announcements.EVERY, *admins.EVERY, *team.EVERY)
"""What a button of this version can ask for."""
