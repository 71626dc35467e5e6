# The command line at work: exports in order, output files, what is made from the table of options.
. "${top_srcdir:-.}/tests/cli/tap.sh"
printf '“We waited for hours,” Ada Brack, a teacher, said on Tuesday in the harbour.\n' >"$dir/a.txt"
printf 'A second story, told by nobody in particular, about boats.\n' >"$dir/b.txt"

"$pullquote" --export jsonl "$dir/a.txt" "$dir/none.txt" "$dir/b.txt" >"$dir/out" 2>"$dir/err"
result $(($? != 1)) "a file that cannot be read makes the status 1"
[ "$(wc -l <"$dir/out")" -eq 3 ] && sed -n 1p "$dir/out" | grep -q 'a\.txt' && sed -n 2p "$dir/out" | grep -q '"error":"cannot open' &&
    sed -n 3p "$dir/out" | grep -q 'b\.txt'
result $? "a line an article, in the order of the arguments, an error line among them"

"$pullquote" --export jsonl --jobs 3 "$dir/a.txt" "$dir/b.txt" >"$dir/children"
"$pullquote" --export jsonl --in-process "$dir/a.txt" "$dir/b.txt" >"$dir/process"
cmp -s "$dir/children" "$dir/process"
result $? "workers and one process say the same"
"$pullquote" --export jsonl --no-sandbox "$dir/a.txt" "$dir/b.txt" | cmp -s - "$dir/process"
result $? "without a sandbox too"

"$pullquote" --export json "$dir/a.txt" >"$dir/file.json"
"$pullquote" --export json - <"$dir/a.txt" | sed 's/"source": "-"/"source": "X"/' >"$dir/stdin.json"
sed "s|\"source\": \"$dir/a.txt\"|\"source\": \"X\"|" "$dir/file.json" | cmp -s - "$dir/stdin.json"
result $? "standard input reads as the file does"

echo old >"$dir/out.json"
"$pullquote" -o "$dir/out.json" "$dir/a.txt" && cmp -s "$dir/out.json" "$dir/file.json"
result $? "the extension of --output names the format"
echo old >"$dir/kept.json"
"$pullquote" --export json -o "$dir/kept.json" "$dir/none.txt" 2>/dev/null
[ $? -eq 1 ] && [ "$(cat "$dir/kept.json")" = old ]
result $? "a failed export leaves the old file"

"$pullquote" "$dir/a.txt" </dev/null >"$dir/out" && grep -q "Ada Brack" "$dir/out" && ! grep -q "$(printf '\033')" "$dir/out"
result $? "no terminal on standard output: a plain dump"
"$pullquote" </dev/null >"$dir/out" 2>"$dir/err" && [ -s "$dir/out" ] && [ "$(wc -l <"$dir/err")" -eq 3 ]
result $? "no argument: the sample and a hint of three lines"
cp "$dir/a.txt" "$dir/+2"
(cd "$dir" && case $pullquote in /*) ;; *) pullquote=$OLDPWD/$pullquote ;; esac && "$pullquote" --dump -- +2) | grep -q "Ada Brack"
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
    "$pullquote" --completion bash >"$dir/completion.bash"
    [ "$(bash -c ". '$dir/completion.bash'; COMP_WORDS=(pullquote --exp); COMP_CWORD=1; _pullquote; echo \"\${COMPREPLY[*]}\"")" = --export ]
    result $? "the bash completion completes"
fi
"$pullquote" --list-formats | grep -q "^jsonl"
result $? "formats are listed"
for list in keys actions options themes; do
    "$pullquote" --list-$list >"$dir/out" && [ -s "$dir/out" ]
    result $? "$list are listed"
done
echo 1..$n
