"""Finds what an article should be compared with, without comparing it with everything."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest
from typing import Generic, TypeVar

from digests.stories.prints import Print

S = TypeVar("S")

_LOOKED_AT = 8
_MOST_READ = 300


class Candidates(Generic[S]):
    """An inverted index of anchors by their rarest stems and most telling figures.

    The features that fewest anchors have are looked up first, and only so many anchors are read: the work for one
    article does not grow with their number.
    """

    def __init__(self) -> None:
        self._stories: list[S] = []
        self._postings: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, anchor: Print, story: S) -> None:
        """Let what is like `anchor` find `story`."""
        number = len(self._stories)
        self._stories.append(story)
        for feature in anchor.features:
            self._postings[feature].append(number)

    def near(self, print_: Print) -> Iterator[S]:
        """The stories that share most with it, best first, each once."""
        hits: defaultdict[int, float] = defaultdict(float)
        found = [(posting, weight) for key, weight in print_.features.items() if (posting := self._postings.get(key))]
        left = _MOST_READ
        for posting, weight in sorted(found, key=lambda one: len(one[0])):
            left -= len(posting)
            if left < 0:
                break
            for number in posting:
                hits[number] += weight
        told: set[int] = set()
        for number in nlargest(_LOOKED_AT, hits, key=hits.__getitem__):
            story = self._stories[number]
            if id(story) not in told:
                told.add(id(story))
                yield story
