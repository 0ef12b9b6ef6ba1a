"""The newsclean command (being written)."""
import sys
from newsclean.check import check
from newsclean.packs import read_pack
def main() -> int:
    bad = 0
    for path in sys.argv[2:]:
        pack = read_pack(path)
        for f in check(pack):
            bad += 1
            print(f)
        print(f"{path}: {len(pack.samples)} entries, {bad} failures")
    return bool(bad)
