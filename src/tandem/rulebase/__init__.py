"""The rule base as data: statuses, kinds of agreement and costs, each with its source and dates.

Only files live here; `tandem.formats.rulebase` reads them.
"""
