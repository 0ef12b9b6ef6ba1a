"""Cleaning inside a datatrove pipeline: one step, the same under the local, Slurm and Ray executors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from newsclean.cleaner import Cleaner
from newsclean.model import Result

try:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep
    from datatrove.utils.logging import logger
    from datatrove.utils.typeshelper import StatHints
except ImportError:
    raise ImportError("newsclean.integrations.datatrove needs datatrove: pip install 'newsclean[datatrove]'") from None

METADATA = "newsclean_metadata"
REMOVALS = "newsclean_removals"
"""The keys that are added to a document's metadata."""


class NewsClean(PipelineStep):  # type: ignore[misc]
    """Cleans every document's text, and adds the facts and the removals to its metadata.

    A document that cannot be cleaned is dropped with a warning in the log, and so is one that has no text left,
    as datatrove's own extractors do. Counts `total`, `forwarded`, `dropped`, `failed`, `characters_removed` and
    one `removed_KIND` for each kind.

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
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                kept = self._clean(document)
            if not kept:
                self.stat_update(StatHints.dropped)
                continue
            self.stat_update(StatHints.forwarded)
            self.update_doc_stats(document)
            yield document

    def _clean(self, document: Document) -> bool:
        """Clean a document in place; whether it is to stay."""
        given = {"url": document.metadata.get(self.url), "language": document.metadata.get(self.language)}
        clean = self.cleaner.clean_page if self.page else self.cleaner.clean
        try:
            result = clean(document.text, **given)
        except Exception as error:  # noqa: BLE001 - rules may be the user's own; the log and the counts report it
            logger.warning(f"Document {document.id} dropped: {type(error).__name__}: {error}")
            self.stat_update("failed")
            return False
        fill(document, result)
        for removal in result.removals:
            self.stat_update(f"removed_{removal.kind}")
            self.stat_update("characters_removed", value=removal.end - removal.start)
        return bool(result.text)


def fill(document: Document, result: Result) -> None:
    """Write the result into a document: its text, and two keys of its metadata."""
    data: dict[str, Any] = result.to_dict()
    document.text = data["text"]
    document.metadata[METADATA] = data["metadata"]
    document.metadata[REMOVALS] = data["removals"]
