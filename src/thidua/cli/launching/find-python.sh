# Sourced by ./run and ./test: sets $python to a Python 3.11 or newer, or says what is missing and exits 2.
python=
for candidate in "${THIDUA_PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 -c 'import platform; print("có Python " + platform.python_version())' 2>/dev/null || echo "chưa có python3")
    echo "Cần Python 3.11 trở lên; máy này $found. Trên Debian 12 hoặc Ubuntu 22.04, hãy gõ: sudo apt install python3.11 python3.11-venv" >&2
    exit 2
fi
export PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
