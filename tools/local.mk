# what tools/ installs and distributes
EXTRA_DIST += tools/make-words
