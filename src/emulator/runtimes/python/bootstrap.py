"""Stands in for AWS's Python runtime (awslambdaric, versions 3 and 4, read 2026-11).

What is imported is cached as bytecode, and this file is not: so there is nothing in it.
"""

from kelvin_runtime.main import main

main()
