"""What the pages may say: the context with everything hidden that the reviews keep to themselves."""

from __future__ import annotations

from dataclasses import replace

from rca.diagnostics import Diagnostic
from rca.graph.build import fault_tree
from rca.library.masked import Mask, mask_of, masked
from rca.site.context import SiteContext


def for_readers(context: SiteContext) -> SiteContext:
    """The same context with masked reviews, the trees of these, and findings of the check that name nothing hidden.

    The findings of the analysis hold ids and numbers; they stay those of the whole review.
    """
    library = masked(context.library)
    changed = {name: entry for name, entry in library.reviews.items() if entry is not context.library.reviews[name]}
    if not changed:
        return context
    masks = {name: mask_of(context.library, context.library.reviews[name].record) for name in changed}
    return replace(
        context,
        library=library,
        trees={**context.trees, **{name: fault_tree(entry.record) for name, entry in changed.items()}},
        diagnostics={
            name: tuple(_masked(each, masks.get(name)) for each in found) if name in changed else found
            for name, found in context.diagnostics.items()
        },
        silenced={
            name: tuple(
                replace(each, diagnostic=_masked(each.diagnostic, masks.get(name)), because=_text(each.because, masks.get(name)))
                for each in found
            )
            if name in changed
            else found
            for name, found in context.silenced.items()
        },
    )  # fmt: skip


def _masked(said: Diagnostic, mask: Mask | None) -> Diagnostic:
    """Without the source line, which may hold anything."""
    return said._replace(message=_text(said.message, mask), help=_text(said.help, mask), excerpt="", fix=None)


def _text(text: str, mask: Mask | None) -> str:
    return mask.text(text) if mask is not None else text
