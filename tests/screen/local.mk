# tests of src/screen
