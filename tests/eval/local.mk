# accuracy over the annotated articles beside the repository
dist_check_SCRIPTS += tests/eval/accuracy.py
