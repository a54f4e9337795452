"""Eight threads count together in one row of a real file. Run as `python -m tongxin.base.sqlite.tests.writers FILE`; prints JSON."""

import json
import sys
import threading
import time

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

WRITERS, TIMES = 8, 150


def count_up(errors: list[str], waits: list[float]) -> None:
    for _ in range(TIMES):
        began = time.monotonic()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                (number,) = cursor.execute("SELECT n FROM counter").fetchone()
                cursor.execute("UPDATE counter SET n = %s", [number + 1])
        except Exception as error:
            errors.append(repr(error))
        waits.append(time.monotonic() - began)
    connection.close()


def main(file: str) -> dict:
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    settings.configure(DATABASES={"default": {"ENGINE": "tongxin.base.sqlite", "NAME": file, "OPTIONS": options}})
    apps.populate([])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE counter (n integer)")
        cursor.execute("INSERT INTO counter VALUES (0)")
    errors: list[str] = []
    waits: list[float] = []
    threads = [threading.Thread(target=count_up, args=(errors, waits)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connection.cursor() as cursor:
        (counted,) = cursor.execute("SELECT n FROM counter").fetchone()
    waits.sort()
    return {"counted": counted, "errors": errors, "p95": waits[len(waits) * 95 // 100], "worst": waits[-1]}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
