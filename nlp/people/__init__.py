"""Who is named in an article, who of them may be named in print, and the text with the others masked.

`words` what names and offices look like, `finding` the names in a sentence, `standing` who somebody is, `masking` the
text to print.
"""
