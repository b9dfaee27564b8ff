#!/bin/sh
# Runs every example of the gallery in its short form; pictures go into the folder that is given.
set -eu
folder=${1:?usage: gallery.sh FOLDER}
mkdir -p "$folder"

run() {
    echo "== $*"
    swift build --product "$1"
    program="$(swift build --show-bin-path)/$1"
    shift
    "$program" "$@" --folder "$folder"
}

# One line per example: its product, then its short form.
run kernex --steps 500
run toylib --steps 100
run treex mlp --steps 200
run treex linear --steps 200
run treex batchnorm --steps 200
run treex transfer --steps 200
run convnet --epochs 1
