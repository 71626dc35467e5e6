# tests of src/session
