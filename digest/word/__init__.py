"""WordprocessingML for official documents: styles, pieces of text and tables, the frame that reports and letters share.

Pieces are strings with their children in the order the schema asks for; python-docx makes the package around them.
"""
