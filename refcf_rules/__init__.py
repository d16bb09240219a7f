"""refcf"""
