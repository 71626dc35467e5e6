# tests of src/layout
