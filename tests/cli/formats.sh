# Formats beside a page of HTML, told by content whatever they are called, whole and broken.
. "${top_srcdir:-.}/tests/cli/tap.sh"
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

# Mails: one, several in a file, HTML alone.
printf 'Received: x\nFrom: Jane Roe <j@example.org>\nSubject: The quay\n\nIt was late.\n\nOn 3 March 2026, Ada Brack wrote:\n> We waited for hours.\n' >"$dir/mail"
shows "a mail" 0 "The quay" "$dir/mail"
run --export json "$dir/mail" && grep -q '"name": "Ada Brack"' "$dir/out"
result $? "who wrote what it quotes"
{
    printf 'From j@example.org Tue May  5 10:14:00 2026\n' && cat "$dir/mail"
    printf '\nFrom b@example.org Tue May  5 11:14:00 2026\nFrom: Bo Rask\nTo: Jane Roe\nCc: The desk\nSubject: Again\nContent-Type: text/html\n\n<p>It was <b>late</b>.\n'
    printf '\nFrom b@example.org Tue May  5 12:14:00 2026\nFrom: Bo Rask\nSubject: A picture\nContent-Type: image/png\n\nxx\n'
} >"$dir/box"
shows "a file of several mails" 1 "Again" "$dir/box"
grep -q "To: Jane Roe" "$dir/out" && grep -q "Cc: The desk" "$dir/out" && grep -q "It was late" "$dir/out"
result $? "whom one that is HTML went to"
complains "one without text is told" 1 "box#3 is a mail without text; it holds image/png" --export jsonl "$dir/box"
[ "$(wc -l <"$dir/out")" -eq 3 ]
result $? "a record a mail"

# What cannot be read, among what can: the others go on.
printf '“We waited for hours,” Ada Brack, a teacher, said on Tuesday in the harbour.\n' >"$dir/good"
printf '<!DOCTYPE html><html><body><article><h1>Late</h1><p>Ada Brack said that it was late, and that nobody in the harbour' >"$dir/halfpage"
shows "half a page" 0 "The page is cut short" "$dir/halfpage"
printf 'Late\n\nIt was \000late, Ada Brack said.\n' >"$dir/zeros"
shows "a short text with a zero byte" 0 "Ada Brack said" "$dir/zeros"
: >"$dir/nothing"
printf '%%PDF-1.4\n' >"$dir/pdf"
printf 'SQLite format 3\000\001\002' >"$dir/sqlite"
printf '\177ELF\002\001\001\000' >"$dir/elf"
printf '\377\330\377\340\000\020JFIF' >"$dir/jpeg"
printf 'PK\003\004\024\000\000\000\000\000word/document.xml' >"$dir/docx"
printf '<rss><channel><title>T</title></channel></rss>' >"$dir/nofeed"
printf 'rubbish' >"$dir/behind" && gzip -c "$dir/good" | cat - "$dir/behind" >"$dir/trailing"
gzip -c "$dir/good" >"$dir/members" && gzip -c "$dir/good" >>"$dir/members"
shows "members one behind the other" 0 "Ada Brack" "$dir/members"
shows "what stands behind a packed file" 0 "damaged after" "$dir/trailing"
mkdir "$dir/folder"
for how in "" --in-process; do
    run $how --export jsonl "$dir/good" "$dir/nothing" "$dir/pdf" "$dir/sqlite" "$dir/elf" "$dir/jpeg" "$dir/docx" "$dir/nofeed" "$dir/folder" \
        "$dir/none" "$dir/stump" /dev/zero "$dir/feed" "$dir/good"
    [ $? -eq 1 ] && [ "$(wc -l <"$dir/out")" -eq 15 ] && [ "$(grep -c '"error":' "$dir/out")" -eq 11 ]
    result $? "fourteen inputs, eleven of them bad $how"
    sed -n '1p;15p' "$dir/out" | grep -c "We waited" | grep -q 2 && [ "$(wc -l <"$dir/err")" -eq 11 ]
    result $? "in order, each bad one told $how"
done
for words in "nothing is empty" "a PDF file" "a SQLite database" "a program (ELF)" "an image (JPEG)" "a Word file" "a feed without an entry" "is a folder" \
    "No such file" "nothing of it can be read" "/dev/zero is larger than"; do
    grep -q "$words" "$dir/err"
    result $? "what it is: $words"
done
run --in-process --export jsonl "$dir/feed.packed" "$dir/lines"
[ $? -eq 1 ] && [ "$(wc -l <"$dir/out")" -eq 5 ]
result $? "the same without workers"
echo 1..$n
