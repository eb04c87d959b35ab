"""What passes between the newsroom and a language model."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message of a conversation with a language model."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class ModelFailed:
    """The model gave no answer. `reason` is a word to be counted: timeout, http_500, too_large, budget, resting …"""

    reason: str
