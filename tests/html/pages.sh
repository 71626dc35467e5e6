#!/bin/sh
# The article on saved pages: body F1 against the benchmark beside the repository, where it is there.
shared=${top_srcdir:-.}/../shared
echo 1..1
if [ ! -d "$shared/eval/pages" ] || ! command -v python3 >/dev/null 2>&1; then
	echo "ok 1 # SKIP no page benchmark beside the sources"
	exit 0
fi
bar=0.968
result=$(python3 "$shared/eval/score.py" pages "$shared/eval/pages" --json --tool "${top_builddir:-.}/pullquote --export jsonl") || {
	echo "not ok 1 - the scorer failed"
	exit 1
}
f1=$(printf '%s' "$result" | python3 -c 'import json, sys; print("%.3f" % json.load(sys.stdin)["body"]["F1"])')
if awk "BEGIN { exit !($f1 >= $bar) }"; then echo "ok 1 - body F1 $f1, at least $bar"; else echo "not ok 1 - body F1 $f1, under $bar"; fi
