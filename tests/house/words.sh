# What no file of the tree may hold: marks of unfinished work, of a merge, paths of one machine.
root=${top_srcdir:-.}
cd "$root" || exit 99
list() {
    if [ -e .git ] && command -v git >/dev/null 2>&1 && git ls-files >/dev/null 2>&1; then
        git ls-files
    else
        find src include tests tools doc data themes README.md CHANGELOG.md CONTRIBUTING.md configure.ac Makefile.am quickstart -type f
    fi | grep -v '^tests/house/words\.sh$' | while read -r f; do [ -f "$f" ] && echo "$f"; done
}
n=0
forbid() {
    n=$((n + 1))
    found=$(list | tr '\n' '\0' | xargs -0 grep -nIE "$1" -- | cut -c 1-160)
    if [ -z "$found" ]; then echo "ok $n - $2"; else
        echo "not ok $n - $2"
        echo "$found" | sed 's/^/# /'
    fi
}
echo 1..3
forbid '\b(TODO|FIXME|XXX|HACK)\b' "no mark of unfinished work"
forbid '(^|[^.[:alnum:]_/-])/(work|root|home/[a-z]+)/' "no path of one machine"
forbid '^(<<<<<<<|>>>>>>>)' "no mark of a merge"
