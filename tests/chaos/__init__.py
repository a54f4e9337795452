"""Long forms of the tests that hurt the program: `bin/chaos kill9 import --rows 50000 --kills 20`."""
