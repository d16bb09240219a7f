"""Expressions: from trees to the typed core. Names, types, units and bases are settled here."""
