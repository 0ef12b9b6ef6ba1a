"""Cleaning inside a datatrove pipeline: one step, the same under the local, Slurm and Ray executors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsclean.cleaner import Cleaner
from newsclean.corpus.record import METADATA, REMOVALS, RULESET, Failure, Record, outcome_of
from newsclean.corpus.ruleset import ruleset_version
from newsclean.model import Result

try:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep
    from datatrove.utils.logging import logger
    from datatrove.utils.typeshelper import StatHints
except ImportError:
    raise ImportError("newsclean.integrations.datatrove needs datatrove: pip install 'newsclean[datatrove]'") from None


class NewsClean(PipelineStep):  # type: ignore[misc]
    """Cleans every document's text.

    Three keys are added to a document's metadata: `newsclean_metadata` (a dict), `newsclean_removals` (a list of
    dicts) and `newsclean_ruleset` (the rules' version). A document that cannot be cleaned is dropped with a
    warning in the log, and so is one that has no text left, as datatrove's own extractors do. Counts `total`,
    `forwarded`, `dropped`, `failed`, `characters_removed` and a `removed_KIND` for each kind.

    >>> from datatrove.data import Document
    >>> document = Document(text="It rained.\\n\\nSubscribe to our newsletter", id="7")
    >>> [document.text for document in NewsClean().run([document])]
    ['It rained.']

    Args:
        cleaner: the settings.
        page: whether the documents hold whole HTML pages, as those of datatrove's WarcReader do.
        url, language: the keys of the document's metadata that hold its URL and ISO 639-1 code, if it has them.
    """

    name = "🗞 newsclean"
    type = "✂️ - CLEANER"

    def __init__(
        self, cleaner: Cleaner | None = None, *, page: bool = False, url: str = "url", language: str = "language"
    ) -> None:
        super().__init__()
        self.cleaner = cleaner or Cleaner()
        self.page = page
        self.url = url
        self.language = language

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents, each cleaned in place. `rank` and `world_size` are for readers, and play no part."""
        ruleset = ruleset_version(self.cleaner)
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                result = self._clean(document)
            if result is None or not result.text:
                self.stat_update(StatHints.dropped)
                continue
            fill(document, result, ruleset)
            self.stat_update(StatHints.forwarded)
            self.update_doc_stats(document)
            yield document

    def _clean(self, document: Document) -> Result | None:
        """The result, counted; None for a document that cannot be cleaned."""
        facts = document.metadata
        record = Record(0, document.text, url=facts.get(self.url), language=facts.get(self.language))
        outcome = outcome_of(record, self.cleaner, page=self.page)
        if isinstance(outcome, Failure):
            logger.warning(f"Document {document.id} dropped: {outcome.reason}")
            self.stat_update("failed")
            return None
        for removal in outcome.removals if outcome else ():
            self.stat_update(f"removed_{removal.kind}")
            self.stat_update("characters_removed", value=removal.end - removal.start)
        return outcome


def fill(document: Document, result: Result, ruleset: str) -> None:
    """Write the result into a document: its text, and three keys of its metadata."""
    data = result.to_dict()
    document.text = data["text"]
    document.metadata |= {METADATA: data["metadata"], REMOVALS: data["removals"], RULESET: ruleset}
