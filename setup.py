from setuptools import setup

setup(name="fazhi_governance")
