"""The portal's database engine: Django's own, with a pool that does not ask each connection whether it still stands."""
