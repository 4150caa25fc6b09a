"""The catalog as a file that people can read and edit: one record a row, as CSV or as JSON.

`form` declares the columns, `cells` what may stand in them, `names` how a row names its record.
`reading` turns a file into rows, `entering` rows into what they say; `found` looks up what they
name, `checking` and `places` see whether it may be so, `storing` writes it, `loading` is all of
that. `writing` writes the database into a file. docs/catalog-file.md tells people about it.
"""
