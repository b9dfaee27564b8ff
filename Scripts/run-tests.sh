#!/usr/bin/env bash
# `swift test`, without a line for every test that starts or passes, and with what failed and what was skipped once more
# at the end.
#
# Where ESPALIER_MAY_SKIP is set, a test that is skipped is a failure, unless that list, separated by commas, names what
# the test needs: browser, gnuplot, headers, interchange, lapack, plugins. An empty list allows nothing.
set -uo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT

swift test "$@" 2>&1 | tee "$log" | grep --line-buffered -vE '^(◇|✔ (Suite |Test ("|[^ ]*\()))'
status=${PIPESTATUS[0]}
if [ "$status" -ne 0 ]; then
    printf '\nWhat failed:\n'
    grep -A1 '^✘' "$log" | grep -v '^--' | head -200
fi

# Each line is the name of a test, a tab, and the reason.
skipped=$(sed -nE 's/^➜ Test (.*) skipped(: "(.*)")?\.?$/\1\t\3/p' "$log")
if [ -n "$skipped" ]; then
    printf '\nSkipped, %d tests:\n' "$(wc -l <<<"$skipped")"
    sed 's/^/  /; s/\t/: /' <<<"$skipped"
    if [ -n "${ESPALIER_MAY_SKIP+set}" ]; then
        unmeant=$(grep -vE $'\t'"needs (${ESPALIER_MAY_SKIP//,/|})$" <<<"$skipped")
        if [ -n "$unmeant" ]; then
            printf '%d of them must not be skipped: ESPALIER_MAY_SKIP is "%s"\n' \
                "$(wc -l <<<"$unmeant")" "$ESPALIER_MAY_SKIP"
            [ "$status" -ne 0 ] || status=1
        fi
    fi
fi
exit "$status"
