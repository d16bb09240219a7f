"""Teaches the Chinese search the terms of this standard; mkdocs runs this file before it builds."""

from pathlib import Path


def on_config(config):
    """Load the terms, if the segmenter is installed."""
    try:
        import jieba
    except ImportError:
        return
    jieba.setLogLevel("WARNING")
    jieba.load_userdict(str(Path(config.config_file_path).parent / "terms.txt"))
