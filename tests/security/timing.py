"""Nothing is told by how long an answer takes, nor by its words: bin/sec timing [--samples 2000].

Requests that must be alike are asked in turns, in one process, with passwords hashed as they are in use; processor time is counted, so that other
programs do not matter. Two kinds differ when their medians do by more than 5 ms, or when Mann and Whitney's test gives less than 1 in 100 that
both are drawn from one lot; what looks different is asked once more, for of a hundred trials of equal things one looks so.
"""

import argparse
import math
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from statistics import median
from typing import Any

LONGEST_MS, LEAST_P = 5.0, 0.01
_OWN = re.compile(rb'csrf[\w-]*" (?:value|content)="[^"]*"|[\w-]+@hengxin\.example|/(?:welcome|q|customers)/[^"\' ]+')
Ask = Callable[[], tuple[int, bytes]]


def alike_by_chance(one: Sequence[float], other: Sequence[float]) -> float:
    """The chance that two lots differ as much as these though they are drawn from one (Mann-Whitney, two sides, normal approximation with ties)."""
    ranks, ties, at = {}, 0, 0
    together = sorted([*one, *other])
    while at < len(together):
        upto = at
        while upto < len(together) and together[upto] == together[at]:
            upto += 1
        ranks[together[at]] = (at + 1 + upto) / 2
        ties += (upto - at) ** 3 - (upto - at)
        at = upto
    n, m = len(one), len(other)
    total = n + m
    u = sum(ranks[value] for value in one) - n * (n + 1) / 2
    spread = math.sqrt(n * m / 12 * (total + 1 - ties / (total * (total - 1))))
    return math.erfc(abs(u - n * m / 2) / spread / math.sqrt(2)) if spread else 1.0


def said(answer: Any) -> tuple[int, bytes]:  # Any: an answer of Django's test client
    """Status and body, without what differs from one request to the next."""
    return answer.status_code, _OWN.sub(b"", answer.content)


def kinds(cast: Any) -> Mapping[str, Mapping[str, Ask]]:  # Any: tests.cast, which needs Django to be set up
    """Requests that must be alike, by what is asked."""
    from django.test import Client

    from tests.security.credentials import ENDS, hand_out
    from tongxin.collab.people.models import FailedSignIn

    held = hand_out(cast, "timed")
    for end in ("token taken back", "feed taken back", "links taken back"):
        ENDS[end][0](held)
    south, seller = Client(), Client()
    south.force_login(cast.south)
    seller.force_login(cast.seller)

    def sign_in(mail: str) -> Ask:
        def ask() -> tuple[int, bytes]:
            return said(Client().post("/login/", {"email": f"{mail}@hengxin.example", "password": "wrong-password"}))

        return ask

    def look(client: Client, path: str, **headers: str) -> Ask:
        return lambda: said(client.get(path, headers=headers))

    def credential(name: str, instead: str) -> Mapping[str, Ask]:
        path, headers = held.knocks[name]
        known = headers.get("Authorization", "").removeprefix("Bearer ") or re.split(r"/|\.ics", path)[-2]
        others = {key: value.replace(known, instead[: len(known)]) for key, value in headers.items()}
        return {
            "taken back": look(Client(), path, **headers),
            "never was": look(Client(), path.replace(known, instead[: len(known)]), **others),
        }

    FailedSignIn.objects.all().delete()
    made_up = "tx_" + "Zk7" * 40
    secret = held.knocks["welcome"][0].split("/")[2]
    nobody = "x" * len(secret.split(":")[0]) + secret[len(secret.split(":")[0]) :]
    return {
        "sign-in": {"wrong": sign_in("boss"), "nobody": sign_in("none"), "has left": sign_in("left")},
        "invitation with a signature that is none": {
            "of somebody": look(Client(), f"/welcome/{secret[:-4]}zzzz/"),
            "of nobody": look(Client(), f"/welcome/{nobody[:-4]}zzzz/"),
        },
        "token": credential("token", made_up),
        "calendar": credential("feed", made_up),
        "quote": credential("quote", made_up),
        "record": {
            "of others": look(south, f"/customers/{held.party.pk}/"),
            "never was": look(south, "/customers/987654/"),
        },
    }


def measured(asks: Mapping[str, Ask], samples: int, chance: random.Random) -> dict[str, list[float]]:
    """Milliseconds of processor time by kind, in so many turns of all. Raises AssertionError where two answers read otherwise."""
    from tongxin.collab.people.models import FailedSignIn

    taken: dict[str, list[float]] = {name: [] for name in asks}
    for _turn in range(samples // len(asks)):
        told = set()
        for name in chance.sample(list(asks), len(asks)):
            begun = time.process_time()
            told.add(asks[name]())
            taken[name].append((time.process_time() - begun) * 1000)
            FailedSignIn.objects.all().delete()
        assert len(told) == 1, f"the answers read otherwise: {sorted(status for status, _body in told)}"
    return taken


def differing(taken: Mapping[str, Sequence[float]], title: str) -> list[str]:
    """Which two kinds can be told apart; says of each pair how it looks."""
    found = []
    for one, other in combinations(taken, 2):
        apart = abs(median(taken[one]) - median(taken[other]))
        chance = alike_by_chance(taken[one], taken[other])
        print(
            f"{title}: {one} / {other}: {median(taken[one]):.2f} ms, apart {apart:.3f} ms, p = {chance:.3f}", flush=True
        )
        if apart > LONGEST_MS or chance < LEAST_P:
            found.append(f"{title}: {one} / {other}")
    return found


def main(argv: list[str]) -> int:
    """Exit status 0 when nothing can be told apart."""
    parser = argparse.ArgumentParser(prog="bin/sec timing", description=__doc__)
    parser.add_argument("--samples", type=int, default=2_000, help="of each question, all kinds together")
    parser.add_argument("--only", default="", help="questions with these words")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="tongxin-timing-") as folder:
        os.environ["TONGXIN_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
        import django

        django.setup()
        from tests.cast import assemble
        from tongxin.project.prepare import prepare

        prepare()
        chance, apart = random.Random(asked.seed), list[str]()
        for title, asks in kinds(assemble()).items():
            if asked.only in title:
                measured(asks, 10 * len(asks), chance)  # what is made at the first asking
                found = differing(measured(asks, asked.samples, chance), title)
                apart += found and differing(measured(asks, asked.samples, chance), f"{title}, again")
    print("\n".join(apart) or "nothing can be told apart", file=sys.stderr if apart else sys.stdout)
    return 1 if apart else 0
