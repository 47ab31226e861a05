"""Files: plan versions, journals, locks, the site file, packs and printed sheets.

The only folder that makes file calls; all go through `file_system.Fs`.
"""
