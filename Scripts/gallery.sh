#!/bin/sh
# Runs every example of the gallery in its short form; pictures go into the folder that is given.
set -eu
folder=${1:?usage: gallery.sh FOLDER}
mkdir -p "$folder"

products="kernex toylib treex pytreeclass equinox convnet transformer"
for product in $products; do
    swift build --product "$product"
done
programs=$(swift build --show-bin-path)

run() {
    echo "== $*"
    program="$programs/$1"
    shift
    "$program" "$@"
}

# One line per example: its product, then its short form.
run kernex --steps 500 --folder "$folder"
run toylib --steps 100 --folder "$folder"
run treex mlp --steps 200 --folder "$folder"
run treex linear --steps 200 --folder "$folder"
run treex batchnorm --steps 200 --folder "$folder"
run treex transfer --steps 200 --folder "$folder"
run pytreeclass mlp --thousands 1 --folder "$folder"
run pytreeclass surgery
run pytreeclass state --epochs 1000
run pytreeclass autoencoder --epochs 1 --folder "$folder"
run pytreeclass pinn --steps 200 --folder "$folder"
run equinox build-model
run equinox train-mlp --steps 101 --folder "$folder"
run equinox frozen-layer --steps 101 --folder "$folder"
run equinox train-rnn --steps 200 --folder "$folder"
run convnet --epochs 1 --folder "$folder"
run transformer train --steps 10 --batch 16 --count 40 --folder "$folder" \
    --save "$folder/transformer.safetensors"
run transformer write "$folder/transformer.safetensors" --count 40
