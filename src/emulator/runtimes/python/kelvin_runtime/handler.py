"""Finds the handler by its name."""

import importlib
import sys

from .errors import Fault


def load_handler(name):
    """`folder/module.function`, and dots for slashes as Python has them."""
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as error:
        raise Fault(Fault.MALFORMED_HANDLER_NAME, "Bad handler '%s': %s" % (name, error))
    module = load_module(module_name)
    try:
        return getattr(module, function_name)
    except AttributeError:
        message = "Handler '%s' missing on module '%s'" % (function_name, module_name)
        raise Fault(Fault.HANDLER_NOT_FOUND, message)


def load_module(name):
    if name.split(".")[0] in sys.builtin_module_names:
        raise Fault(Fault.BUILT_IN_MODULE_CONFLICT, "Cannot use built-in module %s as a handler module" % name)
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        raise Fault(Fault.IMPORT_MODULE_ERROR, "Unable to import module '%s': %s" % (name, error))
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)]
        raise Fault(Fault.USER_CODE_SYNTAX_ERROR, "Syntax error in module '%s': %s" % (name, error), trace)
