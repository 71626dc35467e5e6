# Bad input: each a message that names the thing, and the right exit status.
. "${top_srcdir:-.}/tests/cli/tap.sh"
mkdir -p "$XDG_CONFIG_HOME/pullquote/themes"
unset NO_COLOR
# check WHAT STATUS PATTERN COMMAND...: exit status and a pattern of standard error
check() {
    what=$1 status=$2 pattern=$3
    shift 3
    "$@" >"$dir/out" 2>"$dir/err" </dev/null
    got=$?
    [ $got -eq "$status" ] && grep -q -e "$pattern" "$dir/err"
    result $? "$what (status $got)"
}
printf '“We waited for hours,” Ada Brack, a teacher, said on Tuesday in the harbour.\n' >"$dir/good.txt"
printf 'A second story, told by nobody in particular, about boats.\n' >"$dir/other.txt"
: >"$dir/empty.txt"
head -c 3000 /dev/zero >"$dir/zero.bin"
printf '%%PDF-1.4\n%%\342\343\317\323\n1 0 obj\n' >"$dir/paper.pdf"
mkdir "$dir/folder"

check "missing file" 1 "nowhere.txt: No such file" "$pullquote" --dump "$dir/nowhere.txt"
check "folder" 1 "folder is a folder" "$pullquote" --dump "$dir/folder"
check "empty file" 1 "empty.txt is empty" "$pullquote" --dump "$dir/empty.txt"
check "binary" 1 "zero.bin" "$pullquote" --dump "$dir/zero.bin"
check "PDF names a converter" 1 "pdftotext" "$pullquote" --dump "$dir/paper.pdf"
check "0 bytes on standard input" 1 "empty" "$pullquote" --dump -
check "endless input" 1 "/dev/zero is larger than" "$pullquote" --dump /dev/zero
check "empty file name" 2 "empty file name" "$pullquote" --dump ""
check "standard input twice" 2 "only once" "$pullquote" --dump - -
check "unknown option" 2 "there is no option --wibble" "$pullquote" --wibble
check "unknown letter" 2 "there is no option -W" "$pullquote" -W
check "an option lacks its argument" 2 "--export needs an argument" "$pullquote" --export
check "an option takes no argument" 2 "--dump=x takes no argument" "$pullquote" --dump=x
check "unknown format lists what there is" 2 'no export format "odt".*jsonl' "$pullquote" --export odt "$dir/good.txt"
check "several articles in one JSON" 2 "jsonl" "$pullquote" --export json "$dir/good.txt" "$dir/other.txt"
check "bad pattern" 2 "missing closing parenthesis" "$pullquote" '+/(a' "$dir/good.txt"
check "bad place" 2 "no place to start" "$pullquote" +twelve "$dir/good.txt"
check "bad width" 2 "from 20 to 400" "$pullquote" --dump --width 7 "$dir/good.txt"
check "bad jobs" 2 "from 1 to 64" "$pullquote" --dump --jobs none "$dir/good.txt"
check "bad color" 2 "auto, always or never" "$pullquote" --color maybe --dump "$dir/good.txt"
check "unknown setting" 2 "wdith" "$pullquote" --list-options --set wdith=70
check "unknown theme" 2 "no theme nosuch" "$pullquote" --list-options --theme nosuch
check "unknown shell" 2 "bash, zsh or fish" "$pullquote" --completion tcsh
check "output without a format" 2 "needs --export" "$pullquote" -o "$dir/out.odt" "$dir/good.txt"
check "output into no folder" 1 "no/such/out.json" "$pullquote" --export json -o "$dir/no/such/out.json" "$dir/good.txt"
check "a usage error points to the help" 2 "pullquote --help" "$pullquote" --wibble

printf 'bind j line-dwon\n' >"$XDG_CONFIG_HOME/pullquote/keys"
check "bad key file: file and line" 1 "pullquote/keys:1:.*line-d" "$pullquote" --list-keys
grep -q "line-down" "$dir/out"
result $? "the other keys are listed all the same"
rm "$XDG_CONFIG_HOME/pullquote/keys"
printf 'set width 70\nset nonsense 3\n' >"$XDG_CONFIG_HOME/pullquote/rc"
check "bad rc file: file and line" 1 "pullquote/rc:2:.*nonsense" "$pullquote" --list-options
grep -q "width=70" "$dir/out"
result $? "the lines before the fault count"
rm "$XDG_CONFIG_HOME/pullquote/rc"
printf 'text fg=nocolour\n' >"$XDG_CONFIG_HOME/pullquote/themes/broken"
check "bad theme: file and line" 2 "themes/broken:1:" "$pullquote" --list-options --theme broken

if [ "$(id -u)" -eq 0 ]; then
    n=$((n + 1))
    echo "ok $n - unreadable file # SKIP the superuser reads everything"
else
    cp "$dir/good.txt" "$dir/secret.txt"
    chmod 0 "$dir/secret.txt"
    check "unreadable file" 1 "secret.txt: Permission denied" "$pullquote" --dump "$dir/secret.txt"
fi

# What kept the annotations from being all they could be: once a run, whatever number of articles.
data=${PULLQUOTE_DATA:-${top_srcdir:-.}/data}
mkdir -p "$dir/data/en"
cp -R "$data/en/words" "$dir/data/en/words"
check "a missing model is told" 0 "model of attributions is missing" \
    env PULLQUOTE_DATA="$dir/data" "$pullquote" --dump "$dir/good.txt" "$dir/other.txt"
[ "$(grep -c missing "$dir/err")" -eq 1 ]
result $? "once for all articles"
env PULLQUOTE_DATA="$dir/data" "$pullquote" --engine rules --dump "$dir/good.txt" >"$dir/out" 2>"$dir/err"
[ $? -eq 0 ] && [ ! -s "$dir/err" ]
result $? "rules that were asked for miss nothing"

# Standard output that cannot be written.
"$pullquote" --dump "$dir/good.txt" >&- 2>"$dir/err"
[ $? -eq 1 ] && grep -q "cannot write standard output" "$dir/err"
result $? "standard output is closed"
if [ -c /dev/full ]; then
    "$pullquote" --export json "$dir/good.txt" >/dev/full 2>"$dir/err"
    [ $? -eq 1 ] && grep -q "No space left" "$dir/err"
    result $? "standard output is full"
    "$pullquote" --help >/dev/full 2>"$dir/err"
    [ $? -eq 1 ] && grep -q "No space left" "$dir/err"
    result $? "help on a full standard output"
fi
"$pullquote" --dump - <&- >"$dir/out" 2>"$dir/err"
[ $? -eq 1 ] && grep -q "cannot read standard input" "$dir/err"
result $? "standard input is closed"

# A worker that is killed while it reads.
mkfifo "$dir/pipe"
"$pullquote" --dump "$dir/pipe" >"$dir/out" 2>"$dir/err" &
parent=$!
child=
while [ -z "$child" ] && kill -0 "$parent" 2>/dev/null; do
    child=$(cat "/proc/$parent/task/$parent/children" 2>/dev/null | tr -d ' ')
done
kill -SEGV "$child"
wait "$parent"
[ $? -eq 1 ] && grep -q "the worker died (SIGSEGV)" "$dir/err"
result $? "a worker that dies"
echo 1..$n
