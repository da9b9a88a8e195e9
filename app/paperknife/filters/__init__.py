"""Filter lists as one question: which rule matches this element or address?"""
