"""While the program starts nobody looks for garbage; afterwards it is collected as ever."""

import gc

from django.apps import apps


def test_garbage_is_collected_after_the_start():
    assert apps.ready
    assert gc.isenabled()
