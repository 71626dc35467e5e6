# The command line at work: exports in order, output files, what is made from the table of options.
pullquote=${top_builddir:-.}/pullquote
fixtures=$(mktemp -d) || exit 99
trap 'rm -rf "$fixtures"' EXIT
XDG_CONFIG_HOME=$fixtures/config
export XDG_CONFIG_HOME
n=0
result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
printf '“We waited for hours,” Ada Brack, a teacher, said on Tuesday in the harbour.\n' >"$fixtures/a.txt"
printf 'A second story, told by nobody in particular, about boats.\n' >"$fixtures/b.txt"

"$pullquote" --export jsonl "$fixtures/a.txt" "$fixtures/none.txt" "$fixtures/b.txt" >"$fixtures/out" 2>"$fixtures/err"
result $(($? != 1)) "a file that cannot be read makes the status 1"
[ "$(wc -l <"$fixtures/out")" -eq 3 ] && sed -n 1p "$fixtures/out" | grep -q 'a\.txt' && sed -n 2p "$fixtures/out" | grep -q '"error":"cannot open' &&
    sed -n 3p "$fixtures/out" | grep -q 'b\.txt'
result $? "a line an article, in the order of the arguments, an error line among them"

"$pullquote" --export jsonl --jobs 3 "$fixtures/a.txt" "$fixtures/b.txt" >"$fixtures/children"
"$pullquote" --export jsonl --in-process "$fixtures/a.txt" "$fixtures/b.txt" >"$fixtures/process"
cmp -s "$fixtures/children" "$fixtures/process"
result $? "workers and one process say the same"
"$pullquote" --export jsonl --no-sandbox "$fixtures/a.txt" "$fixtures/b.txt" | cmp -s - "$fixtures/process"
result $? "without a sandbox too"

"$pullquote" --export json "$fixtures/a.txt" >"$fixtures/file.json"
"$pullquote" --export json - <"$fixtures/a.txt" | sed 's/"source": "-"/"source": "X"/' >"$fixtures/stdin.json"
sed "s|\"source\": \"$fixtures/a.txt\"|\"source\": \"X\"|" "$fixtures/file.json" | cmp -s - "$fixtures/stdin.json"
result $? "standard input reads as the file does"

echo old >"$fixtures/out.json"
"$pullquote" -o "$fixtures/out.json" "$fixtures/a.txt" && cmp -s "$fixtures/out.json" "$fixtures/file.json"
result $? "the extension of --output names the format"
echo old >"$fixtures/kept.json"
"$pullquote" --export json -o "$fixtures/kept.json" "$fixtures/none.txt" 2>/dev/null
[ $? -eq 1 ] && [ "$(cat "$fixtures/kept.json")" = old ]
result $? "a failed export leaves the old file"

"$pullquote" "$fixtures/a.txt" </dev/null >"$fixtures/out" && grep -q "Ada Brack" "$fixtures/out" && ! grep -q "$(printf '\033')" "$fixtures/out"
result $? "no terminal on standard output: a plain dump"
"$pullquote" </dev/null >"$fixtures/out" 2>"$fixtures/err" && [ -s "$fixtures/out" ] && [ "$(wc -l <"$fixtures/err")" -eq 3 ]
result $? "no argument: the sample and a hint of three lines"
cp "$fixtures/a.txt" "$fixtures/+2"
(cd "$fixtures" && case $pullquote in /*) ;; *) pullquote=$OLDPWD/$pullquote ;; esac && "$pullquote" --dump -- +2) | grep -q "Ada Brack"
result $? "behind -- even +2 is a file"
"$pullquote" -h | grep -q -- "--export FORMAT"
result $? "help"
"$pullquote" -V | grep -q "^pullquote [0-9]"
result $? "version"
"$pullquote" --version --verbose | grep -q "^libraries: .*libxml2"
result $? "version, with the libraries"
"$pullquote" --version --verbose | grep -q "^sandbox: limits, .*no_new_privs, .*Landlock, .*seccomp$"
result $? "version, with the walls"

# The texts made from the table agree with each other.
missing=
for o in $("$pullquote" --help | sed -n 's/^ .*--\([a-z-]*\).*  .*/\1/p'); do
    for shell in bash zsh fish; do
        "$pullquote" --completion $shell | grep -q -e "$o" || missing="$missing $shell:$o"
    done
    "$pullquote" --help-man | sed 's/\\//g' | grep -q -e "fB--${o}fR" || missing="$missing man:$o"
done
[ -z "$missing" ]
result $? "every option is in the completions and the manual's text$missing"
if command -v bash >/dev/null 2>&1; then
    "$pullquote" --completion bash >"$fixtures/completion.bash"
    [ "$(bash -c ". '$fixtures/completion.bash'; COMP_WORDS=(pullquote --exp); COMP_CWORD=1; _pullquote; echo \"\${COMPREPLY[*]}\"")" = --export ]
    result $? "the bash completion completes"
fi
"$pullquote" --list-formats | grep -q "^jsonl"
result $? "formats are listed"
for list in keys actions options themes; do
    "$pullquote" --list-$list >"$fixtures/out" && [ -s "$fixtures/out" ]
    result $? "$list are listed"
done
echo 1..$n
