"""No source file over 600 lines, no function over 80: past that a file has two jobs.

Functions are told by the tree's own layout (clang-format, Linux braces): a body opens and closes in the first column.
"""
import os
import sys

MOST_LINES = 600
MOST_FUNCTION_LINES = 80
FOLDERS = ["src", "include", "tests", "tools"]
KINDS = (".c", ".h", ".def", ".py", ".sh", ".awk")


def files(root):
    for folder in FOLDERS:
        for where, _, names in sorted(os.walk(os.path.join(root, folder))):
            for name in sorted(names):
                if name.endswith(KINDS):
                    yield os.path.join(where, name)


def long_functions(lines):
    """(line, length) of each body over the limit, its head included."""
    start = head = None
    for i, line in enumerate(lines, 1):
        if line.startswith("{"):
            start = i
        elif line.startswith("}") and start:
            if i - head + 1 > MOST_FUNCTION_LINES:
                yield head, i - head + 1
            start = None
        elif not start and line[:1] not in ("\t", " ", ""):
            head = i


def violations(name, text):
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        yield f"{name}: {len(lines)} lines"
    if name.endswith((".c", ".h")):
        for at, length in long_functions(lines):
            yield f"{name}:{at}: a function of {length} lines"


def main():
    root = os.environ.get("top_srcdir", ".")
    found = []
    for path in files(root):
        with open(path, encoding="utf-8") as f:
            found += violations(os.path.relpath(path, root), f.read())
    body = "int f(void)\n{\n" + "\tx();\n" * 77 + "}\n"
    checks = [
        (not found, "files have at most 600 lines and functions 80"),
        (not list(violations("a.c", body)), "a function of 80 lines passes"),
        (list(violations("a.c", body.replace("{\n", "{\n\ty();\n"))) == ["a.c:1: a function of 81 lines"],
         "a function of 81 lines is reported"),
        (list(violations("a.def", "x\n" * 601)) == ["a.def: 601 lines"], "a file of 601 lines is reported"),
    ]
    print(f"1..{len(checks)}")
    for n, (good, name) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {n} - {name}")
    for line in found:
        print(f"# {line}")
    return not all(good for good, _ in checks)


if __name__ == "__main__":
    sys.exit(main())
