# the real program in real terminals
dist_check_SCRIPTS += tests/tmux/screens_test.py tests/tmux/signals_test.py
