# Sourced by quickstart: the stages of `check` and `check --full`, each with a log of its own, and the sum of their results.
# shellcheck shell=sh
passed=0
failed=0
results=$build/check

# stage NAME COMMAND...: what automake's summaries in the log say counts; a stage without one counts as one test.
stage() {
    stage_name=$1
    stage_log=$results/$stage_name.log
    shift
    stage_start=$(date +%s)
    "$@" >"$stage_log" 2>&1 </dev/null
    stage_status=$?
    stage_passed=$(sum_of PASS)
    stage_failed=$(($(sum_of FAIL) + $(sum_of ERROR)))
    if [ "$stage_status" = 77 ]; then
        say "  skip  $stage_name: $(tail -1 "$stage_log")"
        return
    fi
    if [ "$stage_status" != 0 ] && [ "$stage_failed" = 0 ]; then
        stage_failed=1
    elif [ "$stage_status" = 0 ] && [ "$stage_passed" = 0 ]; then
        stage_passed=1
    fi
    passed=$((passed + stage_passed))
    failed=$((failed + stage_failed))
    stage_took=$(($(date +%s) - stage_start))
    if [ "$stage_failed" = 0 ]; then
        say "  ok    $stage_name: $stage_passed passed ($stage_took s)"
    else
        say "  FAIL  $stage_name: $stage_passed passed, $stage_failed failed ($stage_took s), $stage_log"
        grep -E '^(FAIL|ERROR):|(error|Error):|^make.*Error|ERROR SUMMARY: [1-9]|==ERROR|runtime error' "$stage_log" | head -20 | sed 's/^/        /'
    fi
}

sum_of() {
    awk -v key="$1:" '$1 == "#" && $2 == key { n += $3 } END { print n + 0 }' "$stage_log"
}

build_and_check() {
    build_in "$@" && make -C "$1" -j"$(jobs)" check
}

# The clang build checks the warnings; its programs and tests are those of gcc's.
build_tests_too() {
    build_in "$@" && make -C "$1" -j"$(jobs)" check TESTS=
}

distcheck() {
    make -C "$1" -j"$(jobs)" distcheck AM_DISTCHECK_CONFIGURE_FLAGS=--enable-werror
}

# Programs of BUILD under valgrind; any error or leak is a failure.
under_valgrind() {
    for article in "$here"/data/en/sample.txt "$here"/tests/export/golden/*.html; do
        for how in '--export json' '--export html' --dump --audit; do
            say "valgrind: pullquote $how $article"
            # shellcheck disable=SC2086
            PULLQUOTE_DATA=$here/data libtool_valgrind "$1/pullquote" --in-process $how "$article" >/dev/null || return 1
        done
    done
    for test in "$1"/tests/base/test_memory "$1"/tests/text/test_width "$1"/tests/doc/test_doc; do
        say "valgrind: $test"
        libtool_valgrind "$test" || return 1
    done
}

libtool_valgrind() {
    "$valgrind_libtool" --mode=execute valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite "$@"
}

run_valgrind() {
    valgrind_libtool=$1/libtool
    under_valgrind "$1"
}

# Left out: what cppcheck 2.10 misreads in C17 (compound literals, loops that fill an array) and questions of taste.
run_cppcheck() {
    cppcheck --quiet --enable=warning,portability --std=c11 --error-exitcode=1 -j "$(jobs)" --suppress=missingInclude \
        --suppress=unknownMacro --suppress=internalAstError --suppress=uninitvar --suppress=duplicateAssignExpression \
        --suppress=compareBoolExpressionWithInt --suppress='autoVariables:*/session/child.c' \
        -I "$here/src" -I "$here/include" "$here/src"
}

# The exported page, by somebody else's validator.
validate_html() {
    pages=$results/html
    mkdir -p "$pages" && cd "$pages" || return 1
    [ -x node_modules/.bin/html-validate ] || npm install --no-audit --no-fund --silent html-validate@8 || {
        say "npm could not bring html-validate"
        return 77
    }
    printf '{"extends": ["html-validate:standard"], "root": true}\n' >.htmlvalidate.json
    n=0
    for article in "$here"/data/en/sample.txt "$here"/tests/export/golden/*.html "$here"/../shared/articles/*.txt; do
        [ -f "$article" ] || continue
        n=$((n + 1))
        "$1/pullquote" --export html -o "$pages/$n.html" "$article" || return 1
    done
    node_modules/.bin/html-validate "$pages"/*.html
}

run_fuzzers() {
    build_in "$1" CC=clang --enable-fuzzing --enable-sanitizers --disable-shared && make -C "$1" -j"$(jobs)" fuzzers || return 1
    fuzz_list=$results/fuzzers
    for fuzzer in "$1"/tests/fuzz/fuzz_*; do
        case $fuzzer in *.o | *.c) continue ;; esac
        [ -x "$fuzzer" ] && printf '%s\n' "$fuzzer"
    done >"$fuzz_list"
    [ -s "$fuzz_list" ] && PULLQUOTE_DATA=$here/data xargs -P2 -n1 sh "$here/tests/fuzz/run.sh" "$results" 60 <"$fuzz_list"
}

# A short run beside spaCy and two finders of quotes, that the comparison goes on working; its figures are for `make bench-peers`.
beside_peers() {
    python3 "$here/tests/bench/peers/peers.py" "$1/pullquote" "$build" --rounds 1 --limit 10 --light
}

run_full() {
    stage gcc build_and_check "$build/full-gcc" CC=gcc --enable-werror
    stage clang build_tests_too "$build/full-clang" CC=clang --enable-werror
    stage sanitizers build_and_check "$build/full-sanitizers" CC=gcc --enable-werror --enable-sanitizers "CFLAGS=-O1 -g"
    stage distcheck distcheck "$build/full-gcc"
    stage valgrind run_valgrind "$build/full-gcc"
    stage cppcheck run_cppcheck
    stage html validate_html "$build/full-gcc"
    stage peers beside_peers "$build/full-gcc"
    stage fuzz run_fuzzers "$build/full-fuzz"
}

run_checks() {
    mkdir -p "$results"
    prepare_source
    say "Checking (logs: $results)"
    if [ "$1" = --full ]; then
        run_full
    else
        stage check build_and_check "$build"
    fi
    [ -d "$here/../shared" ] || say "  (../shared is not here: the tests that read it were skipped)"
    say "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
