# Debian packages which the tests need: a browser, what its driver is linked with, a Chinese face, and what PDFs are made with. Run by bin/test.
set -euo pipefail
if ! command -v chromium >/dev/null || ! ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || ! ls /usr/lib/*/libpangoft2-1.0.so.0 /usr/lib/*/libharfbuzz-subset.so.0 >/dev/null 2>&1 || [ -z "$(fc-list 2>/dev/null | grep -i "noto.*cjk")" ]; then
  SUDO=""
  [ "$(id -u)" = 0 ] || SUDO="sudo"
  $SUDO apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -qq --no-install-recommends chromium libatomic1 fonts-noto-cjk fontconfig libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null
fi
