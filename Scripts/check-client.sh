#!/usr/bin/env bash
# Builds a package that depends on this one, in debug and release mode, and trains its model.
set -euo pipefail
cd "$(dirname "$0")/../Tests/Client"

package=(--scratch-path ../../.build-client)
for configuration in debug release; do
    swift build "${package[@]}" --configuration "$configuration"
    "$(swift build "${package[@]}" --configuration "$configuration" --show-bin-path)/Client"
done
# The library's macros are compiled with the client's swift-syntax.
swift package "${package[@]}" show-dependencies | grep -F "swift-syntax@602."
