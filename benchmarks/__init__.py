"""How fast refcf is beside what somebody would write by hand; ``README.md`` says how it is measured."""
