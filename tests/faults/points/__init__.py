"""Processes that die at chosen points: an application whose only work is to wait there with a knife.

A test lays a file with the point's name into the folder of `TEST_POINTS`; the first process that
comes by takes the file, and dies.
"""
