"""Printing: which sheets of which plans go into a folder, one file, or to a printer.

A run hands plans to workers; a worker loads a plan, lays out its sheets and writes them. Messages
name a sheet by patient code, version and kind, and hold nothing of what a plan says.
"""
