# tests of src/annotate
