"""Identity providers: who signs people in for us, by OpenID Connect."""
