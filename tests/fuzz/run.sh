#!/bin/sh
# usage: run.sh RESULTS SECONDS FUZZER      one target over its seeds; what it finds, its corpus and its log go to RESULTS
name=${3##*/}
here=$(cd "$(dirname "$0")" && pwd) || exit 1
seeds=$here/$name-seeds
[ -d "$seeds" ] || seeds=$here/../export/golden
mkdir -p "$1/corpus/$name"
"$3" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$1/" "$1/corpus/$name" "$seeds" >"$1/$name.log" 2>&1
status=$?
echo "$name: $(tail -1 "$1/$name.log")"
[ "$status" = 0 ] || tail -40 "$1/$name.log"
exit "$status"
