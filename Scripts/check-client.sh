#!/usr/bin/env bash
# Builds a package that depends on this one, and trains its model: check-client.sh [debug] [release]
#
# In release mode swift-syntax is compiled with all optimisations, too, which takes most of the time.
set -euo pipefail
cd "$(dirname "$0")/../Tests/Client"

# The compiler of Swift 6.3 ends its talk with a macro by an empty message, about which swift-syntax 602 complains:
# "Internal Error … Corrupted JSON". Nothing is wrong.
options=(--scratch-path ../../.build-client --disable-index-store)
for configuration in "${@:-debug}"; do
    swift build "${options[@]}" --configuration "$configuration"
    "$(swift build "${options[@]}" --configuration "$configuration" --show-bin-path)/Client"
done
# The library's macros are compiled with the client's swift-syntax.
swift package --scratch-path ../../.build-client show-dependencies | grep -F "swift-syntax@602."
