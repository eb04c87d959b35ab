import io
import json

from bot.show.run import run_verb


def double(record: dict[str, int]) -> dict[str, int]:
    return {"twice": record["n"] * 2}


def run(text: str, *, jsonl: bool = True) -> tuple[int, str]:
    out = io.StringIO()
    status = run_verb(double, io.StringIO(text), out, jsonl=jsonl, table=lambda answer: f"twice {answer['twice']}")
    return status, out.getvalue()


def test_every_line_is_answered_in_order_with_its_id() -> None:
    status, out = run('{"id": "a", "n": 1}\n{"id": "b", "n": 2}\n')
    assert status == 0
    assert [json.loads(line) for line in out.splitlines()] == [{"id": "a", "twice": 2}, {"id": "b", "twice": 4}]


def test_a_bad_line_is_reported_and_the_run_goes_on() -> None:
    status, out = run('not json\n{"id": "b"}\n[1]\n{"id": "c", "n": 2}\n')
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [("error" in answer, answer["id"]) for answer in answers] == [
        (True, None), (True, "b"), (True, None), (False, "c"),
    ]  # fmt: skip


def test_one_record_is_shown_as_a_table() -> None:
    assert run('{"id": 1,\n "n": 3}', jsonl=False) == (0, "twice 6\n")
