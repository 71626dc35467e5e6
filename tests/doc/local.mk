# tests of src/doc
