# Shared by the commands in this folder: a virtual environment from a hash-locked list, made once and kept until the list changes.
# Sourced, not run. Sets PYTHON.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
VENV="${TONGXIN_VENV:-$ROOT/.venv}"

find_python() {
  for name in python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  echo "Tongxin needs Python 3.11 or newer with venv." >&2
  exit 1
}

install_from() {
  local list="$1" stamp
  stamp="$VENV/.installed-$(basename "$list")"
  if [ ! -x "$VENV/bin/pip" ]; then
    local python
    python="$(find_python)"
    # Without the system's venv package Python leaves half an environment behind, which would pass for a whole one next time.
    "$python" -m venv "$VENV" || { rm -rf "$VENV"; echo "Tongxin needs Python's venv: on Debian and Ubuntu, apt install python3-venv." >&2; exit 1; }
  fi
  if ! cmp -s "$list" "$stamp"; then
    "$VENV/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r "$list"
    cp "$list" "$stamp"
  fi
  PYTHON="$VENV/bin/python"
  export PYTHONPATH="$ROOT"
}
