"""What is proven of the rules, what is not, and what is still open; all of it counted when the site is made."""
