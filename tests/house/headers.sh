# Every header compiles alone, by each compiler at hand; the public one as C++ too.
root=${top_srcdir:-.}
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
flags="-fsyntax-only -std=c17 -Wall -Wextra -Werror -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_GNU_SOURCE
-I$root/include -I$root/src ${CMOCKA_CFLAGS-} ${NCURSES_CFLAGS-} ${LIBXML2_CFLAGS-} ${JANSSON_CFLAGS-} ${PCRE2_CFLAGS-}"

n=0
report() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else
        echo "not ok $n - $2"
        sed 's/^/# /' "$scratch/log"
    fi
}

compilers=
for cc in gcc clang; do
    command -v $cc >/dev/null 2>&1 && compilers="$compilers $cc"
done
[ -n "$compilers" ] || compilers=${CC:-cc}
for header in $(cd "$root" && find src include -name '*.h' | LC_ALL=C sort); do
    name=${header#src/}
    name=${name#include/}
    echo "#include \"$name\"" >"$scratch/alone.c"
    for cc in $compilers; do
        $cc $flags "$scratch/alone.c" >"$scratch/log" 2>&1
        report $? "$name alone, $cc"
    done
done
echo '#include <pullquote/pullquote.h>' >"$scratch/alone.cc"
for cxx in g++ clang++; do
    if command -v $cxx >/dev/null 2>&1; then
        $cxx -fsyntax-only -std=c++17 -Wall -Wextra -Werror -I"$root/include" "$scratch/alone.cc" >"$scratch/log" 2>&1
        report $? "pullquote/pullquote.h as C++, $cxx"
    fi
done
echo '#include "base/missing.h"' >"$scratch/alone.c"
! ${compilers##* } $flags "$scratch/alone.c" >"$scratch/log" 2>&1
report $? "a header that is missing is reported"
echo "1..$n"
