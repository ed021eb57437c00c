"""Root-cause analysis and lessons learned: structured reviews in, fault trees and a searchable site out."""

__version__ = "0.1.0"
