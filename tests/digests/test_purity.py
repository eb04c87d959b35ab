import ast
from pathlib import Path

import digests

CORE = Path(digests.__file__).parent


def test_only_the_desk_and_the_ports_are_async() -> None:
    found = {
        path.relative_to(CORE).as_posix()
        for path in CORE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.AsyncFunctionDef | ast.Await)
    }
    assert "ports/news.py" in found
    assert {name for name in found if not name.startswith(("desk/", "ports/"))} == set()
