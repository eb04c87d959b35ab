"""The language model that an operator may plug in: any endpoint that speaks like OpenAI's chat completions."""

from bot.llm.client import LanguageModel

__all__ = ["LanguageModel"]
