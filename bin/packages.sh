# Debian packages which the tests need: a browser, what its driver is linked with, a Chinese face, and what PDFs are made with. Run by bin/test.
# The browser without windows takes a quarter less of the processor than the one with them, which does where it can't be had.
set -euo pipefail
MISSING=()
command -v chromium-headless-shell >/dev/null || MISSING+=(chromium-headless-shell)
ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || MISSING+=(libatomic1)
ls /usr/lib/*/libpangoft2-1.0.so.0 /usr/lib/*/libharfbuzz-subset.so.0 >/dev/null 2>&1 || MISSING+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
[ -n "$(fc-list 2>/dev/null | grep -i "noto.*cjk")" ] || MISSING+=(fonts-noto-cjk fontconfig)
[ ${#MISSING[@]} -gt 0 ] || exit 0
SUDO=""
[ "$(id -u)" = 0 ] || SUDO="sudo"
install() { DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
$SUDO apt-get update -qq || true
install "${MISSING[@]}" && exit 0
[ "${MISSING[0]}" = chromium-headless-shell ] || exit 1
MISSING=("${MISSING[@]:1}")
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || MISSING+=(chromium)
[ ${#MISSING[@]} -eq 0 ] || install "${MISSING[@]}"
