# What the shell tests of the command line begin with: the program, a folder of their own that is gone at the end, and TAP.
pullquote=${top_builddir:-.}/pullquote
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
XDG_CONFIG_HOME=$dir/config
export XDG_CONFIG_HOME
n=0
# result STATUS WHAT: one test; a bad one shows what was written last
result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else
        echo "not ok $n - $2"
        for shown in "$dir/out" "$dir/err"; do [ ! -f "$shown" ] || head -c 4000 "$shown" | sed 's/^/# /'; done
    fi
}
