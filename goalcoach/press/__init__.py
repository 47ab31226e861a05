"""What goes to paper: which sheets of which plans, into a folder, one file, or a printer.

A plan is looked at, laid out and written by one worker; a run hands plans to workers and counts
what came of them. Nothing of a plan is ever said here: a sheet is called by its code, version and
kind.
"""
