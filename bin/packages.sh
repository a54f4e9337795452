# Debian packages which the browser tests need: a browser, what its driver is linked with, and a Chinese face. Run by bin/test.
set -euo pipefail
if ! command -v chromium >/dev/null || ! ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || [ -z "$(fc-list 2>/dev/null | grep -i "noto.*cjk")" ]; then
  SUDO=""
  [ "$(id -u)" = 0 ] || SUDO="sudo"
  $SUDO apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -qq --no-install-recommends chromium libatomic1 fonts-noto-cjk fontconfig >/dev/null
fi
