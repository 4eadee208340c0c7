"""How looks and processings are written: keys that can be destroyed, and the form of a row.

It stands below `records.work`, which writes the logs last in every transaction; whoever reads
them is in `records.audit`.
"""
