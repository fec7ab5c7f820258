#!/usr/bin/env python3
"""Score the linter on labelled notices, and hold the scores against the floors in .ci/floors.txt.

  score.py BINARY SHARED [--write]

SHARED is the folder with the labelled notices and their scoring tools; the notices belong to their authors and are no
part of this project. Exits 1 where a score is below its floor, or where the tables in docs/accuracy.md are not what was
measured. --write raises the floors to the scores (a floor never falls here) and writes those tables.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FLOORS = os.path.join(HERE, "floors.txt")
DECIDABLE = os.path.join(HERE, "decidable-defects.txt")
PLACES = os.path.join(HERE, "must-not-flag.txt")
ACCURACY = os.path.join(HERE, "..", "docs", "accuracy.md")
AS_OF = "2026-11-21"
MEANING = {
    "council.verdicts": "verdicts that agree with a careful reader's, five notices of one council",
    "council.found": "defects found there, of those that a fixed rule can decide",
    "council.errors": "of these, the errors",
    "council.partly": "defects found there, of those that a fixed rule can decide in part",
    "council.alarms": "findings at the 70 places of these notices where a naive linter raises a false alarm",
    "apps.precision": "missing elements, 102 app privacy policies: precision",
    "apps.recall": "the same: recall",
    "uk.precision": "gaps (missing, weak, contradicted), UK notices in Markdown and text: precision",
    "uk.recall": "the same: recall",
    "uk-all.precision": "gaps, all UK notices in all formats: precision",
    "uk-all.recall": "the same: recall",
    "uk-all.verdicts": "verdicts there that agree with a careful reader's",
    "uk.defects": "defects found in them, of the kinds that a fixed rule can decide (on their line)",
    "web.precision": "missing elements, 77 website policies of 2018 to 2021 (noisy labels): precision",
    "web.recall": "the same: recall",
    "invented.precision": "gaps, 223 invented notices of every kind that phrases were written from: precision",
    "invented.recall": "the same: recall",
    "invented.verdicts": "verdicts there that agree with the label",
    "unseen.precision": "gaps, 36 invented notices that nobody who writes phrases reads: precision",
    "unseen.recall": "the same: recall",
    "unseen.verdicts": "verdicts there that agree with the label",
    "planted.found": "defects of the kind that a fixed rule can decide, planted in 28 invented notices that rules were written from: found, on their line",
    "planted.alarms": "findings there on words that only look like a defect, of 112 such places",
    "planted-unseen.found": "such defects in 12 invented notices that nobody who writes rules reads: found",
    "planted-unseen.alarms": "findings there on words that only look like a defect, of 62 such places",
    "borrowed": "sentences of these notices in this project (14 words in a row)",
}
# The sets whose elements docs/accuracy.md lists, with the heads of their columns.
SETS = (("uk-all", "UK notices"), ("apps", "apps"), ("web", "websites"), ("invented", "invented"))
FEWER_IS_BETTER = {"borrowed", "council.alarms", "planted.alarms", "planted-unseen.alarms"}


def run(args, allowed=(0, 1)):
    done = subprocess.run(args, capture_output=True, text=True)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(args)}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def files(folder, endings):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if (not name.endswith(".jsonl") if endings is None else name.endswith(endings)) and name != "README.md" and name != "audit.md")


class Scorer:
    def __init__(self, binary, shared, work):
        self.binary, self.shared, self.work = binary, shared, work
        self.tool = os.path.join(shared, "tools", "score.py")
        self.by_element = {}

    def linted(self, command, paths, *more):
        text = run([self.binary, command, "--isolated", "--as-of", AS_OF, "--quiet", "--format", "json", *more, *paths])
        out = os.path.join(self.work, f"{command}.json")
        with open(out, "w", encoding="utf-8") as f:
            f.write(text)
        return out

    def elements(self, labels, paths):
        """The scoring tool's last lines for these files, whatever else the labels cover."""
        names = {os.path.basename(path) for path in paths}
        kept = os.path.join(self.work, "labels.jsonl")
        with open(labels, encoding="utf-8") as rows, open(kept, "w", encoding="utf-8") as out:
            out.writelines(row for row in rows if os.path.basename(json.loads(row)["file"]) in names)
        return run([sys.executable, self.tool, "elements", kept, self.linted("coverage", paths)])

    def scores(self):
        council = os.path.join(self.shared, "notices", "kent")
        paths = files(council, ".txt")
        same = re.search(r"same verdict in \d+ of \d+ \(([\d.]+)\)", self.elements(os.path.join(council, "labels.jsonl"), paths))
        yield "council.verdicts", float(same[1])
        layer = next(path for path in paths if os.path.basename(path).startswith("003"))
        audit = run([sys.executable, self.tool, "audit", os.path.join(council, "audit.jsonl"),
                     self.linted("check", paths, "--layer", layer)])
        hits = {(kind, what): (int(hit), int(of))
                for kind, what, hit, of in re.findall(r"^(\w+)\s+(\w+)\s+(\d+) of\s+(\d+) found", audit, re.M)}
        for name, what in (("found", "yes"), ("errors", "error"), ("partly", "partly")):
            hit, of = (sum(pair) for pair in zip(hits["notice", what], hits["set", what]))
            yield f"council.{name}", hit / of
        yield "council.alarms", len(self.alarms(council, paths, layer))
        texts = (".md", ".txt")
        corpus, own = os.path.join(self.shared, "corpus"), os.path.join(HERE, "..", "fixtures", "labelled")
        sets = (("apps", corpus, "apps", texts), ("uk", corpus, "uk", texts), ("uk-all", corpus, "uk", None),
                ("web", corpus, "web", texts), ("invented", own, "dev", None), ("unseen", own, "held", None))
        for name, root, folder, endings in sets:
            folder = os.path.join(root, folder)
            table = self.elements(os.path.join(folder, "labels.jsonl"), files(folder, endings))
            self.by_element[name] = {row[0]: row[1:] for row in re.findall(
                r"^([a-z-]+)\s+(\d+)\s+(\d+)\s+([\d.]+|nan)\s+([\d.]+|nan)\s", table, re.M) if row[0] != "all"}
            gap = re.search(r"^all\s+\d+\s+\d+\s+([\d.]+)\s+([\d.]+)", table, re.M)
            yield f"{name}.precision", float(gap[1])
            yield f"{name}.recall", float(gap[2])
            same = re.search(r"same verdict in \d+ of \d+ \(([\d.]+)\)", table)
            if same and name in ("uk-all", "invented", "unseen"):
                yield f"{name}.verdicts", float(same[1])
        yield "uk.defects", self.defects(os.path.join(corpus, "uk"))
        for name, folder in (("planted", "dev"), ("planted-unseen", "held")):
            found, alarms = self.planted(os.path.join(HERE, "..", "fixtures", "planted", folder))
            yield f"{name}.found", found
            yield f"{name}.alarms", alarms
        borrowed = run([sys.executable, os.path.join(self.shared, "tools", "borrowed.py"), os.path.join(HERE, ".."),
                        os.path.join(self.shared, "notices"), os.path.join(self.shared, "corpus")])
        sys.stdout.write(borrowed)
        yield "borrowed", len(borrowed.splitlines())

    def planted(self, folder):
        """The share of the decidable defects that a finding stands on, and how many findings stand on words that only look like one."""
        with open(self.linted("check", files(folder, None)), encoding="utf-8") as f:
            findings = json.load(f)["findings"]
        told = places(findings)
        defects = [row for row in rows(folder, "defects.jsonl") if row["decidable"] == "yes"]
        alarms = 0
        for row in rows(folder, "innocent.jsonl"):
            with open(os.path.join(folder, row["file"]), encoding="utf-8") as f:
                start = f.read().split("\n")[row["line"] - 1].index(row["quote"]) + 1
            of_it = (row["line"], start), (row["line"], start + len(row["quote"]))
            alarms += sum(os.path.basename(found["path"]) == row["file"]
                          and (found["line"], found["column"]) < of_it[1]
                          and (found["end_line"], found["end_column"]) > of_it[0] for found in findings)
        return sum((row["file"], row["line"]) in told for row in defects) / len(defects), alarms

    def defects(self, folder):
        """The share of the defects of decidable kinds that a finding stands on, or names as another of its places."""
        with open(DECIDABLE, encoding="utf-8") as f:
            kinds = {line.strip() for line in f if not line.startswith("#")}
        with open(os.path.join(folder, "defects.jsonl"), encoding="utf-8") as f:
            defects = [row for row in map(json.loads, f) if row["defect"] in kinds and row["line"]]
        with open(self.linted("check", files(folder, None)), encoding="utf-8") as f:
            told = places(json.load(f)["findings"])
        return sum((row["file"], row["line"]) in told for row in defects) / len(defects)

    def alarms(self, council, paths, layer):
        """What stands where nothing may stand: (place, rule or element, words)."""
        with open(os.path.join(council, "audit.md"), encoding="utf-8") as f:
            section = f.read().split("\n## D.")[1].split("\n## ")[0]
        places = re.findall(r"^\| (D-\d+) \| (\d+) L(\d+):(\d+) \| \u201c(.*?)\u201d \|", section, re.M)
        if len(places) != 70:
            sys.exit(f"{len(places)} places in section D of the audit, not 70")
        allowed, barred = exceptions()
        with open(self.linted("check", paths, "--layer", layer), encoding="utf-8") as f:
            findings = json.load(f)["findings"]
        with open(self.linted("coverage", paths), encoding="utf-8") as f:
            notices = json.load(f)["notices"]
        found = []
        for name, notice, line, column, words in places:
            start = (int(line), int(column))
            end = (start[0], start[1] + len(words))

            def here(place, path):
                return (os.path.basename(path).startswith(notice)
                        and (place["line"], place["column"]) < end
                        and (place.get("end_line", place["line"]),
                             place.get("end_column", place["column"] + len(place.get("text", "")))) > start)

            found += [(name, f["rule"], f["excerpt"]) for f in findings
                      if here(f, f["path"]) and f["rule"] not in allowed.get(name, ())]
            found += [(name, "evidence of " + element["id"], e["text"])
                      for report in notices for element in report["elements"] if element["id"] in barred.get(name, ())
                      for e in element["evidence"] if here(e, report["path"])]
        for alarm in found:
            print("false alarm:", *alarm)
        return found


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return [json.loads(row) for row in f]


def places(findings):
    """The lines, each with its file's name, that findings stand on or name as another of their places."""
    told = set()
    for finding in findings:
        for place in (finding, *finding["related"]):
            name = os.path.basename(place.get("path") or finding["path"])
            told.update((name, line) for line in range(place["line"], place.get("end_line", place["line"]) + 1))
    return told


def exceptions():
    """The findings allowed at a place, and the elements for which it may be no evidence, by the place's number."""
    allowed, barred = {}, {}
    with open(PLACES, encoding="utf-8") as f:
        for row in f:
            if row.startswith("#") or not row.strip():
                continue
            place, kind, *names = row.split(":")[0].split()
            {"allow": allowed, "not-evidence": barred}[kind].setdefault(place, set()).update(names)
    return allowed, barred


def floors():
    if not os.path.exists(FLOORS):
        return {}
    with open(FLOORS, encoding="utf-8") as f:
        return {name: float(value) for name, value in (row.split() for row in f if row.strip() and row[0] != "#")}


def plain(name, value):
    return f"{value:.0f}" if name in FEWER_IS_BETTER else f"{value:.3f}"


def write_floors(scores, held):
    with open(FLOORS, "w", encoding="utf-8") as f:
        f.write("# Scores that may not get worse. `.ci/score.py BINARY SHARED --write` raises them.\n")
        for name, value in scores.items():
            better = min if name in FEWER_IS_BETTER else max
            f.write(f"{name} {plain(name, better(value, held.get(name, value)))}\n")


def documented(scores, by_element):
    """docs/accuracy.md as it is, and as it should be."""
    with open(ACCURACY, encoding="utf-8") as f:
        text = f.read()
    rows = "".join(f"| {MEANING[name]} | {plain(name, value)} |\n" for name, value in scores.items())
    tables = {"scores": f"| What | Score |\n| --- | --- |\n{rows}", "elements": element_table(by_element)}
    new = text
    for name, table in tables.items():
        new = re.sub(rf"<!-- {name} -->.*<!-- /{name} -->", lambda _: f"<!-- {name} -->\n{table}<!-- /{name} -->", new, flags=re.S)
    return text, new


def element_table(by_element):
    """For each element and set: gaps that are there, precision and recall of those reported."""
    sets = [(name, title) for name, title in SETS if name in by_element]
    names = dict.fromkeys(element for name, _ in sets for element in sorted(by_element[name]))

    def cell(row):
        if row is None:
            return "not labelled"
        _, gaps, precision, recall = row
        shown = ["-" if value == "nan" else value for value in (precision, recall)]
        return f"{gaps}: {shown[0]} / {shown[1]}"

    head = "| Element | " + " | ".join(title for _, title in sets) + " |\n" + "| --- " * (len(sets) + 1) + "|\n"
    return head + "".join(f"| `{element}` | " + " | ".join(cell(by_element[name].get(element)) for name, _ in sets) + " |\n"
                          for element in sorted(names))


def main(argv):
    if len(argv) < 2:
        sys.exit(__doc__)
    held = floors()
    with tempfile.TemporaryDirectory() as work:
        scorer = Scorer(os.path.abspath(argv[0]), os.path.abspath(argv[1]), work)
        scores = dict(scorer.scores())
    worse = []
    for name, value in scores.items():
        floor = held.get(name)
        bad = floor is not None and (value > floor if name in FEWER_IS_BETTER else value < floor - 0.0005)
        worse += [name] if bad else []
        limit = "no floor yet" if floor is None else f"floor {plain(name, floor)}"
        print(f"{name:18} {plain(name, value):>6}  ({limit}){'  WORSE' if bad else ''}")
    text, new = documented(scores, scorer.by_element)
    if "--write" in argv:
        write_floors(scores, held)
        with open(ACCURACY, "w", encoding="utf-8") as f:
            f.write(new)
    elif text != new:
        worse.append("docs/accuracy.md is not what was measured (write it with --write)")
    if worse:
        sys.exit(f"worse than before: {', '.join(worse)}")


if __name__ == "__main__":
    main(sys.argv[1:])
