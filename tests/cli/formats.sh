# Formats beside a page of HTML, told by content whatever they are called, whole and broken.
pullquote=${top_builddir:-.}/pullquote
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
XDG_CONFIG_HOME=$dir/config
export XDG_CONFIG_HOME
n=0
result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else
        echo "not ok $n - $2"
        sed 's/^/# /' "$dir/out" "$dir/err"
    fi
}
run() { "$pullquote" "$@" >"$dir/out" 2>"$dir/err" </dev/null; }
# shows WHAT STATUS PATTERN FILE...: the dump's exit status and a pattern of it
shows() {
    what=$1 status=$2 pattern=$3
    shift 3
    run --dump "$@"
    [ $? -eq "$status" ] && grep -q -e "$pattern" "$dir/out"
    result $? "$what"
}
complains() {
    what=$1 status=$2 pattern=$3
    shift 3
    run "$@"
    [ $? -eq "$status" ] && grep -q -e "$pattern" "$dir/err"
    result $? "$what"
}
cat >"$dir/feed" <<'END'
<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>
<item><title>Crane &lt;b&gt;failing&lt;/b&gt;</title><link>https://example.org/crane</link>
<description>“It was failing,” Ada Brack said on Tuesday.</description></item>
<item><title>AT&T cable cut</title><description>Nobody spoke of it&nbsp;then.</description></item>
</channel></rss>
END
cat >"$dir/lines" <<'END'
{"id":"one","text":"“We waited for hours,” Ada Brack, a teacher, said on Tuesday in the harbour."}
{"id":"two","html":
{"id":"three","html":"<p>“The boats were late,” Bo Rask, the mate of the ferry, said on Monday in Holm.</p>"}
END
printf -- '---\ntitle: Crane was failing\nauthor: Ada Lind\n---\nThe *crane* was failing, [Bo Rask](https://example.org) said.\n' >"$dir/notes"
for f in feed lines notes; do gzip -c "$dir/$f" >"$dir/$f.packed"; done
gzip -c "$dir/feed.packed" >"$dir/twice"
gzip -c "$dir/twice" >"$dir/thrice"

shows "a feed gives its articles" 0 "Crane failing" "$dir/feed"
grep -q "AT&T cable cut" "$dir/out" && grep -q "only a summary" "$dir/out"
result $? "the second one too, and that they are summaries"
run --export jsonl "$dir/feed" && [ "$(wc -l <"$dir/out")" -eq 2 ] && grep -q '"url":"https://example.org/crane"' "$dir/out"
result $? "one record an entry"
complains "a format that takes one article says so" 2 "2 articles.*jsonl" --export json "$dir/feed"
head -c 330 "$dir/feed" >"$dir/half"
shows "half a feed" 0 "cut short" "$dir/half"
shows "a packed feed" 0 "AT&T cable cut" "$dir/feed.packed"
shows "packed twice" 0 "AT&T cable cut" "$dir/twice"
complains "packed three times" 1 "more than 2 times" --dump "$dir/thrice"
head -c 120 "$dir/feed.packed" >"$dir/cut"
shows "a packed feed cut short" 0 "packed file is cut short" "$dir/cut"
head -c 12 "$dir/feed.packed" >"$dir/stump"
complains "of which nothing can be read" 1 "nothing of it can be read" --dump "$dir/stump"
"$pullquote" --dump - <"$dir/feed.packed" >"$dir/out" 2>"$dir/err" && grep -q "AT&T" "$dir/out"
result $? "packed on standard input"

run --export jsonl "$dir/lines"
[ $? -eq 1 ] && grep -q "lines: line 2: " "$dir/err" && [ "$(wc -l <"$dir/out")" -eq 3 ]
result $? "a line that is no JSON is told with its number, the others go on"
grep -q '"source":"three"' "$dir/out" && grep -q '"source":"one"' "$dir/out"
result $? "lines are called by their id"
shows "packed lines" 1 "boats were late" "$dir/lines.packed"
printf '{"text":"a\\u0000b \000 Ada Brack said it was late."}\n' >"$dir/nul"
shows "NUL bytes" 0 "Ada Brack said" "$dir/nul"
awk 'BEGIN { printf "{\"id\":1,\"text\":\""; for (i = 0; i < 200000; i++) printf "Ada Brack said that it was late.\\n\\n"; print "\"}"
             print "{\"id\":2,\"text\":\"A short one.\"}" }' >"$dir/long"
shows "a line of 7 MB" 0 "A short one" --engine rules "$dir/long"

shows "Markdown" 0 "The crane was failing, Bo Rask said" "$dir/notes"
grep -q "By Ada Lind" "$dir/out"
result $? "and its front matter"
shows "packed Markdown" 0 "The crane was failing, Bo Rask said" "$dir/notes.packed"
run --in-process --export jsonl "$dir/feed.packed" "$dir/lines"
[ $? -eq 1 ] && [ "$(wc -l <"$dir/out")" -eq 5 ]
result $? "the same without workers"
echo 1..$n
