"""Has the stories of a digest retold by a language model; a digest never fails for it and never waits long."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digests.compose import retell
from digests.model import Digest, ModelFailed, Summary
from digests.ports import AskModel, Offload, Retellings
from digests.summarise.prompt import Question, question
from digests.summarise.retold import retold


@dataclass(slots=True)
class Patience:
    """How long one run may still wait for a model, all its digests together."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Retelling:
    """A language model with all that is needed to use it.

    seconds  for one story, both tries together
    places   how many stories may be asked about at once
    tell     hears the id of an article that was not retold, and why
    """

    ask: AskModel
    model: str
    answers: Retellings
    offload: Offload
    seconds: float
    places: asyncio.Semaphore
    tell: Callable[[str, str], None] = field(default=lambda _article, _reason: None)

    async def __call__(self, digest: Digest, patience: Patience, now: datetime) -> Digest:
        """The digest with the summaries that came in time and passed; all others stay as they are.

        Stories of which a part was told before are left alone: their excerpts know what is new.
        """
        items = [item for section in digest.sections for item in section.items if not item.story.told]
        questions = {one.key(self.model): one for one in [await self.offload(question, item.article) for item in items]}
        asked = {key: one for key, one in questions.items() if one.slots}
        kept = await self.answers.get(tuple(asked))
        found = {asked[key].article.id: await self._kept(asked[key], answer) for key, answer in kept.items()}
        found |= await self._in_time({key: one for key, one in asked.items() if key not in kept}, patience, now)
        summaries = {article: summary for article, summary in found.items() if summary is not None}
        return await self.offload(retell, digest, summaries) if summaries else digest

    async def _kept(self, asked: Question, answer: str | None) -> Summary | None:
        """Kept answers are judged anew: the rules may have become stricter since."""
        summary = None if answer is None else await self.offload(retold, asked, answer)
        return summary if isinstance(summary, Summary) else None

    async def _in_time(
        self, asked: Mapping[str, Question], patience: Patience, now: datetime
    ) -> dict[str, Summary | None]:
        if not asked:
            return {}
        loop = asyncio.get_running_loop()
        started = loop.time()
        tasks = {asyncio.create_task(self._guarded(key, one, now)): one.article for key, one in asked.items()}
        try:
            done, late = await asyncio.wait(tasks, timeout=max(patience.seconds, 0))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        patience.seconds -= loop.time() - started
        for task in late:
            self.tell(tasks[task].id, "late")
        return {tasks[task].id: task.result() for task in done}

    async def _guarded(self, key: str, asked: Question, now: datetime) -> Summary | None:
        try:
            async with self.places:
                return await self._asked(key, asked, now)
        except Exception as error:  # noqa: BLE001 the excerpt stands ready: no fault of this errand may stop a digest
            self.tell(asked.article.id, type(error).__name__)
            return None

    async def _asked(self, key: str, asked: Question, now: datetime) -> Summary | None:
        """Ask, and once more with the reasons where the answer is refused."""
        ends = asyncio.get_running_loop().time() + self.seconds
        messages = asked.messages
        reasons: Sequence[str] = ()
        for _ in range(2):
            answer = await self.ask(messages, seconds=ends - asyncio.get_running_loop().time())
            if isinstance(answer, ModelFailed):
                self.tell(asked.article.id, answer.reason)
                return None
            summary = await self.offload(retold, asked, answer)
            if isinstance(summary, Summary):
                await self.answers.keep(key, answer, now)
                return summary
            reasons = summary
            messages = asked.again(answer, reasons)
        self.tell(asked.article.id, f"refused: {reasons[0]}")
        await self.answers.keep(key, None, now)
        return None
