"""Settings: `base` holds what is always so; `demo`, `test` and `production` add what differs."""
