"""The floors of the design: who may import whom, and how large a module may be."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "tonekit"
FLOORS = {
    "_version": 0, "errors": 0, "processes": 0,
    "model": 1,
    "l10n": 2,
    "rendering": 3,
    "channels": 4,
    "catalog": 5, "samples": 5,
    "checks": 6, "desk": 6, "exchange": 6, "batch": 6, "spark": 6,
    "cli": 7, "__main__": 7, "testing": 7, "studio": 7,
}  # fmt: skip
ONLY = {
    "jinja2": ["rendering/scan.py", "rendering/template.py", "studio/pages.py"],
    "markdown_it": ["rendering/markdown.py"],
    "css_inline": ["rendering/layout.py"],
    "babel": ["l10n/", "exchange/po_file.py"],
    "langcodes": ["l10n/"],
    "langdetect": ["l10n/"],
    "hijridate": ["l10n/dates/calendars.py"],
    "persiantools": ["l10n/dates/calendars.py"],
    "tomlkit": ["exchange/compose.py"],
    "jiter": ["model/json_text.py"],
    "icu4py": ["l10n/people/word_breaks.py"],
    "pyarrow": ["batch/", "spark.py"],
    "pyspark": ["spark.py"],
    "filelock": ["batch/store.py"],
    "watchfiles": ["catalog/watching.py", "cli/studio.py"],
    "starlette": ["studio/"],
    "uvicorn": ["studio/server.py"],
    "pytest": ["testing/plugin.py"],
    "click": ["cli/"],
    "platformdirs": ["cli/options.py"],
}
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
MAX_LINES = 330


def imports(name):
    """Every module that a file imports, also inside functions."""
    for node in ast.walk(ast.parse((SOURCE / name).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor_of(part):
    return FLOORS[part]


@pytest.mark.parametrize("name", [name for name in MODULES if name != "__init__.py"])
def test_a_module_imports_only_from_its_own_floor_or_a_lower_one(name):
    own = floor_of(name.split("/")[0].removesuffix(".py"))
    for target in imports(name):
        parts = target.split(".")
        if parts[0] != "tonekit":
            continue
        assert (len(parts) > 1 and parts[1] in FLOORS) or target == "tonekit", f"{name} imports {target}"
        if target == "tonekit":
            continue
        assert floor_of(parts[1]) <= own, f"{name} (floor {own}) imports {target}"


@pytest.mark.parametrize("name", MODULES)
def test_one_module_per_outside_world(name):
    for target in imports(name):
        allowed = ONLY.get(target.split(".")[0])
        assert allowed is None or any(name.startswith(place) for place in allowed), f"{name} imports {target}"


@pytest.mark.parametrize("name", MODULES)
def test_modules_stay_small_and_say_what_they_are(name):
    text = (SOURCE / name).read_text("utf-8")
    assert len(text.splitlines()) <= MAX_LINES
    assert ast.get_docstring(ast.parse(text)), f"{name} has no docstring"


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("cli/")])
def test_nothing_ambient_below_the_command_line(name):
    """No clock, no environment, no process locale."""
    tree = ast.parse((SOURCE / name).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            dotted = ast.unparse(node)
            assert not dotted.endswith(
                (".today", ".now", ".utcnow", "os.environ", "os.getenv", "time.time")
            ), dotted
    assert not {"locale", "time"} & set(imports(name))


def test_no_circles():
    """Imports at the top of modules form no circle (imports for types only are left out)."""
    modules = {
        "tonekit." + name.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): name
        for name in MODULES
    }
    graph = {}
    for module, name in modules.items():
        tree = ast.parse((SOURCE / name).read_text("utf-8"))
        targets = set()
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tonekit"):
                inner = {f"{node.module}.{alias.name}" for alias in node.names} & set(modules)
                targets |= inner or {node.module}
        graph[module] = targets
    graph.pop("tonekit.__init__", None)
    done, path = set(), []

    def visit(module):
        assert module not in path, " → ".join([*path[path.index(module) :], module])
        if module in done or module not in graph:
            return
        path.append(module)
        for target in sorted(graph[module]):
            if target != module:
                visit(target)
        path.pop()
        done.add(module)

    for module in graph:
        visit(module)
