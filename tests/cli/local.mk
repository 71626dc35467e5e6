# tests of the command line
EXTRA_DIST += tests/cli/tap.sh
dist_check_SCRIPTS += tests/cli/bad_input.sh tests/cli/hostile.py tests/cli/exports.sh tests/cli/formats.sh tests/cli/charset.py tests/cli/terminal.py
