# tests of src/export
