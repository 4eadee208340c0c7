"""What signing in is made of: secrets, second steps, passkeys, identities, invitations, limits."""
