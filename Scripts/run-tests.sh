#!/usr/bin/env bash
# `swift test`, without a line for every test that starts or passes, and with what failed once more at the end.
set -uo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT

swift test "$@" 2>&1 | tee "$log" | grep --line-buffered -vE '^(◇|✔ (Suite |Test ("|[^ ]*\()))'
status=${PIPESTATUS[0]}
if [ "$status" -ne 0 ]; then
    printf '\nWhat failed:\n'
    grep -A1 '^✘' "$log" | grep -v '^--' | head -200
fi
exit "$status"
