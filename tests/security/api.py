"""Made-up requests to every operation of the OpenAPI document, by schemathesis: bin/sec api [--cases 200000] [--seed N].

A firm with believable data is served as its users serve it, and asked by an administrator's program: within what the document says
and against it. Each answer must be one that the document knows, and none may be a fault of the program. What makes the requests up
lives in an environment of its own (`requirements-fuzz.lock`), which `bin/sec` makes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from bench.firm import PASSWORD, Firm, tongxin
from bench.server import Server, serve

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,unsupported_method,ignored_auth"
# Numbers of records that are there, in most places where a number is asked for: else nearly all requests would end at “there is no such record”.
NUMBERS = """
[dictionaries.numbers]
values = [{numbers}]
[generation.dictionaries]
integer = {{ dictionary = "numbers", probability = 0.6 }}
"""
THERE = 40
OPERATIONS = 100  # about; the tool counts its examples for each


def filled(folder: Path, url: str) -> tuple[Firm, str]:
    """A firm with believable data, and the token of its administrator's program."""
    firm = Firm("api", 0, folder / "data", url)
    firm.folder.mkdir()
    people = json.loads(tongxin(firm, "demo", "--customers", "30", "--password-stdin", "--json", text=PASSWORD))[
        "people"
    ]
    mail = next(one["email"] for one in people if one["role"] == "管理员")
    words = ("token", "create", "--as", mail, "--name", "api", "--scope", "read", "--scope", "write", "--json")
    return firm, str(json.loads(tongxin(firm, *words))["token"])


def asked(server: Server, token: str, folder: Path, *, cases: int, seed: int) -> dict[str, Any]:  # Any: JSON
    """What the tool reports after about so many requests."""
    settings, report = folder / "settings.toml", folder / "report.json"
    settings.write_text(NUMBERS.format(numbers=", ".join(str(number) for number in range(1, THERE))))
    address = f"http://{server.host}:{server.port}/api/v1/openapi.json"
    # Who asks first waits until the document is made; the tool waits ten seconds, which a busy machine may not keep.
    urlopen(Request(address, headers={"Authorization": f"Bearer {token}"}), timeout=120).close()
    command = [
        str(Path(os.environ["TONGXIN_FUZZ"]).with_name("schemathesis")),
        "--config-file",
        str(settings),
        "run",
        address,
    ]
    command += ["--header", f"Authorization: Bearer {token}", "--phases", "coverage,fuzzing", "--checks", CHECKS]
    command += [
        "--max-examples",
        str(max(1, cases // OPERATIONS)),
        "--no-shrink",
        "--continue-on-failure",
        "--no-color",
    ]
    command += ["--generation-database", "none", "--report", "json", "--report-json-path", str(report)]
    subprocess.run([*command, *(["--seed", str(seed)] if seed else [])], cwd=folder, stdout=sys.stderr, check=False)
    return dict(json.loads(report.read_text()))


def main(argv: list[str]) -> int:
    """Serve, ask, tell. Exit status 0 when no answer was a fault and each was in the document."""
    parser = argparse.ArgumentParser(prog="bin/sec api", description=__doc__)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="tongxin-api-") as place:
        folder = Path(place)
        firm, token = filled(folder, os.environ.get("DATABASE_URL", ""))
        with closing(serve(firm)) as server:
            told = asked(server, token, folder, cases=arguments.cases, seed=arguments.seed)
    counts = {**told["operations"], **told["test_cases"], "seed": told["seed"]}
    kept = ("total", "tested", "generated", "with_failures", "unique_failures", "errored", "seed")
    print(json.dumps({name: counts[name] for name in kept}))
    print(json.dumps([told["failures"], told["errors"]], ensure_ascii=False, indent=1)[:8_000], file=sys.stderr)
    return int(told["exit_code"])
