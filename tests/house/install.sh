# What `make install` puts down works: a stranger's program builds against it by pkg-config alone, the reader finds its data.
root=${top_srcdir:-.} build=${top_builddir:-.}
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
n=0
report() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else
        echo "not ok $n - $2"
        tail -20 "$scratch/log" | sed 's/^/# /'
    fi
}
dest=$scratch/dest
(cd "$build" && MAKEFLAGS='' MFLAGS='' make -s install DESTDIR="$dest") >"$scratch/log" 2>&1
report $? "make install"
pc=$(cd "$dest" && find . -name pullquote.pc | sed 's/^\.//')
[ -n "$pc" ]
report $? "a pkg-config file is installed"
export PKG_CONFIG_SYSROOT_DIR="$dest" PKG_CONFIG_PATH="$dest${pc%/*}"
cat >"$scratch/user.c" <<'C'
#include <pullquote/pullquote.h>
#include <stdio.h>
#include <string.h>
int main(int argc, char **argv)
{
	static const char text[] = "A title\n\n\"We will build it,\" said Mayor Rosa Diaz.\n";
	struct pq_options options = {.name = "letter.txt", .data_dir = argc > 1 ? argv[1] : NULL};
	struct pq_article *article;
	struct pq_error error;
	char *json;
	size_t len;
	if (pq_read(text, sizeof text - 1, &options, &article, &error) != PQ_OK ||
	    pq_export(article, "json", &json, &len, &error) != PQ_OK) {
		fprintf(stderr, "%s\n", error.message);
		return 1;
	}
	printf("%s %u %s\n", pq_version(), pq_article_annotations(article)->n_quotes, strstr(json, "Rosa Diaz") ? "named" : "nameless");
	pq_free(json);
	pq_article_free(article);
	return 0;
}
C
# A build with sanitizers hands its options on in CFLAGS_EXTRA.
${CC:-cc} ${CFLAGS_EXTRA-} $(pkg-config --cflags pullquote) "$scratch/user.c" -o "$scratch/user" $(pkg-config --libs pullquote) >"$scratch/log" 2>&1
report $? "a program compiles against the installed library"
library=$(dirname "$(find "$dest" -name 'libpullquote.so' | head -1)")
data=$(find "$dest" -type d -path '*/pullquote/data' | head -1)
said=$(LD_LIBRARY_PATH=$library "$scratch/user" "$data" 2>"$scratch/log")
[ "$said" = "$(sed -n 's/^AC_INIT(\[pullquote\], \[\(.*\)\])/\1/p' "$root/configure.ac") 1 named" ]
status=$?
echo "said: $said" >>"$scratch/log"
report $status "it reads an article and names who speaks"
reader=$(find "$dest" -type f -name pullquote -perm -u+x | head -1)
(unset PULLQUOTE_DATA PULLQUOTE_THEMES; printf 'A title\n\n"We will build it," said Mayor Rosa Diaz.\n' | "$reader" --export json -) >"$scratch/log" 2>&1 &&
    grep -q 'Rosa Diaz' "$scratch/log"
report $? "the installed reader finds its data and exports"
if [ -x "$build/pullquote-fetch" ]; then
    # No port 0 is ever open: the helper is found and says so.
    no_proxy='*' "$reader" --dump http://127.0.0.1:0/ >"$scratch/log" 2>&1 </dev/null
    grep -q 'cannot connect to' "$scratch/log"
    report $? "the installed reader finds its fetch helper"
fi
echo "1..$n"
