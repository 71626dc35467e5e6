# tests of the command line
EXTRA_DIST += tests/cli/bad_input.sh tests/cli/exports.sh tests/cli/terminal.py
