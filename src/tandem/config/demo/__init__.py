"""`python -m tandem.config.demo`: the site with fictional households, on this machine.

It starts the database and the site, watches over both, and stops everything it started, whether it
is interrupted, told to stop, or killed.
"""
