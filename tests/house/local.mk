# The rules of the house, held by tests.
dist_check_SCRIPTS += tests/house/layers.py tests/house/sizes.py tests/house/headers.sh tests/house/words.sh tests/house/symbols.sh \
	tests/house/install.sh
EXTRA_DIST += tests/house/stages.sh
