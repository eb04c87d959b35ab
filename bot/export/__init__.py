"""`python -m bot export`: the whole ledger as CSV and JSON, with what each column means."""

from bot.export.write import Exported, export

__all__ = ["Exported", "export"]
