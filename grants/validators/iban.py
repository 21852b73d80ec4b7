"""Where the migrations of accounts look for their check."""

from portal.ui.iban import validate_iban

__all__ = ["validate_iban"]
