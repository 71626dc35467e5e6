# tests of src/plain
