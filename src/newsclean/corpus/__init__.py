"""Many documents at a time: JSONL, Parquet and WARC files, worker processes, resuming, counts."""
