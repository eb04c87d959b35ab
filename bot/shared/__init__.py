"""What the processes of one bot share through Redis: Telegram's budgets, turns at hosts, turns of a chat."""

from bot.shared.budgets import SharedBudgets
from bot.shared.server import open_redis
from bot.shared.turns import SharedTurns

__all__ = ["SharedBudgets", "SharedTurns", "open_redis"]
