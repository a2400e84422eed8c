"""What a search may be told."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.linkage.weights import Weights


@dataclass(frozen=True, slots=True)
class Settings:
    """How to search. The defaults are our judgement: docs/algorithms/duplicates.md says what others cost."""

    threshold: float = 0.8
    """Pairs that are less probable than this are not reported; 0 < threshold ≤ 1."""
    largest_block: int = 100
    """People who share a key and are compared each with each; a larger block is narrowed or left out."""
    weights: Weights | None = None
    """Weights to use as they are; else estimated from the register, or shipped for a small one."""
    train_from: int = 5_000
    """People from which on weights are estimated from the register itself."""
    seed: int = 20130
    """Of the sample that weights are estimated from."""
    memory: int = 1_024
    """MiB that the database engine may take beside the frame; beyond, the search fails."""
    threads: int = 2
    """Threads of the database engine."""

    def __post_init__(self) -> None:
        if not 0 < self.threshold <= 1:
            raise ValueError(f"threshold {self.threshold} is not within (0, 1]")
        if self.largest_block < 2 or self.memory < 128 or self.threads < 1:
            raise ValueError("largest_block is at least 2, memory at least 128 MiB, threads at least 1")
