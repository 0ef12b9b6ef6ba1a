"""Compiles the packs after an edit, as building the wheel does: `python tools/compile_packs.py`."""

from newsclean.packs import write_compiled

if __name__ == "__main__":
    print(write_compiled())
