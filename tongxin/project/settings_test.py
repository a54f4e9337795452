"""Settings of the tests: the real ones, with a cheap password hash and a throw-away data folder."""

import os
import tempfile

os.environ.setdefault("TONGXIN_DATA", tempfile.mkdtemp(prefix="tongxin-test-"))

from tongxin.project.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
REQUESTS_PER_MINUTE = (0, 0)  # tests press as fast as they can
if DATABASES["default"]["ENGINE"] == "tongxin.base.sqlite":  # noqa: F405  # from the real settings
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405  # as above
