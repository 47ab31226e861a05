"""What is done at a visit: begun, taken up, run, read beside, and its versions read again.

Every front end enters here: the app, the plain lines and the answers file hold a `Visit` alike.
"""
