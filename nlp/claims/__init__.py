"""What can be checked in an article, and where does it differ from what is known?

Sentences of the press beside official facts and other papers of the story; see `conflicts`.
"""
