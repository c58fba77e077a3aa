#!/usr/bin/env bash
# Tells Spark which GPUs a machine has (spark.executor.resource.gpu.discoveryScript).
set -euo pipefail
addresses=$(nvidia-smi --query-gpu=index --format=csv,noheader | sed 's/.*/"&"/' | paste -sd, -)
printf '{"name": "gpu", "addresses": [%s]}\n' "$addresses"
