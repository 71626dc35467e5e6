# libpullquote exports pq_ and nothing else, and all that its header declares.
root=${top_srcdir:-.} build=${top_builddir:-.}
library=$build/.libs/libpullquote.so
if ! [ -e "$library" ]; then
    echo "1..0 # SKIP no shared library was built"
    exit 0
fi
# Names with two underscores belong to the compiler (sanitizers, coverage).
exported=$(nm -D --defined-only "$library" | sed -n 's/^.* [A-Za-z] \([^@]*\).*/\1/p' | grep -v '^__')
strangers=$(echo "$exported" | grep -v '^pq_')
echo 1..2
if [ -z "$strangers" ]; then echo "ok 1 - only pq_ is exported"; else
    echo "not ok 1 - only pq_ is exported"
    echo "$strangers" | sed 's/^/# /'
fi
missing=
for name in $(sed -n '/^PQ_API/s/.*[ *]\(pq_[a-z_0-9]*\)(.*/\1/p' "$root/include/pullquote/pullquote.h"); do
    echo "$exported" | grep -qx "$name" || missing="$missing $name"
done
if [ -z "$missing" ]; then echo "ok 2 - all that the header declares is there"; else
    echo "not ok 2 - all that the header declares is there"
    echo "# missing:$missing"
fi
