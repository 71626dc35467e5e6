# what tools/ installs and distributes
EXTRA_DIST += tools/make-words
EXTRA_DIST += tools/screenshot
