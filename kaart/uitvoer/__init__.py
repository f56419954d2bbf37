"""Take along: the answer to a question as a file, one small module a format.

``rijen`` reads, ``kolommen`` says what stands in a table, and each format turns rows into bytes.
"""
