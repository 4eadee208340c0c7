"""The top room: settings, addresses, and how the site and its database are started."""
