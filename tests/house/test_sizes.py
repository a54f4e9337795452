"""Nothing grows past the point where a reader loses the thread."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "tongxin"
FILE_LIMIT, FUNCTION_LIMIT, TEMPLATE_LIMIT, SCRIPT_LIMIT = 500, 60, 160, 160


def sources() -> list[Path]:
    return [path for path in ROOT.rglob("*.py") if "migrations" not in path.parts and "tests" not in path.parts]


def long_functions(text: str) -> list[str]:
    return [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LIMIT
    ]


def test_files_stay_small() -> None:
    assert [str(path) for path in sources() if path.read_text().count("\n") > FILE_LIMIT] == []


def test_functions_stay_small() -> None:
    assert {str(path): found for path in sources() if (found := long_functions(path.read_text()))} == {}
    assert long_functions("def f():\n" + "    x = 1\n" * 61) == ["f: 62"]


def test_templates_and_scripts_stay_small() -> None:
    big = [path for path in ROOT.rglob("templates/**/*.html") if path.read_text().count("\n") > TEMPLATE_LIMIT]
    big += [path for path in ROOT.rglob("static/**/*.js") if path.read_text().count("\n") > SCRIPT_LIMIT]
    assert [str(path) for path in big] == []
