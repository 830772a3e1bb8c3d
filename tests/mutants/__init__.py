"""What the tests would not notice: `script/mutants` changes a module in one place and runs its tests.

Ours, of 200 lines: cosmic-ray runs one command for all modules and edits the working tree, mutmut
copies it and finds the tests of a line by a run of all of them, which takes longer than the draw.
"""
