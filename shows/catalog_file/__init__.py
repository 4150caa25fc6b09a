"""The catalog as a file that people can read and edit: one record a row, as CSV or as JSON.

`form` declares the columns, `cells` what may stand in them, `names` how a row names its record.
`reading` turns a file into rows, `found` looks up what they name, `loading` writes them into the
database, `writing` writes the database into a file. docs/catalog-file.md tells people about it.
"""
