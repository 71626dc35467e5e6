# what doc/ installs and distributes
dist_pkgdata_DATA = doc/pullquote.schema.json
EXTRA_DIST += doc/ARCHITECTURE.md doc/STYLE.md
