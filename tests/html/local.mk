# tests of src/html
